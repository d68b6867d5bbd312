"""A reply cut into the smallest stretches that state one thing, with what each is about.

Lines, table cells and sentences come first; within a sentence a comma, a joining word ("and", "dan") or a word
that opens a side statement ("with", "yang") begins a new clause, unless it stands inside an amount or a name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from landas.grounding.verifier.names import Mention
from landas.grounding.verifier.reading import Reading
from landas.grounding.verifier.sheets import Sheet

LONGEST = 120
"""Pieces of the longest stretch that is judged as one statement; more would be cut, so that the work stays linear."""
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


def split(reading: Reading, sheet: Sheet) -> tuple[Clause, ...]:
    """The clauses in order, never overlapping; pieces outside all of them are marks and bullets."""
    guarded = _guarded(reading, sheet)
    clauses: list[Clause] = []
    sentence = -1
    for line, (first, last) in enumerate(_lines(reading)):
        table = reading.pieces[first].text == "|" if first < last else False
        cell = -1
        for start, end in _sentences(reading, first, last, guarded):
            sentence += 1
            cell = cell + 1 if table else -1
            asks = end < len(reading.pieces) and reading.pieces[end].text == "?"
            for part, joined in _parts(reading, sheet, start, end, guarded):
                inner = _without_marks(reading, *part, guarded)
                clauses.append(Clause(*inner, sentence, line, joined, cell, asks))
    return tuple(clauses)


def _without_marks(reading: Reading, first: int, last: int, guarded: frozenset[int]) -> tuple[int, int]:
    """The stretch without bullets, quotes and marks at its ends."""
    while first < last and not (reading.pieces[first].is_word or first in guarded):
        first += 1
    while last > first and not (reading.pieces[last - 1].is_word or last - 1 in guarded):
        last -= 1
    return first, last


def _guarded(reading: Reading, sheet: Sheet) -> frozenset[int]:
    """Pieces at which nothing may be cut: inside names, amounts and phrases."""
    inside: set[int] = set()
    for mention in reading.mentions:
        inside.update(range(mention.first, mention.last))
    for amount in reading.amounts:
        inside.update(reading.pieces_of(amount.start, amount.end))
    return frozenset(inside | _quoted(reading, sheet))


def _quoted(reading: Reading, sheet: Sheet) -> set[int]:
    """Pieces of values that the reply says letter for letter, marks and all ("Plug 2 (Audio) / 1 (Video)")."""
    keys = [piece.key for piece in reading.pieces]
    starts: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        starts.setdefault(key, []).append(at)
    inside: set[int] = set()
    for value in sheet.marked_values:
        for at in starts.get(value[0], ()):
            if tuple(keys[at : at + len(value)]) == value:
                inside.update(range(at, at + len(value)))
    return inside


def _lines(reading: Reading) -> Iterator[tuple[int, int]]:
    """Piece ranges of the lines, list numbers left out."""
    offset = index = 0
    pieces = reading.pieces
    for line in reading.text.splitlines(keepends=True):
        end = offset + len(line)
        first = index
        while index < len(pieces) and pieces[index].start < end:
            index += 1
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
        if reading.pieces[i].text in _HARD and i not in guarded and _ends(reading, i, last):
            if start < i:
                yield start, i
            start = i + 1
    if start < last:
        yield start, last


def _ends(reading: Reading, i: int, last: int) -> bool:
    """A full stop ends a sentence unless it closes an abbreviation or stands inside a word ("example.com")."""
    piece = reading.pieces[i]
    if piece.text != ".":
        return True
    if i + 1 < last and reading.pieces[i + 1].start == piece.end and reading.pieces[i + 1].is_word:
        return False
    before = reading.pieces[i - 1] if i else piece
    return not (before.end == piece.start and before.key in _ABBREVIATIONS and i + 1 < last)


def _parts(
    reading: Reading, sheet: Sheet, first: int, last: int, guarded: frozenset[int]
) -> Iterator[tuple[tuple[int, int], bool]]:
    """Ranges within a sentence and whether each is joined to the one before."""
    whole = guarded | _whole(reading, sheet, first, last)
    wishes = {hit.first for hit in reading.hits_in(first, last, "wishing")}
    openings = _after_quantifier(reading, first, last)
    start, joined = first, False
    for i in range(first, last):
        kind = "break" if i in wishes else _break(reading, sheet, i, last)
        if i - start > LONGEST and i not in guarded:
            kind = "break"  # nobody reads so many words as one statement
        elif kind is None or i in whole or (kind == "break" and i in openings):
            continue
        if _has_word(reading, start, i):
            yield (start, i), joined
            joined = kind == "join"
        elif kind == "break":
            joined = False
        start = i + 1 if kind == "join" or not reading.pieces[i].is_word else i
    if _has_word(reading, start, last):
        yield (start, last), joined


def _whole(reading: Reading, sheet: Sheet, first: int, last: int) -> set[int]:
    """Pieces at which this sentence isn't cut: inside phrases, between names told of together, before a name."""
    inside = {i for hit in reading.hits_in(first, last) for i in range(hit.first + 1, hit.last)}
    inside |= {i for hit in reading.hits_in(first, last, *_BINDING) for i in range(hit.first, hit.last)}
    # "Than the first", "dari yang pertama": the word that leads an ordinal stays with it.
    inside |= {hit.first - 1 for hit in reading.hits_in(first, last, "ordinals") if hit.first > first}
    inside |= {hit.last for hit in reading.hits_in(first, last, "than")}  # "than that of the Brio"
    has, mentions = sheet.vocabulary.has, reading.mentions_in(first, last)
    for before, after in pairwise(mentions):
        if linked(reading, sheet, before, after) and not _begins_anew(reading, sheet, before, after, last):
            inside.update(range(before.last, after.first))
    for mention in mentions:
        leading = _word_before(reading, sheet, mention.first, first)
        if leading is not None and has("prepositions", reading.pieces[leading].key):
            inside.add(leading)
    for hit in reading.hits_in(first, last, *_APART):
        if hit.first > first and reading.pieces[hit.first - 1].text == ",":
            inside.add(hit.first - 1)
        inside.update(range(hit.first, hit.last))
    for hit in reading.hits_in(first, last, "unknown"):
        inside |= _quoted_list(reading, sheet, hit.last, last)
    return inside | _fronted(reading, sheet, first, last)


