"""Reads a text as a row of pieces: amounts, dates, things the lexicon knows, and function words.

Every piece that any word or phrase could be is proposed; the row that explains most of the text wins (weighted
interval scheduling, Kleinberg and Tardos, Algorithm Design, 6.1).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from landas.catalog.fields import Schema
from landas.language.comparisons import Comparison, find_comparisons
from landas.language.pack import LanguagePack
from landas.language.quantities import Quantity, find_quantities
from landas.language.tokens import Token, tokenize
from landas.understanding.dates import DateWish, find_dates
from landas.understanding.labels import NAMES, SIZES
from landas.understanding.lexicon import Lexicon, phrase_key, word_key
from landas.understanding.marks import MarkKind, Marks, plain_key
from landas.understanding.pieces import Payload, Piece, Word

LONGEST = 6
"""Words of the longest phrase looked up."""

_MARK_SCORES: dict[MarkKind, float] = {
    "sort": 2.4, "compare": 2.3, "budget": 1.9, "adjective": 1.9, "hedge": 1.9, "filler": 1.7, "any": 1.75,
    "greeting": 1.5, "linking": 1.5, "negation": 1.5, "than": 1.4, "or": 1.4, "and": 1.4, "with": 1.3,
    "degree": 1.2, "date": 0.3, "stop": 1.0, "permit": 1.8,
    "waive": 1.8, "unbind": 1.95, "also": 1.1, "instead": 1.75, "afresh": 2.0,
}  # fmt: skip
_SENSE, _LABEL, _AMOUNT, _BARE_NUMBER, _DATE, _BARE_YEAR = 2.0, 1.8, 3.0, 0.8, 3.2, 1.0
_BESIDE_AMOUNT, _SPELT_SO, _SPELT_SO_WITH_DIGITS, _FOREIGN, _PARTIAL = 0.3, 0.2, 1.6, 0.3, 0.25
PIVOT = "en"
"""The language that the glossaries translate into: its own words need no glossary."""
_SEVERAL_WORDS = 2.2
"""For each word of an adjective such as "good camera", which says more than "a good"."""
_FLAG = 0.3
_KIND_INSIDE = 1.0
_SHORTEST_BARE = 4
_LONGER = 0.5
"""Added for each further word, so that one long piece beats two short ones."""


@dataclass(frozen=True)
class Knowledge:
    """What texts are read with: one catalogue's lexicon and schema, and the languages' words."""

    lexicon: Lexicon
    schema: Schema
    packs: tuple[LanguagePack, ...]
    marks: Marks

    @cached_property
    def affixes(self) -> tuple[tuple[str, ...], ...]:
        """Beginnings and endings that are written together with a word ("bergenre", "harganya"), and signs that
        double it ("abu2")."""
        tables = [pack.table("understanding") for pack in self.packs]
        return tuple(
            tuple(a for t in tables for a in t.get(kind, ()))
            for kind in ("prefixes", "suffixes", "doublings")
        )

    @cached_property
    def sizes(self) -> frozenset[str]:
        """Fields whose values are said without a label, short as they are: "kaos L", "sneakers 42"."""
        return frozenset(name for key in SIZES for name in self.lexicon.standard.get(key, ()))

    @cached_property
    def names(self) -> frozenset[str]:
        """Fields of names. One that is also a plain word ("hp") is meant where it is spelt so or beside a kind."""
        return frozenset(name for key in NAMES for name in self.lexicon.standard.get(key, ()))

    def has_year(self, number: float) -> bool:
        """Whether a field of years has values about this one."""
        return any(
            (held := self.lexicon.distribution(name)) and held.low - 1 <= number <= held.high + 1
            for name in (*self.lexicon.standard.get("year", ()), *self.lexicon.standard.get("date", ()))
            if (field := self.schema.fields.get(name)) and field.is_numeric
        )

    @cached_property
    def currency(self) -> str | None:
        """What "two thousand" is counted in where nothing else is said; nothing in a catalogue without prices."""
        return self.schema.currency if self._has_prices else None

    @property
    def _has_prices(self) -> bool:
        return any(field.type == "money" for field in self.schema.fields.values())

    def may_mean(self, date: DateWish) -> bool:
        """Whether a year or decade that nothing introduces is one: a decade only where no price is about 90 of them."""
        return self.has_year(float(date.first[:4])) and (
            _is_bare_year(date) or date.said or not self._has_prices
        )

    @cached_property
    def small_numbers(self) -> Mapping[str, float]:
        """Words for 2 to 12; "one" and "a half" say other things too often."""
        return {
            plain_key(word): number
            for pack in self.packs
            for word, number in pack.numbers.items()
            if 2 <= number <= 12 and " " not in word
        }

    def is_counted(self, field: str) -> bool:
        declared = self.schema.fields.get(field)
        return declared is not None and declared.type == "number" and declared.unit is None

    def is_flag(self, field: str) -> bool:
        declared = self.schema.fields.get(field)
        return declared is not None and declared.type == "flag"

    def words_in(self, text: str) -> list[Word]:
        return [self._word(token) for token in tokenize(text)]

    def _word(self, token: Token) -> Word:
        """A word; its key without its prefix, doubled, or without its ending where the lexicon knows it only so."""
        key, plain = word_key(token.text), plain_key(token.text)
        bare = key
        if key not in self.lexicon.senses and (plain,) not in self.marks.phrases:
            prefixes, suffixes, doublings = self.affixes
            bare = next((key.removesuffix(s) for s in suffixes if key.endswith(s)), key)
            forms = [key.removeprefix(p) for p in prefixes if key.startswith(p)]
            forms += [2 * word_key(key.removesuffix(d)) for d in doublings if key.endswith(d)]
            key = next(
                (f for f in (*forms, bare) if len(f) >= _SHORTEST_BARE and f in self.lexicon.senses), key
            )
        return Word(key, plain, token.start, token.end, bare)


def read_pieces(text: str, known: Knowledge, language: str = "") -> list[Piece]:
    """The text as pieces in order, words that nothing explains as gaps of one word each.

    In a text of `language`, what another language's glossary makes of a word counts less.
    """
    words = known.words_in(text)
    amounts = list(_amounts(text, words, known.packs, known.currency))
    measured = {n for piece in amounts for n in range(piece.first, piece.last)}
    dates = [
        _at(words, d.start, d.end, d, _BARE_YEAR if _is_bare_year(d) else _DATE)
        for d in find_dates(text, known.packs)
        if (d.said or known.may_mean(d)) and not _in_range(d, amounts)
    ]
    phrases = [piece for piece in _senses(words, known.lexicon) if not _is_listed(piece, text)]
    senses = [_weighed(piece, text, words, measured, known, language) for piece in phrases]
    senses = [p for p in senses if not p.is_a("label") or _is_label(p, words, known)]
    usable = _usable(senses, text, amounts, known, foreign=language == PIVOT)
    named = {(p.first, p.last) for p in usable if p.is_a("value")}
    functions = [p for p in _functions(words, known.marks) if not _is_named(p, named)]
    amounts += _counted_words(words, usable, known)
    candidates = [*amounts, *(d for d in dates if d), *(p for p in usable if p), *functions]
    return _with_gaps(_best_row(candidates, len(words)), words)


def _is_bare_year(date: DateWish) -> bool:
    return not date.said and date.first[:4] == date.last[:4]


def _in_range(date: DateWish, amounts: Sequence[Piece]) -> bool:
    """ "From 1980 to 1989" is one range, not a date from which and one until which."""
    return any(
        isinstance(p.payload, Comparison)
        and p.payload.op == "between"
        and p.start <= date.start
        and date.end <= p.end
        for p in amounts
    )


def _amounts(
    text: str, words: Sequence[Word], packs: Sequence[LanguagePack], currency: str | None
) -> Iterator[Piece]:
    """Comparisons, and the quantities that are part of none."""
    comparisons = find_comparisons(text, packs, currency)
    for comparison in comparisons:
        if piece := _at(words, comparison.start, comparison.end, comparison, _AMOUNT):
            yield piece
    for quantity in find_quantities(text, packs, currency):
        if any(c.start < quantity.end and quantity.start < c.end for c in comparisons):
            continue
        bare = quantity.unit is None and quantity.currency is None
        if piece := _at(words, quantity.start, quantity.end, quantity, _BARE_NUMBER if bare else _AMOUNT):
            yield piece


def _counted_words(words: Sequence[Word], senses: Sequence[Piece], known: Knowledge) -> Iterator[Piece]:
    """ "Two HDMI ports": a small number in words, right before the label of what can be counted."""
    for piece in senses:
        at = piece.first - 1
        number = known.small_numbers.get(words[at].plain) if at >= 0 and piece.is_a("label") else None
        if number and any(known.is_counted(sense.field) for sense in piece.senses):
            start, end = words[at].start, words[at].end
            yield Piece(at, at + 1, start, end, Quantity(start, end, number, number), _AMOUNT)


def _at(words: Sequence[Word], start: int, end: int, payload: Payload, score: float) -> Piece | None:
    """A piece over the words that a span touches; None where it touches none."""
    touched = [n for n, word in enumerate(words) if word.start < end and start < word.end]
    if not touched:
        return None
    length = len(touched)
    return Piece(touched[0], touched[-1] + 1, start, end, payload, length * score + _LONGER * (length - 1))


def _senses(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Piece]:
    for first in range(len(words)):
        for last in range(first + 1, min(len(words), first + LONGEST) + 1):
            key = phrase_key(word.key for word in words[first:last])
            if key not in lexicon.senses and words[last - 1].bare != words[last - 1].key:
                key = phrase_key([*(word.key for word in words[first : last - 1]), words[last - 1].bare])
            for kind in ("value", "category", "label"):
                found = tuple(s for s in lexicon.senses.get(key, ()) if s.kind == kind)
                if found:
                    base = _LABEL if kind == "label" else _SENSE - 0.05 * (kind == "value")
                    score = (last - first) * base + _LONGER * (last - first - 1)
                    yield Piece(first, last, words[first].start, words[last - 1].end, found, score)


def _is_listed(piece: Piece, text: str) -> bool:
    """Whether a comma within the words makes them a list rather than one name that happens to be spelt together."""
    said = text[piece.start : piece.end]
    return "," in said and all(str(sense.value).casefold() != said.casefold() for sense in piece.senses)


def _weighed(
    piece: Piece, text: str, words: Sequence[Word], measured: set[int], known: Knowledge, language: str
) -> Piece:
    """A piece's score with what its spelling and its neighbours tell: "HP" is the brand spelt so, "tinggi" right
    before a number is a label."""
    score = piece.score
    if piece.is_a("label"):
        near = {piece.first - 1, piece.last, piece.last + 1} & measured
        score += _BESIDE_AMOUNT if near else 0.0
        if known.is_flag(piece.senses[0].field) and not _is_kind_asked_for(piece, words, known):
            score += _FLAG * (piece.last - piece.first)
        return replace(piece, score=score)
    said = text[piece.start : piece.end]
    if any(sense.value == said for sense in piece.senses) and said != said.casefold():
        glued = any(n in measured for n in range(piece.first, piece.last))
        score += _SPELT_SO_WITH_DIGITS if glued else _SPELT_SO
    if all(sense.partial for sense in piece.senses):
        score -= _PARTIAL
    if language == PIVOT and all(sense.translated for sense in piece.senses):
        score -= _FOREIGN
    named = any(sense.field in known.names for sense in piece.senses)
    several = piece.is_a("value") and piece.last - piece.first > 1
    if several and not named and _holds_a_kind(piece, words, known.lexicon):
        score -= _KIND_INSIDE
    return replace(piece, score=score)


def _is_kind_asked_for(label: Piece, words: Sequence[Word], known: Knowledge) -> bool:
    """ "A webcam" is a thing where webcams are sold; "laptop with webcam" and "laptop webcam" say what a laptop has."""
    senses = known.lexicon.senses
    key = phrase_key(word.key for word in words[label.first : label.last])
    if not any(s.kind == "category" and not s.partial for s in senses.get(key, ())):
        return False
    before = words[label.first - 1].plain if label.first else ""
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
    """A label that is also a word of negation ("no 42") must stand right before a number."""
    marks = known.marks.phrases.get(tuple(word.plain for word in words[piece.first : piece.last]), ())
    if not any(mark.kind == "negation" for mark in marks):
        return True
    return piece.last < len(words) and words[piece.last].key.isdigit()


def _usable(
    senses: Sequence[Piece], text: str, amounts: Sequence[Piece], known: Knowledge, *, foreign: bool
) -> list[Piece]:
    """The pieces without the senses that need their field's label beside them, where there is none.

    `foreign`: the text is in another language than the words that names may be mistaken for.
    """
    labels: dict[int, set[str]] = {}
    kinds: set[int] = set()
    for piece in senses:
        for n in range(piece.first, piece.last):
            if piece.is_a("label"):
                labels.setdefault(n, set()).update(sense.field for sense in piece.senses)
            elif piece.is_a("category"):
                kinds.add(n)
    measured = {n for p in amounts if not _is_bare(p) for n in range(p.first, p.last)}
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
        beside_kind = bool(kinds & {piece.first - 1, piece.last})
        named += [
            s for s in piece.senses if s.field in known.names and (s in spelt or beside_kind or foreign)
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


def _fields_at(labels: Mapping[int, set[str]], *places: int) -> set[str]:
    return {field for place in places for field in labels.get(place, ())}


def _is_bare(piece: Piece) -> bool:
    quantity = piece.payload
    return isinstance(quantity, Quantity) and quantity.unit is None and quantity.currency is None


def _functions(words: Sequence[Word], marks: Marks) -> Iterator[Piece]:
    keys = [word.plain for word in words]
    for first in range(len(keys)):
        for length, mark in marks.at(keys, first):
            last = first + length
            each = _SEVERAL_WORDS if mark.kind == "adjective" and length > 1 else _MARK_SCORES[mark.kind]
            score = length * each + _LONGER * (length - 1)
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
