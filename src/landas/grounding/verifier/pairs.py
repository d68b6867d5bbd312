"""Two items set against each other: "of the Aster and the Brio, the former is cheaper", "A is lighter, B heavier"."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from landas.grounding.verifier.clauses import Clause
from landas.grounding.verifier.joints import linked
from landas.grounding.verifier.names import Mention
from landas.grounding.verifier.reading import Reading
from landas.grounding.verifier.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Chosen:
    """Of two named items, the one that the statement is about, and the other."""

    item: int
    other: int
    pieces: frozenset[int] = frozenset()
    """Of "the former", "the latter"."""


def chosen_of_two(
    reading: Reading, sheet: Sheet, clause: Clause, mentions: Sequence[Mention]
) -> Chosen | None:
    """One of two names told of together, named again or called "the former" behind them."""
    for one, other in pairwise(mentions):
        if one.item == other.item or not linked(reading, sheet, one, other):
            continue
        again = next((m for m in mentions if m.first >= other.last), None)
        if again is not None and again.item in (one.item, other.item):
            return Chosen(again.item, one.item if again.item == other.item else other.item)
        for at in range(other.last, clause.last):
            if sheet.vocabulary.has("former", reading.pieces[at].key):
                return Chosen(one.item, other.item, frozenset({at}))
            if sheet.vocabulary.has("latter", reading.pieces[at].key):
                return Chosen(other.item, one.item, frozenset({at}))
    return None


def compares(reading: Reading, clause: Clause) -> bool:
    return bool(reading.hits_in(clause.first, clause.last, "comparatives", "more", "less"))
