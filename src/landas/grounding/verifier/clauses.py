"""A reply cut into the smallest stretches that state one thing, with what each is about.

Lines, table cells and sentences come first; within a sentence a comma, a joining word ("and", "dan") or a word
that opens a side statement ("with", "yang") begins a new clause, unless it stands inside an amount or a name.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from landas.grounding.verifier.answers import end_of_answer, end_of_named_answer, is_answer
from landas.grounding.verifier.joints import LONGEST, after_quantifier, kept_whole
from landas.grounding.verifier.reading import Reading
from landas.grounding.verifier.sheets import Sheet

_HARD = frozenset(".!?…;|•·")
_SOFT = frozenset(",()[]{}–—")
_LIST_NUMBER = re.compile(r"^\s*(?:[-*+•]\s+)?(\d{1,2})[.)]\s")
_ABBREVIATIONS = frozenset(
    {"e.g", "i.e", "approx", "vs", "no", "etc", "mr", "dr", "st", "inc", "max", "min", "ca", "dll", "dsb"}
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Pieces `first`..`last` (half-open) of the reading. `sentence` and `line` count from 0.

    `joined` when only a joining word or comma separates it from the clause before; `cell` is its column in a
    table row, -1 outside tables; `asks` when its sentence ends in a question mark.
    """

    first: int
    last: int
    sentence: int
    line: int
    joined: bool = False
    cell: int = -1
    asks: bool = False
    answer: int = -1
    """The piece where the answer begins, when the clause is a question that the reply answers itself."""


def split(reading: Reading, sheet: Sheet) -> tuple[Clause, ...]:
    """The clauses in order, never overlapping; pieces outside all of them are marks and bullets."""
    guarded = _guarded(reading, sheet)
    clauses: list[Clause] = []
    sentence = -1
    for line, (first, last) in enumerate(_lines(reading)):
        table = reading.pieces[first].text == "|" if first < last else False
        cell = -1
        for start, end, answer in _answered(reading, sheet, _sentences(reading, first, last, guarded)):
            sentence += 1
            cell = cell + 1 if table else -1
            if answer >= 0:
                clauses.append(
                    Clause(*_without_marks(reading, start, end, guarded), sentence, line, answer=answer)
                )
                continue
            asks = end < len(reading.pieces) and reading.pieces[end].text == "?"
            parts = [((start, end), False)] if asks and _asks(reading, start, end) else None
            for part, joined in parts or _parts(reading, sheet, start, end, guarded):
                inner = _without_marks(reading, *part, guarded)
                clauses.append(Clause(*inner, sentence, line, joined, cell, asks))
    return tuple(clauses)


def _answered(
    reading: Reading, sheet: Sheet, sentences: Iterator[tuple[int, int]]
) -> Iterator[tuple[int, int, int]]:
    """(first, last, where an answer begins or -1) of each sentence, a question and its answer as one."""
    waiting: tuple[int, int] | None = None
    for start, end in sentences:
        if waiting is not None and is_answer(reading, sheet, waiting, (start, end)):
            told = end_of_answer(reading, sheet, start, end)
            yield waiting[0], told, start
            if told < end:
                yield told, end, -1
            waiting = None
            continue
        if waiting is not None and (told := end_of_named_answer(reading, sheet, waiting, (start, end))):
            yield waiting[0], told, start
            waiting, start = None, told
        if waiting is not None:
            yield *waiting, -1
        asks = end < len(reading.pieces) and reading.pieces[end].text == "?"
        waiting = (start, end) if asks else None
        if not asks:
            yield start, end, -1
    if waiting is not None:
        yield *waiting, -1


def _asks(reading: Reading, first: int, last: int) -> bool:
    """True for a question that opens with an asking word: it is read in one piece."""
    opening = next((i for i in range(first, last) if reading.pieces[i].is_word), last)
    asking = any(hit.first == opening for hit in reading.hits_in(first, last, "question_openers"))
    return asking and not reading.mentions_in(first, last) and last - first <= LONGEST


def _without_marks(reading: Reading, first: int, last: int, guarded: frozenset[int]) -> tuple[int, int]:
    """The stretch without bullets, quotes and marks at its ends."""
    while first < last and not (reading.pieces[first].is_word or first in guarded):
        first += 1
    while last > first and not (reading.pieces[last - 1].is_word or last - 1 in guarded):
        last -= 1
    return first, last


