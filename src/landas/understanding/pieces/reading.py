"""Reads a text as a row of pieces: amounts, dates, things the lexicon knows, and function words.

Every piece that any word or phrase could be is proposed; the row that explains most of the text wins (weighted
interval scheduling, Kleinberg and Tardos, Algorithm Design, 6.1).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from landas.language.comparisons import Comparison
from landas.language.quantities import Quantity
from landas.request.intent import Intent
from landas.understanding.lexicon.lexicon import Lexicon, phrase_key
from landas.understanding.pieces.dates import DateWish, find_dates, is_bare_year
from landas.understanding.pieces.knowledge import PIVOT, Knowledge
from landas.understanding.pieces.names_meant import NamesMeant
from landas.understanding.pieces.number_pieces import (
    LONGER,
    amount_pieces,
    counted_words,
    in_range,
    is_bare,
    is_decade,
    piece_at,
    place_of_count,
    shares,
)
from landas.understanding.pieces.pieces import Piece, Word
from landas.understanding.words.marks import LABEL, MarkKind, Marks

Numbers = Mapping[int, Comparison | Quantity]
"""Place of a word -> the amount that it is part of."""

LONGEST = 6
"""Words of the longest phrase looked up."""

_MARK_SCORES: dict[MarkKind, float] = {
    "sort": 2.4, "compare": 2.3, "budget": 1.9, "adjective": 1.9, "hedge": 1.9, "filler": 1.7, "any": 1.75,
    "greeting": 1.5, "linking": 1.5, "negation": 1.5, "than": 1.4, "or": 1.4, "and": 1.4, "with": 1.3,
    "degree": 1.2, "date": 0.3, "stop": 1.0, "permit": 1.8,
    "waive": 1.8, "refuse": 1.8, "unbind": 1.95, "also": 1.1, "instead": 1.75, "afresh": 2.0, "correct": 1.7,
    "take": 1.9, "clear": 2.0,
}  # fmt: skip
_SENSE, _LABEL, _DATE, _BARE_YEAR = 2.0, 1.8, 3.2, 1.0
_BESIDE_AMOUNT, _SPELT_SO, _SPELT_SO_WITH_DIGITS, _FOREIGN, _PARTIAL = 0.3, 0.2, 1.6, 0.3, 0.25
_SEVERAL_WORDS = 2.2
"""For each word of an adjective such as "good camera", which says more than "a good"."""
_WHOLE_PHRASES: dict[MarkKind, int] = {"negation": 3, "with": 2}
_OF_WHOLE_PHRASE = 1.94
"""What each word of a phrase of so many words counts: "don't care for" says more than "don't care", and "don't skip"
more than "skip"."""
_FLAG = 0.3
_KIND_INSIDE = 1.0


def read_pieces(text: str, known: Knowledge, language: str = "", before: Intent | None = None) -> list[Piece]:
    """The text as pieces in order, words that nothing explains as gaps of one word each.

    In a text of `language`, what another language's glossary makes of a word counts less. `before`, what earlier turns
    left, tells whether a name that is also a plain word is meant as a name.
    """
    words = known.words_in(text)
    amounts = list(amount_pieces(text, words, known, language))
    numbers = {n: p.amount for p in amounts if p.amount for n in range(p.first, p.last)}
    said = (
        piece_at(words, d.start, d.end, d, _BARE_YEAR if is_bare_year(d) else _DATE)
        for d in find_dates(text, known.packs, known.today())
        if ((d.said and not d.relative) or known.may_mean(d)) and not in_range(d, amounts)
        if not _counts_something(d, words, known)
    )
    dates = [date for date in said if date]
    amounts = [p for p in amounts if not is_decade(p, dates)]
    phrases = [piece for piece in _senses(words, known.lexicon) if not _is_listed(piece, text)]
    senses = [_weighed(piece, text, words, numbers, known, language) for piece in phrases]
    senses = [p for p in senses if not p.is_a("label") or _is_label(p, words, known)]
    meant = NamesMeant(words, known, before, foreign=language == PIVOT)
    usable = _usable(senses, text, amounts, known, meant)
    named = {(p.first, p.last) for p in usable if p.is_a("value")}
    dates = [d for d in dates if not _is_a_value(d, named)]
    labels = {n for piece in usable if piece.is_a("label") for n in (piece.first, piece.last - 1)}
    budgets = {n for n, word in enumerate(words) if _is_budget(word, known)}
    functions = [
        p
        for p in _functions(words, known.marks)
        if not _is_named(p, named) and _has_label(p, labels, budgets)
    ]
    told = (*counted_words(words, usable, known), *shares(words, usable, known))
    amounts += [p for p in told if not _is_within(p, amounts)]
    candidates = [*amounts, *dates, *(p for p in usable if p), *functions]
    return _with_gaps(_best_row(candidates, len(words)), words)


def _is_a_value(date: Piece, named: set[tuple[int, int]]) -> bool:
    """ "March 12th" where a field has that as a value: without a year it is no day in the calendar."""
    day = isinstance(date.payload, DateWish) and date.payload.yearless
    return day and any(last - first > 1 and first < date.last and date.first < last for first, last in named)


def _is_within(piece: Piece, amounts: Sequence[Piece]) -> bool:
    """The "tiga" of "bintang tiga setengah", the 5 of "4/5 rating"."""
    return any(a.first <= piece.first and piece.last < a.last for a in amounts) or any(
        a.first < piece.first and piece.last == a.last for a in amounts if a.amount and a.amount.out_of
    )


def _counts_something(date: DateWish, words: Sequence[Word], known: Knowledge) -> bool:
    """ "At least 2000 pages": a year right before the name of a field of other numbers is none."""
    if date.first[:4] != date.last[:4] or not date.last.endswith("-12-31") or date.relative:
        return False
    after = next((word for word in words if word.start >= date.end), None)
    fields = (
        known.schema.fields.get(sense.field)
        for sense in (known.lexicon.senses.get(after.key, ()) if after else ())
        if sense.kind == "label"
    )
    number = float(date.first[:4])
    return any(
        field.is_numeric
        and (held := known.lexicon.distribution(field.name))
        and held.is_near(number, number)
        and field.name not in known.years
        for field in fields
        if field is not None
    )


def _senses(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Piece]:
    for first in range(len(words)):
        said = ""
        for last in range(first + 1, min(len(words), first + LONGEST) + 1):
            before, said = said, said + words[last - 1].key
            key = said
            if key not in lexicon.senses and words[last - 1].bare != words[last - 1].key:
                key = before + words[last - 1].bare
            if key not in lexicon.senses:
                continue
            for kind in ("value", "category", "label"):
                found = tuple(s for s in lexicon.senses.get(key, ()) if s.kind == kind)
                if found:
                    base = _LABEL if kind == "label" else _SENSE - 0.05 * (kind == "value")
                    score = (last - first) * base + LONGER * (last - first - 1)
                    yield Piece(first, last, words[first].start, words[last - 1].end, found, score)


def _is_listed(piece: Piece, text: str) -> bool:
    """Whether a comma within the words makes them a list rather than one name that happens to be spelt together."""
    said = text[piece.start : piece.end]
    return "," in said and all(str(sense.value).casefold() != said.casefold() for sense in piece.senses)


def _weighed(
    piece: Piece, text: str, words: Sequence[Word], numbers: Numbers, known: Knowledge, language: str
) -> Piece:
    """A piece's score with what its spelling and its neighbours tell: "HP" is the brand spelt so, "tinggi" right
    before a number is a label."""
    score = piece.score
    if piece.is_a("label"):
        near = [numbers[n] for n in _places_near(piece, words, known) if n in numbers]
        holds = any(known.may_hold(sense.field, said) for said in near for sense in piece.senses)
        holds = holds or _is_counted(piece, words, known) or _is_ordered(piece, words, known)
        holds = holds or _is_beside_its_value(piece, words, known)
        score += _BESIDE_AMOUNT * (piece.last - piece.first) if holds else 0.0
        if known.is_flag(piece.senses[0].field) and not _is_kind_asked_for(piece, words, known):
            score += _FLAG * (piece.last - piece.first)
        return replace(piece, score=score)
    said = text[piece.start : piece.end]
    if any(sense.value == said for sense in piece.senses) and said != said.casefold():
        glued = any(n in numbers for n in range(piece.first, piece.last))
        score += _SPELT_SO_WITH_DIGITS if glued else _SPELT_SO
    if all(sense.partial for sense in piece.senses):
        score -= _PARTIAL
    if language == PIVOT and all(sense.translated for sense in piece.senses):
        score -= _FOREIGN
    if piece.is_a("category") and _is_verb(piece, words, known):
        score -= _KIND_INSIDE
    named = any(sense.field in known.names for sense in piece.senses)
    several = piece.is_a("value") and piece.last - piece.first > 1
    if several and not named and _holds_a_kind(piece, words, known.lexicon):
        score -= _KIND_INSIDE
    return replace(piece, score=score)


def _is_verb(piece: Piece, words: Sequence[Word], known: Knowledge) -> bool:
    """The "support" of "printer yang support wifi", though supports are sold here too."""
    marks = known.marks.phrases.get(tuple(word.plain for word in words[piece.first : piece.last]), ())
    kinds = (s for w in words[: piece.first] for s in known.lexicon.senses.get(w.key, ()))
    return any(mark.kind == "with" for mark in marks) and any(s.kind == "category" for s in kinds)


def _places_near(label: Piece, words: Sequence[Word], known: Knowledge) -> tuple[int, ...]:
    """Where the number of a label may stand, a word passed over: "16 GB of memory", but not a kind of thing: the number
    of "SSD laptop, 512 GB" is the laptop's."""
    before, behind = label.first - 1, label.last
    marks = known.marks.phrases.get((words[before].plain,), ()) if before > 0 else ()
    passed = [before - 1] if any(mark.kind == "stop" for mark in marks) else []
    passed += {place_of_count(label, words, known)} - {before}
    senses = known.lexicon.senses.get(words[behind].key, ()) if behind < len(words) else ()
    passed += [behind + 1] if all(sense.kind != "category" for sense in senses) else []
    return (before, behind, *passed)


