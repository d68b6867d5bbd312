"""A proposed project file as data: what was chosen, what was guessed and why, what was left out and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from landas.catalog.fields import FieldType, Labels
from landas.catalog.proposal.selection import LeftOut


@dataclass(frozen=True, slots=True)
class Guess:
    """Something the feed doesn't say: the key of the project file, the value chosen, the reason."""

    key: str
    value: Any
    why: str


@dataclass(frozen=True, slots=True)
class ProposedField:
    """One `[catalog.fields.<name>]`. `about` says in a line what the column holds."""

    name: str
    column: str
    type: FieldType
    unit: str | None = None
    feed_unit: str | None = None
    scale: float = 1.0
    decimal: str = "."
    date_order: str | None = None
    better: str | None = None
    labels: Labels = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Labels] = field(default_factory=dict)
    about: str = ""
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class ProposedRule:
    """One rule of policy over fields that the feed has."""

    name: str
    when: str
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A whole project file, and how it came about."""

    name: str
    feed: str
    format: str
    rows: int
    columns: int
    languages: tuple[str, ...]
    currency: str
    id: str
    unique_id: bool
    title: str
    text: tuple[str, ...]
    keywords: tuple[str, ...]
    category: str | None
    group: str | None
    offers: str | None
    context: Mapping[str, FieldType]
    fields: tuple[ProposedField, ...]
    rules: tuple[ProposedRule, ...]
    guesses: tuple[Guess, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]

    def to_document(self) -> dict[str, Any]:
        """JSON-ready form, as `landas init --json` prints it."""
        return {
            "name": self.name,
            "format": self.format,
            "rows": self.rows,
            "columns": self.columns,
            "languages": list(self.languages),
            "currency": self.currency,
            "id": self.id,
            "unique_id": self.unique_id,
            "title": self.title,
            "text": list(self.text),
            "keywords": list(self.keywords),
            "category": self.category,
            "group": self.group,
            "offers": self.offers,
            "fields": [_field_document(f) for f in self.fields],
            "rules": [{"name": r.name, "when": r.when, "reason": r.reason} for r in self.rules],
            "guessed": [{"key": g.key, "value": g.value, "why": g.why} for g in self.guesses],
            "left_out": [{"column": entry.column, "reason": entry.reason} for entry in self.left_out],
            "notes": list(self.notes),
        }


def _field_document(proposed: ProposedField) -> dict[str, Any]:
    return {
        "name": proposed.name,
        "column": proposed.column,
        "type": proposed.type,
        "unit": proposed.unit,
        "feed_unit": proposed.feed_unit,
        "scale": proposed.scale,
        "better": proposed.better,
        "filterable": proposed.type != "text",
        "labels": {code: list(words) for code, words in proposed.labels.items()},
    }