def _guarded(reading: Reading, sheet: Sheet) -> frozenset[int]:
    """Pieces at which nothing may be cut: inside names, amounts and phrases."""
    inside = set(reading.named)
    for amount in reading.amounts:
        inside.update(reading.pieces_of(amount.start, amount.end))
    return frozenset(inside | quoted_values(reading, sheet))


def quoted_values(reading: Reading, sheet: Sheet) -> set[int]:
    """Pieces of values that the reply says letter for letter, marks and all ("Plug 2 (Audio) / 1 (Video)")."""
    if not sheet.marked_values:
        return set()
    keys = reading.keys
    starts: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        starts.setdefault(key, []).append(at)
    inside: set[int] = set()
    for value in sheet.marked_values:
        for at in starts.get(value[0], ()):
            if keys[at : at + len(value)] == value:
                inside.update(range(at, at + len(value)))
    return inside


def _lines(reading: Reading) -> Iterator[tuple[int, int]]:
    """Piece ranges of the lines, list numbers left out."""
    offset = index = 0
    pieces = reading.pieces
    for line in reading.text.splitlines(keepends=True):
        end = offset + len(line)
        first = index
        index = bisect_left(reading.starts, end, index)
        if _LIST_NUMBER.match(line):
            while first < index and not pieces[first].is_number:
                first += 1
            first = min(first + 2, index)
        offset = end
        if first < index:
            yield first, index


def _sentences(reading: Reading, first: int, last: int, guarded: frozenset[int]) -> Iterator[tuple[int, int]]:
    start = first
    for i in range(first, last):
        if reading.pieces[i].text in _HARD and i not in guarded and _ends(reading, i, last, guarded):
            if start < i:
                yield start, i
            start = i + 1
    if start < last:
        yield start, last


def _ends(reading: Reading, i: int, last: int, guarded: frozenset[int]) -> bool:
    """A full stop ends a sentence unless it closes an abbreviation or stands inside a word ("example.com"); behind a
    value or a name it isn't part of ("… is Long Beach, CA.") it closes none.
    """
    piece = reading.pieces[i]
    if piece.text != ".":
        return True
    if i + 1 < last and reading.pieces[i + 1].start == piece.end and reading.pieces[i + 1].is_word:
        return False
    before = reading.pieces[i - 1] if i else piece
    closes = before.end == piece.start and before.key in _ABBREVIATIONS and i - 1 not in guarded
    return not (closes and i + 1 < last)


def _parts(
    reading: Reading, sheet: Sheet, first: int, last: int, guarded: frozenset[int]
) -> Iterator[tuple[tuple[int, int], bool]]:
    """Ranges within a sentence and whether each is joined to the one before."""
    whole = guarded | kept_whole(reading, sheet, first, last)
    opens = {hit.first for hit in reading.hits_in(first, last, "wishing", "turning") if hit.first > first}
    whole -= opens
    stub = True
    openings = after_quantifier(reading, first, last)
    start, joined = first, False
    for i in range(first, last):
        kind = "break" if i in opens else _break(reading, sheet, i, last)
        if kind == "break" and stub and reading.pieces[i].is_word and i not in opens:
            kind = None  # "the Aster, which …", "it isn't equipped with …": nothing is said yet
        stub = stub and _is_stub(reading, sheet, i, guarded)
        if i - start > LONGEST and i not in guarded:
            kind = "break"  # nobody reads so many words as one statement
        elif kind is None or i in whole or (kind == "break" and i in openings):
            continue
        if _has_word(reading, start, i):
            yield (start, i), joined
            joined = kind == "join"
            stub = True
        elif kind == "break":
            joined = False
        start = i + 1 if kind == "join" or not reading.pieces[i].is_word else i
    if _has_word(reading, start, last):
        yield (start, last), joined


def _is_stub(reading: Reading, sheet: Sheet, i: int, guarded: frozenset[int]) -> bool:
    """True for a piece that tells nothing by itself: a name, a closed word or a denial."""
    key = reading.pieces[i].key
    if not reading.pieces[i].is_word:
        return reading.pieces[i].text not in _HARD
    return _is_named(reading, i) or sheet.vocabulary.is_idle(key) or sheet.vocabulary.has("social", key)


def _is_named(reading: Reading, i: int) -> bool:
    return i in reading.named