def _is_beside_its_value(label: Piece, words: Sequence[Word], known: Knowledge) -> bool:
    """ "IPS panel": right behind a value of its field, though panels may be sold here."""
    before = words[label.first - 1].key if label.first else ""
    fields = {sense.field for sense in label.senses}
    return any(s.kind == "value" and s.field in fields for s in known.lexicon.senses.get(before, ()))


def _is_counted(label: Piece, words: Sequence[Word], known: Knowledge) -> bool:
    """ "Four outlets": right behind a small number in words, and of a field that counts."""
    before = words[place_of_count(label, words, known)].plain if label.first else ""
    return before in known.small_numbers and any(known.is_counted(sense.field) for sense in label.senses)


def _is_ordered(label: Piece, words: Sequence[Word], known: Knowledge) -> bool:
    """ "The most outlets": right behind a word that orders by whatever field is named there."""
    before = tuple(word.plain for word in words[max(0, label.first - 1) : label.first])
    return any(
        mark.about == LABEL and mark.degree == "superlative" for mark in known.marks.phrases.get(before, ())
    )


def _is_kind_asked_for(label: Piece, words: Sequence[Word], known: Knowledge) -> bool:
    """ "A webcam" is a thing where webcams are sold; "laptop with webcam", "laptop webcam" and "webcam laptop" say what
    a laptop has."""
    senses = known.lexicon.senses
    key = phrase_key(word.key for word in words[label.first : label.last])
    if not any(s.kind == "category" and not s.partial for s in senses.get(key, ())):
        return False
    behind = words[label.last].key if label.last < len(words) else ""
    if any(s.kind == "category" and not s.partial for s in senses.get(behind, ())):
        return False
    before = words[label.first - 1].plain if label.first else ""
    if before in known.contrasts:
        return False
    kinds = {mark.kind for mark in known.marks.phrases.get((before,), ())}
    named_before = any(
        s.kind == "category" for word in words[: label.first] for s in senses.get(word.key, ())
    )
    return "with" not in kinds and (not named_before or bool(kinds & {"or", "and"}))


