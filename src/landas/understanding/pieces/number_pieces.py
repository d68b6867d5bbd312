"""The pieces of a text that are numbers: compared, measured, counted in words, listed as "8/256"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from landas.language.comparisons import Comparison, compared
from landas.language.quantities import Quantity, quantities_in
from landas.language.vocabulary import vocabulary
from landas.understanding.lexicon.lexicon import Sense, word_key
from landas.understanding.pieces.dates import DateWish
from landas.understanding.pieces.knowledge import Knowledge
from landas.understanding.pieces.pieces import Payload, Piece, Word
from landas.understanding.words.marks import plain_key

LONGER = 0.5
"""Added for each further word, so that one long piece beats two short ones."""
_AMOUNT, _BARE_NUMBER = 3.0, 0.8
_LONGEST_NUMBER, _FEW = 3, 12
_PAIR = re.compile(r"(?<![\w/.,-])(\d{1,5})/(\d{1,5})(?![\w/.,-])")


def amount_pieces(text: str, words: Sequence[Word], known: Knowledge, language: str = "") -> Iterator[Piece]:
    """Comparisons, the quantities that are part of none, and pairs of numbers. The language that the text is in tells
    how "10.000" is read."""
    voc = known.vocabulary_for(language)
    quantities = quantities_in(text, voc, known.currency)
    comparisons = compared(text, quantities, voc)
    for comparison in comparisons:
        if _is_maker(text, comparison, known):
            continue
        name = _standard(text, comparison, known)
        payload = _values_called(name, known) if name else comparison
        if payload and (piece := piece_at(words, comparison.start, comparison.end, payload, _AMOUNT)):
            yield piece
    for quantity in quantities:
        if _is_maker(text, quantity, known) or any(
            c.start < quantity.end and quantity.start < c.end for c in comparisons
        ):
            continue
        score = _BARE_NUMBER if quantity.is_bare else _AMOUNT
        if piece := piece_at(words, quantity.start, quantity.end, quantity, score):
            yield piece
    yield from _pairs(text, words, known)


def _is_maker(text: str, said: Comparison | Quantity, known: Knowledge) -> bool:
    """ "From 3M": what is spelt just as a maker's name, behind nothing or a word that names come after, too."""
    before, _, name = text[said.start : said.end].rpartition(" ")
    marks = known.marks.phrases.get((plain_key(before),), ()) if before else ()
    if before and not any(mark.kind == "stop" for mark in marks):
        return False
    senses = known.lexicon.senses.get(word_key(name), ()) if name != name.casefold() else ()
    return any(s.kind == "value" and s.field in known.names and s.value == name for s in senses)


def _standard(text: str, comparison: Comparison, known: Knowledge) -> str:
    """The name in "at least 4K", where things are called so; nobody asks for prices above $4,000 with such words."""
    name = text[comparison.start : comparison.end].rpartition(" ")[2]
    if comparison.op not in ("gte", "gt") or name not in vocabulary(known.packs).standards:
        return ""
    return name if known.lexicon.knows(word_key(name)) or _values_called(name, known) else ""


def _values_called(name: str, known: Knowledge) -> tuple[Sense, ...]:
    return tuple(s for s in known.lexicon.senses.get(word_key(name), ()) if s.kind == "value")


def _pairs(text: str, words: Sequence[Word], known: Knowledge) -> Iterator[Piece]:
    """ "8/256": two numbers, each of which some field has, both fields in one unit."""
    for match in _PAIR.finditer(text):
        holding = [_holding(float(match[group]), known) for group in (1, 2)]
        unit = next((u for u in holding[0] if len(holding[0][u] | holding[1].get(u, set())) > 1), None)
        if unit is None or unit not in holding[1]:
            continue
        for group in (1, 2):
            start, end = match.span(group)
            quantity = Quantity(start, end, float(match[group]), float(match[group]), unit)
            if piece := piece_at(words, start, end, quantity, _AMOUNT):
                yield piece


def _holding(number: float, known: Knowledge) -> dict[str, set[str]]:
    """Unit -> the fields in it that have the number as a value."""
    found: dict[str, set[str]] = {}
    for field in known.schema.filterable():
        held = known.lexicon.distribution(field.name) if field.is_numeric and field.unit else None
        if held is not None and number in held.distinct:
            found.setdefault(str(field.unit), set()).add(field.name)
    return found


def counted_words(words: Sequence[Word], senses: Sequence[Piece], known: Knowledge) -> Iterator[Piece]:
    """ "Two HDMI ports", "second floor", "lantai dua": a small number in words beside the label of a count."""
    labels = [
        piece
        for piece in senses
        if piece.is_a("label") and any(known.is_counted(sense.field) for sense in piece.senses)
    ]
    yield from _phrases_counted(words, labels, known)
    counted = {place_of_count(piece, words, known) for piece in labels}
    for at in sorted(counted | {piece.last for piece in labels}):
        if not 0 <= at < len(words):
            continue
        number = known.small_numbers.get(words[at].plain) or _one(words, at, labels, known)
        if at in counted:
            number = number or _joined_by_hyphen(words, at)
            number = number or known.ordinals.get(words[at].plain)
        if number:
            yield _counted(words, at, number)
            yield from _alternatives(words, at, known)


