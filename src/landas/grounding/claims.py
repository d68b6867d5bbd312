"""What a reply may rest on (grounds), and what it says (claims with a verdict each)."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from landas.catalog.fields import Direction, Value

Verdict = Literal["supported", "contradicted", "unsupported", "not_a_claim"]
EvidenceType = Literal[
    "constraint_match",
    "semantic_match",
    "availability",
    "attribute",
    "similar_to_event",
    "popularity",
    "tradeoff",
    "policy_match",
]


@dataclass(frozen=True, slots=True)
class GroundFact:
    """One thing known about one item. `labels` are all the words it may be called by, in any language.

    `value` is canonical (see `catalog.fields.Value`) or the free text of a foreign fact sheet
    ("105 g (3.70 oz)"); `fact_id` is what a claim cites.
    """

    fact_id: str
    labels: tuple[str, ...]
    value: Value
    unit: str | None = None
    type: str = "text"
    better: Direction | None = None
    synonyms: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    """Other words for a value: value -> words of any language."""


@dataclass(frozen=True, slots=True)
class GroundItem:
    """An item a reply may speak of, under its title or a part of it."""

    item_id: str
    title: str
    facts: tuple[GroundFact, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """A reason that a step really used ("because you viewed …"): the event's verb and the item's title."""

    fact_id: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """Everything a reply may rest on. Claims about anything else are unsupported.

    `removed_count` and `request_words` let a reply say what was asked and how many things did not fit.
    """

    items: tuple[GroundItem, ...] = ()
    text: str | None = None
    causes: tuple[Cause, ...] = ()
    request_text: str = ""
    counts: Mapping[str, int] = dataclasses.field(default_factory=dict)
    forbidden: tuple[str, ...] = ()
    offered: str = ""
    """The answers that the turn's own question offers: a question may name them, and nothing else may."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The smallest clause that states one thing; offsets are code points of the reply, half-open."""

    text: str
    start: int
    end: int
    verdict: Verdict
    fact_ids: tuple[str, ...] = ()
    problem: str | None = None

    def to_document(self) -> dict[str, Any]:
        document: dict[str, Any] = {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "verdict": self.verdict,
            "fact_ids": list(self.fact_ids),
        }
        if self.problem:
            document["problem"] = self.problem
        return document


def is_faithful(claims: tuple[Claim, ...]) -> bool:
    """True when no claim is contradicted or unsupported."""
    return all(claim.verdict in ("supported", "not_a_claim") for claim in claims)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement the wording may make about an item, because a step really used it.

    `id` is unique in the turn (`e1`, `e2`, …). A computed entry (a trade-off) keeps its inputs.
    """

    id: str
    type: EvidenceType
    item_id: str
    field: str | None
    value: Value | None
    unit: str | None = None
    fact_ids: tuple[str, ...] = ()
    source: str = "feed"
    observed_at: datetime | None = None
    inputs: Mapping[str, Any] = dataclasses.field(default_factory=dict)