def _quoted_list(reading: Reading, sheet: Sheet, at: int, last: int) -> set[int]:
    """ "I don't know “theory”, “liver” or “recursion”": words that are quoted one after another."""
    end = i = at
    while i < last and reading.pieces[i].text == "“":
        i = next((place + 1 for place in range(i, last) if reading.pieces[place].text == "”"), last)
        end = i
        while i < last and (
            reading.pieces[i].text == "," or sheet.vocabulary.has("joiners", reading.pieces[i].key)
        ):
            i += 1
    return set(range(at, end))


_APART = ("unlike", "alike", "excepting")


def linked(reading: Reading, sheet: Sheet, before: Mention, after: Mention) -> bool:
    """True for two names told of together: "the Aster and the Brio"."""
    between = range(before.last, after.first)
    has = sheet.vocabulary.has
    keys = [reading.pieces[i].key for i in between]
    return 0 < len(keys) <= 3 and all(has("articles", key) or has("links", key) for key in keys)


def _begins_anew(reading: Reading, sheet: Sheet, before: Mention, after: Mention, last: int) -> bool:
    """ "Lighter than the Aster and the Brio is cheaper": a verb behind the second name after "than"."""
    compares = any(
        hit.last <= before.first <= hit.last + 2
        for hit in reading.hits_in(max(0, before.first - 4), before.first, "than")
    )
    following = reading.pieces[after.last].key if after.last < last else ""
    return compares and sheet.vocabulary.has("verbs", following)


def _word_before(reading: Reading, sheet: Sheet, position: int, first: int) -> int | None:
    """The place of the word before `position`, articles skipped; None where the sentence begins."""
    position -= 1
    while position >= first and sheet.vocabulary.has("articles", reading.pieces[position].key):
        position -= 1
    return position if position >= first else None


def _fronted(reading: Reading, sheet: Sheet, first: int, last: int) -> set[int]:
    """The comma behind "Compared to the Brio, …", which only says what the rest compares with."""
    for hit in reading.hits_in(first, min(last, first + 6), "than", *_APART):
        mention = next(iter(reading.mentions_in(hit.last, min(last, first + LONGEST))), None)
        if hit.first != first or mention is None or mention.last >= last:
            continue
        between = range(hit.last, mention.first)
        articles = all(sheet.vocabulary.has("articles", reading.pieces[i].key) for i in between)
        if articles and reading.pieces[mention.last].text == ",":
            return {mention.last}
    return set()


def _after_quantifier(reading: Reading, first: int, last: int) -> set[int]:
    """ "The only one with …": the side statement is the statement."""
    return {hit.last for hit in reading.hits_in(first, last, "only_item", "no_item", "all_items")}


_BINDING = (
    "than", "unknown", "negative_idioms", "up_to", "less_than", "more_than", "approximate", "echo",
    "only_item", "no_item", "all_items", "comparatives", "superlatives", "equatives", "available_in", "cause",
    "presupposing", "same", "difference", "unlike", "alike", "excepting", "multiples", "unknown",
)  # fmt: skip


def _break(reading: Reading, sheet: Sheet, i: int, last: int) -> str | None:
    piece = reading.pieces[i]
    if not piece.is_word:
        if piece.text == ":":
            return _colon(reading, i)
        if piece.text == "-":
            spaced = i + 1 < last and reading.pieces[i + 1].start > piece.end
            return "break" if spaced and i and reading.pieces[i - 1].end < piece.start else None
        if piece.text in ",&":
            return "join"
        return "break" if piece.text in _SOFT else None
    if sheet.vocabulary.has("joiners", piece.key):
        return "join"
    return "break" if sheet.vocabulary.has("breakers", piece.key) else None


def _colon(reading: Reading, i: int) -> str | None:
    """ "Price: $499" and "Aster: $499" stay whole; before a name a colon begins something new."""
    return "break" if any(m.first == i + 1 for m in reading.mentions_in(i, i + LONGEST)) else None


def _has_word(reading: Reading, first: int, last: int) -> bool:
    return any(reading.pieces[i].is_word for i in range(first, last))


def merged(clauses: Sequence[Clause], idle: Sequence[bool]) -> tuple[Clause, ...]:
    """Clauses that say nothing of their own (`idle`) become part of their neighbour in the same sentence."""
    kept: list[Clause] = []
    waiting: Clause | None = None
    for clause, empty in zip(clauses, idle, strict=True):
        if waiting is not None and waiting.sentence == clause.sentence:
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