def _break(reading: Reading, sheet: Sheet, i: int, last: int) -> str | None:
    piece = reading.pieces[i]
    if not piece.is_word:
        if piece.text == ":":
            return None if _only_amount(reading, i) else _colon(reading, sheet, i)
        if piece.text == "-":
            spaced = i + 1 < last and reading.pieces[i + 1].start > piece.end
            return "break" if spaced and i and reading.pieces[i - 1].end < piece.start else None
        if piece.text in ",&":
            behind = reading.pieces[i + 1].key if i + 1 < last else ""
            return None if sheet.vocabulary.has("echoing", behind) else "join"
        return "break" if piece.text in _SOFT else None
    if sheet.vocabulary.has("joiners", piece.key):
        return "join"
    told = i and reading.pieces[i - 1].text == ":" and _only_amount(reading, i - 1)
    return "break" if sheet.vocabulary.has("breakers", piece.key) and not told else None


def _amounts_around(reading: Reading, i: int) -> bool:
    first, last = i, i
    while first and reading.pieces[first - 1].text not in _HARD:
        first -= 1
    while last < len(reading.pieces) and reading.pieces[last].text not in _HARD:
        last += 1
    here = reading.pieces[i].start
    before = reading.amounts_in(reading.pieces[first].start, here)
    return bool(before) and bool(reading.amounts_in(here, reading.pieces[last - 1].end))


def _only_amount(reading: Reading, i: int) -> bool:
    """ "2006: that was when …": nothing but an amount stands before the colon in its sentence."""
    first = i
    while first and reading.pieces[first - 1].text not in _HARD:
        first -= 1
    amounts = reading.amounts_in(reading.pieces[first].start, reading.pieces[i].start)
    return len(amounts) == 1 and reading.pieces_of(amounts[0].start, amounts[0].end) == range(first, i)


def _colon(reading: Reading, sheet: Sheet, i: int) -> str | None:
    """ "Price: $499" and "Aster: $499" stay whole; before a name or "it" a colon begins something new."""
    at = i + 1
    while at < len(reading.pieces) and sheet.vocabulary.has("articles", reading.pieces[at].key):
        at += 1
    named = any(m.first == i + 1 for m in reading.mentions_in(i, i + LONGEST))
    told = any(m.first == at for m in reading.mentions_in(i, i + LONGEST))
    if told and _amounts_around(reading, i):
        return "break"  # "Forget $250: the Aster costs $282"
    starts = i + 1 < len(reading.pieces) and sheet.vocabulary.has("subjects", reading.pieces[i + 1].key)
    starts |= tells_of_a_group(reading, sheet, i + 1)
    return "break" if named or starts else None


def _has_word(reading: Reading, first: int, last: int) -> bool:
    return any(reading.pieces[i].is_word for i in range(first, last))


_GROUPS = ("all_items", "no_item", "only_item", "other_item", "group_sizes")


def tells_of_a_group(reading: Reading, sheet: Sheet, first: int) -> bool:
    """ "Neither …", "both …", "only the second …": what begins here says itself of which items it is."""
    if len(sheet.items) < 2:
        return False
    hits = reading.hits_in(first, first + LONGEST, *_GROUPS, "ordinals")
    if any(hit.first == first and hit.marker.kind in _GROUPS for hit in hits):
        return True
    at = first
    while at < len(reading.pieces) and (
        sheet.vocabulary.has("articles", reading.keys[at]) or sheet.vocabulary.has("only", reading.keys[at])
    ):
        at += 1
    return at > first and any(hit.first == at and hit.marker.kind == "ordinals" for hit in hits)


def begins_anew(reading: Reading, sheet: Sheet, clause: Clause) -> bool:
    """ "As for the Aster, the second one is lighter": behind a name, other items."""
    before = reading.mentions_in(max(0, clause.first - LONGEST), clause.first)
    if not before or not clause.joined:
        return False
    return tells_of_a_group(reading, sheet, clause.first)


def merged(clauses: Sequence[Clause], idle: Sequence[bool], apart: Sequence[bool]) -> tuple[Clause, ...]:
    """Clauses that say nothing of their own (`idle`) become part of their neighbour in the same sentence, unless the
    one behind stands `apart`.
    """
    kept: list[Clause] = []
    waiting: Clause | None = None
    for clause, empty, alone in zip(clauses, idle, apart, strict=True):
        if waiting is not None and waiting.sentence == clause.sentence and not alone:
            clause = replace(clause, first=waiting.first, joined=waiting.joined)
        elif waiting is not None:
            kept.append(waiting)
        waiting = clause if empty else None
        if not empty:
            kept.append(clause)
    if waiting is not None:
        if kept and kept[-1].sentence == waiting.sentence:
            kept[-1] = replace(kept[-1], last=waiting.last)
        else:
            kept.append(waiting)
    return tuple(kept)
