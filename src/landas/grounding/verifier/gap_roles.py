"""Which of two items a difference starts from, and the clauses over which one difference is told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from landas.grounding.verifier.amounts import Amount, agrees, comparable
from landas.grounding.verifier.clauses import Clause
from landas.grounding.verifier.names import Mention
from landas.grounding.verifier.reading import Reading
from landas.grounding.verifier.sheets import Sheet

_FURTHEST = 8
"""Pieces between a name and the word that leads to it: "short of the battery capacity of the Brio"."""


@dataclass(frozen=True, slots=True)
class Ends:
    """`reference` is the item that is started from; `moves` for "from the Aster to the Brio"."""

    subject: int
    reference: int
    directed: bool
    moves: bool = False


def ends_of(reading: Reading, sheet: Sheet, mentions: Sequence[Mention]) -> Ends | None:
    """The two items named; None where there are more or fewer of them."""
    items = tuple(dict.fromkeys(m.item for m in mentions))
    if len(items) != 2:
        return None
    led = {item: _led(reading, sheet, [m for m in mentions if m.item == item]) for item in items}
    ranks = {item: max((_rank(sheet, key) for key in led[item]), default=0) for item in items}
    one, other = items
    has = sheet.vocabulary.has
    for start, end in ((one, other), (other, one)):
        begins = any(has("gap_starts", key) for key in led[start])
        if begins and any(has("gap_ends", key) for key in led[end]):
            return Ends(end, start, True, True)
    if ranks[one] == ranks[other]:
        return Ends(one, other, False)
    return Ends(one, other, True) if ranks[one] < ranks[other] else Ends(other, one, True)


def is_value(sheet: Sheet, ends: Ends, amount: Amount) -> bool:
    """ "The Aster weighs 1.4 kg, more than the Brio": the amount is one of theirs and no difference."""
    facts = sheet.facts((ends.subject, ends.reference))
    known = (a for f in facts for a, _, _ in f.value.amounts if not f.is_title)
    return any(comparable(amount, own) and agrees(amount, own) for own in known)


def _rank(sheet: Sheet, key: str) -> int:
    has = sheet.vocabulary.has
    return 2 if has("gap_bases", key) else int(has("gap_weak_bases", key))


def _led(reading: Reading, sheet: Sheet, mentions: Sequence[Mention]) -> list[str]:
    """For each name the first word before it that leads to an item; labels, amounts and closed words stand between."""
    found = []
    for mention in mentions:
        for at in range(mention.first - 1, max(-1, mention.first - _FURTHEST), -1):
            piece = reading.pieces[at]
            if not piece.is_word or any(m.first <= at < m.last for m in reading.mentions):
                break
            if _rank(sheet, piece.key):
                found.append(piece.key)
                break
            labels = any(h.first <= at < h.last for h in reading.hits_in(max(0, at - 3), at + 4, "thesaurus"))
            if not (
                labels or sheet.vocabulary.has("closed", piece.key) or reading.senses[at] & sheet.label_senses
            ):
                break
    return found


def with_gaps(reading: Reading, sheet: Sheet, clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """ "Add $25 to the Aster and you have the Brio", "terhadap Aster, harga Brio naik $25": one statement."""
    if not reading.amounts or len(reading.mentions) < 2:
        return tuple(clauses)
    kept: list[Clause] = []
    for clause in clauses:
        if kept and (whole := _joined(reading, sheet, kept[-1], clause)) is not None:
            kept[-1] = whole
        else:
            kept.append(clause)
    return tuple(kept)


_MARKS = ("gap_higher", "gap_lower", "gap_apart")


def _joined(reading: Reading, sheet: Sheet, before: Clause, clause: Clause) -> Clause | None:
    """Both as one, where one names an item and the other the second, with one amount between them."""
    if before.sentence != clause.sentence or clause.cell >= 0:
        return None
    start, end = reading.pieces[before.first].start, reading.pieces[clause.last - 1].end
    amounts = reading.amounts_in(start, end)
    if len(amounts) != 1 or amounts[0].is_bare:
        return None
    mine, theirs = (reading.mentions_in(c.first, c.last) for c in (before, clause))
    ends = ends_of(reading, sheet, [*mine, *theirs])
    if ends is None or not mine:
        return None
    apart = reading.hits_in(clause.first, clause.last, "gap_apart")
    if not ((theirs and ends.directed) or ends.moves or (apart and not theirs)):
        return None
    if not reading.hits_in(before.first, clause.last, *_MARKS) or is_value(sheet, ends, amounts[0]):
        return None
    split = {m.item for m in mine}.isdisjoint(m.item for m in theirs)
    return replace(before, last=clause.last) if split else None
