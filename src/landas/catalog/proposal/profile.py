"""A column with everything told about it so far: statistics, head, type, standard field."""

import re
from dataclasses import dataclass, replace
from typing import Any

from landas.catalog.numerals import DecimalMark
from landas.catalog.proposal.column import Column
from landas.catalog.proposal.concepts import Concept, Concepts
from landas.catalog.proposal.decimals import column_mark, feed_mark
from landas.catalog.proposal.kinds import Packs, Reading, read_kind
from landas.catalog.proposal.names import Head, read_heads
from landas.catalog.proposal.roles import RoleWords
from landas.catalog.proposal.survey import ColumnSurvey
from landas.catalog.texts import split_list
from landas.language.units import dimension

_ADDRESS = re.compile(r"\s*(https?://|www\.|data:image|//\w)", re.I)
_PICTURE = re.compile(r"\.(jpe?g|png|gif|webp|svg)\b", re.I)


@dataclass(frozen=True, slots=True)
class Profile:
    """One column of the feed."""

    column: Column
    head: Head
    reading: Reading
    decimal: DecimalMark
    concept: Concept | None
    """The standard field that the head names."""
    kind_of: Concept | None
    """The standard field that the head names or is a kind of ("package weight": weight)."""
    share: float
    """The share of rows with a value."""

    @property
    def name(self) -> str:
        return self.column.name

    @property
    def is_text(self) -> bool:
        return self.reading.kind in ("text", "category", "tags")

    def examples(self) -> list[Any]:
        return self.column.examples


def profile_columns(survey: ColumnSurvey, packs: Packs, roles: RoleWords) -> dict[str, Profile]:
    """A profile of every column that has a value, in the order of the feed."""
    concepts = Concepts(packs)
    heads = read_heads(survey.columns, packs)
    mark = feed_mark(survey.columns.values())
    profiles: dict[str, Profile] = {}
    for name, column in survey.columns.items():
        if not column.filled:
            continue
        head = heads[name]
        if head.short and concepts.of(head.words) is None and _says_enough(head, concepts):
            head = replace(head, words=head.short)
        head = _with_checked_unit(head, concepts)
        decimal = column_mark(column) or mark
        reading = read_kind(column, head, roles, packs, survey.rows, decimal)
        profiles[name] = Profile(
            column,
            head,
            reading,
            decimal,
            concepts.of(head.words),
            concepts.within(head.words),
            column.share(survey.rows),
        )
    return profiles


def _with_checked_unit(head: Head, concepts: Concepts) -> Head:
    """A last word such as "in" is a unit only behind a thing that is measured so: "screen size in"."""
    if head.unit is None or head.unit_is_sure:
        return head
    rest = head.words[:-1]
    thing = concepts.within(rest)
    measure = thing.measure if thing else None
    if measure is not None and dimension(head.unit) == dimension(measure.units[0]):
        return replace(head, words=rest, unit_is_sure=True)
    return replace(head, unit=None)


def _says_enough(head: Head, concepts: Concepts) -> bool:
    """Whether a nested head is clear without its outer level: "talk time" and "NFC" are, "type" is not."""
    last = head.column.rpartition(".")[2].strip()
    return len(head.short) > 1 or last.isupper() or concepts.of(head.short) is not None


def holds_addresses(profile: Profile) -> str | None:
    """`pictures` or `addresses on the web` where that is what most values are; else None."""
    values = [str(entry) for value in profile.examples()[:200] for entry in _entries(value)]
    found = [value for value in values if _ADDRESS.match(value)]
    if len(found) <= 0.5 * len(values):
        return None
    return (
        "pictures"
        if sum(bool(_PICTURE.search(v)) for v in found) > len(found) / 2
        else "addresses on the web"
    )


def _entries(value: Any) -> list[Any]:
    if isinstance(value, str):
        return split_list(value)[:3] if _ADDRESS.match(value) else [value]
    return value[:3] if isinstance(value, list) else [value]