def shares(words: Sequence[Word], senses: Sequence[Piece], known: Knowledge) -> Iterator[Piece]:
    """ "Half off", "diskon separuh": a part of one beside the name of a field of shares."""
    numbers = vocabulary(known.packs).numbers
    keys = [word.plain for word in words]
    for label in senses:
        fields = (known.schema.fields.get(sense.field) for sense in label.senses)
        if not label.is_a("label") or all(field is None or field.unit != "%" for field in fields):
            continue
        before, behind = numbers.ending(keys, label.first), numbers.starting(keys, label.last)
        for found, first in ((before, label.first - (before[0] if before else 0)), (behind, label.last)):
            if found is not None and 0 < found[1] < 1:
                last = first + found[0]
                start, end = words[first].start, words[last - 1].end
                share = Quantity(start, end, 100 * found[1], 100 * found[1], "%")
                yield Piece(first, last, start, end, share, _AMOUNT * found[0])


def _counted(words: Sequence[Word], at: int, number: float) -> Piece:
    start, end = words[at].start, words[at].end
    return Piece(at, at + 1, start, end, Quantity(start, end, number, number), _AMOUNT)


def _alternatives(words: Sequence[Word], at: int, known: Knowledge) -> Iterator[Piece]:
    """The "empat" of "bintang tiga atau empat", and the "two" of "two or three bedrooms"."""
    for joint, beyond in ((at + 1, at + 2), (at - 1, at - 2)):
        if not (min(joint, beyond) >= 0 and max(joint, beyond) < len(words)):
            continue
        joined = any(mark.kind == "or" for mark in known.marks.phrases.get((words[joint].plain,), ()))
        ordered = words[at].plain in known.ordinals
        number = (known.ordinals if ordered else known.small_numbers).get(words[beyond].plain)
        if joined and (number or words[beyond].plain in known.words_for_one):
            yield _counted(words, beyond, number or 1.0)


def _joined_by_hyphen(words: Sequence[Word], at: int) -> float | None:
    """ "A 5-star hotel": alone such digits may belong to a name."""
    key = words[at].key
    joined = at + 1 < len(words) and words[at + 1].start == words[at].end + 1
    return float(key) if joined and key.isdecimal() and len(key) <= _LONGEST_NUMBER else None


def _phrases_counted(words: Sequence[Word], labels: Sequence[Piece], known: Knowledge) -> Iterator[Piece]:
    """ "A couple of bedrooms": a small number of several words right before the label of a count."""
    for last in {piece.first for piece in labels}:
        keys = [word.plain for word in words[max(0, last - _LONGEST_NUMBER) : last]]
        found = vocabulary(known.packs).numbers.ending(keys, len(keys))
        if found is not None and found[0] > 1 and 2 <= found[1] <= _FEW:
            first = last - found[0]
            start, end = words[first].start, words[last - 1].end
            counted = Quantity(start, end, float(found[1]), float(found[1]))
            yield Piece(first, last, start, end, counted, _AMOUNT * found[0])


def _one(words: Sequence[Word], at: int, labels: Sequence[Piece], known: Knowledge) -> float | None:
    """ "One owner", "lantai satu": one only of what is counted by whole numbers, for it says other things too.
    Behind its label nothing may follow but an alternative."""
    ends = at + 1 == len(words) or any(
        mark.kind in ("or", "and") for mark in known.marks.phrases.get((words[at + 1].plain,), ())
    )
    counting = (p for p in labels if p.first == at + 1 or (p.last == at and ends))
    held = (known.lexicon.distribution(s.field) for piece in counting for s in piece.senses)
    counts = any(h is not None and 1.0 in h.distinct and not h.is_measured for h in held)
    return 1.0 if counts and words[at].plain in known.words_for_one else None


def place_of_count(label: Piece, words: Sequence[Word], known: Knowledge) -> int:
    """The place right before a label, or before the word of counting there: "dua buah port"."""
    before = label.first - 1
    return before - 1 if before > 0 and words[before].plain in known.counters else before


def is_decade(amount: Piece, dates: Sequence[Piece]) -> bool:
    """Whether "the 90s" was read as so many seconds where a decade is named."""
    if amount.amount is None or amount.amount.unit != "s" or amount.amount.low % 10:
        return False
    return any(date.first < amount.last and amount.first < date.last for date in dates)


def in_range(date: DateWish, amounts: Sequence[Piece]) -> bool:
    """ "From 1980 to 1989" is one range, not a date from which and one until which."""
    return any(
        isinstance(p.payload, Comparison)
        and p.payload.op == "between"
        and p.start <= date.start
        and date.end <= p.end
        for p in amounts
    )


def piece_at(words: Sequence[Word], start: int, end: int, payload: Payload, score: float) -> Piece | None:
    """A piece over the words that a span touches; None where it touches none."""
    first = bisect_right(words, start, key=lambda word: word.end)
    last = bisect_left(words, end, lo=first, key=lambda word: word.start)
    if first == last:
        return None
    length = last - first
    return Piece(first, last, start, end, payload, length * score + LONGER * (length - 1))


def is_bare(piece: Piece) -> bool:
    quantity = piece.payload
    return isinstance(quantity, Quantity) and quantity.is_bare
