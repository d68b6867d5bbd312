"""Two items set against each other: "of the Aster and the Brio, the former is cheaper", "A is lighter, B heavier"."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from landas.grounding.verifier.clauses import Clause
from landas.grounding.verifier.joints import corrected, linked
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


def chosen_instead(
    reading: Reading, sheet: Sheet, clause: Clause, mentions: Sequence[Mention]
) -> Chosen | None:
    """ "It isn't the Aster but the Brio that is heavier": the one named in place of the other."""
    has = sheet.vocabulary.has
    for one, other in pairwise(mentions):
        if one.item == other.item or not corrected(reading, sheet, one, other):
            continue
        before = [i for i in range(clause.first, one.first) if reading.pieces[i].is_word]
        keys = [reading.pieces[i].key for i in before]
        denied = any(has("negators", key) for key in keys)
        if denied and all(sheet.vocabulary.is_idle(key) for key in keys):
            return Chosen(other.item, one.item, frozenset((*before, *range(one.last, other.first))))
    return None


def compares(reading: Reading, clause: Clause) -> bool:
    return bool(reading.hits_in(clause.first, clause.last, "comparatives", "more", "less"))