def _holds_a_kind(piece: Piece, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """ "USB cable" as the value of some field, where cables are a kind of thing that far more items are."""
    ends = (words[piece.first].key, words[piece.last - 1].key)
    kinds = [s for key in ends for s in lexicon.senses.get(key, ()) if s.kind == "category" and not s.partial]
    return any(kind.weight > piece.senses[0].weight for kind in kinds)


def _is_label(piece: Piece, words: Sequence[Word], known: Knowledge) -> bool:
    """A label that is also a word of negation ("no 42", not "no, 3 beds") must stand right before a number."""
    marks = known.marks.phrases.get(tuple(word.plain for word in words[piece.first : piece.last]), ())
    if not any(mark.kind == "negation" for mark in marks):
        return True
    beside = piece.last < len(words) and words[piece.last].start == words[piece.last - 1].end + 1
    return beside and words[piece.last].key.isdigit()


def _usable(
    senses: Sequence[Piece], text: str, amounts: Sequence[Piece], known: Knowledge, meant: NamesMeant
) -> list[Piece]:
    """The pieces without the senses that need their field's label beside them, where there is none."""
    labels: dict[int, set[str]] = {}
    kinds: set[int] = set()
    for piece in senses:
        for n in range(piece.first, piece.last):
            if piece.is_a("label"):
                labels.setdefault(n, set()).update(sense.field for sense in piece.senses)
            elif piece.is_a("category"):
                kinds.add(n)
    measured = {n for p in amounts if not is_bare(p) for n in range(p.first, p.last)}
    found = []
    for piece in senses:
        if not any(sense.needs_label for sense in piece.senses):
            found.append(piece)
            continue
        near = _fields_at(labels, piece.first - 2, piece.first - 1, piece.last)
        before = _fields_at(labels, piece.first - 2, piece.first - 1)
        said = text[piece.start : piece.end]
        spelt = [s for s in piece.senses if s.value == said and (said != said.casefold() or said.isdigit())]
        other = bool(labels.get(piece.first - 1, set()) - {s.field for s in spelt}) or piece.first in measured
        named = [s for s in spelt if s.field in known.sizes and not other]
        named += [
            s
            for s in piece.senses
            if s.field in known.names and (s in spelt or meant.is_meant(piece, s, kinds))
        ]
        named += [s for s in piece.senses if s.field in (before if s.field in known.names else near)]
        kept = tuple(s for s in piece.senses if not s.needs_label or s in named)
        if kept:
            labelled = near & {s.field for s in kept}
            found.append(replace(piece, payload=kept, score=piece.score - (0.0 if labelled else 0.2)))
    return found


def _is_named(piece: Piece, named: set[tuple[int, int]]) -> bool:
    """Whether a vague word is a value of the catalogue, which it then means: "cheap" as a price band."""
    return piece.mark("adjective") is not None and (piece.first, piece.last) in named


def _has_label(piece: Piece, labels: set[int], budgets: set[int]) -> bool:
    """Whether the name of a field stands beside a word that orders by whatever field that is: "the most seats"; or a
    word for a budget beside a multiple."""
    mark = piece.mark("adjective", "sort")
    named = labels | budgets if mark is not None and mark.factor != 1 else labels
    return mark is None or mark.about != LABEL or bool(named & {piece.first - 1, piece.last, piece.last + 1})


def _is_budget(word: Word, known: Knowledge) -> bool:
    return any(mark.kind == "budget" for mark in known.marks.phrases.get((word.plain,), ()))


def _fields_at(labels: Mapping[int, set[str]], *places: int) -> set[str]:
    return {field for place in places for field in labels.get(place, ())}


def _functions(words: Sequence[Word], marks: Marks) -> Iterator[Piece]:
    keys = [word.plain for word in words]
    for first in range(len(keys)):
        for length, mark in marks.at(keys, first):
            last = first + length
            each = _SEVERAL_WORDS if mark.kind == "adjective" and length > 1 else _MARK_SCORES[mark.kind]
            if length >= _WHOLE_PHRASES.get(mark.kind, length + 1):
                each = max(each, _OF_WHOLE_PHRASE)
            score = length * each + LONGER * (length - 1)
            yield Piece(first, last, words[first].start, words[last - 1].end, mark, score)


def _best_row(candidates: Sequence[Piece], size: int) -> list[Piece]:
    """The non-overlapping pieces with the highest sum of scores."""
    ending: dict[int, list[Piece]] = {}
    for piece in candidates:
        ending.setdefault(piece.last, []).append(piece)
    best: list[tuple[float, Piece | None]] = [(0.0, None)]
    for position in range(1, size + 1):
        choice: tuple[float, Piece | None] = (best[position - 1][0], None)
        for piece in ending.get(position, ()):
            total = best[piece.first][0] + piece.score
            if total > choice[0]:
                choice = (total, piece)
        best.append(choice)
    row: list[Piece] = []
    position = size
    while position > 0:
        chosen = best[position][1]
        if chosen is None:
            position -= 1
        else:
            row.append(chosen)
            position = chosen.first
    return row[::-1]


def _with_gaps(row: Sequence[Piece], words: Sequence[Word]) -> list[Piece]:
    """The row with one empty piece for every word outside it."""
    covered = {n for piece in row for n in range(piece.first, piece.last)}
    gaps = [Piece(n, n + 1, w.start, w.end, None) for n, w in enumerate(words) if n not in covered]
    return sorted([*row, *gaps], key=lambda piece: piece.first)
