"""Reads a text as a row of pieces: amounts, dates, things the lexicon knows, and function words.

Every piece that any word or phrase could be is proposed; the row that explains most of the text wins (weighted
interval scheduling, Kleinberg and Tardos, Algorithm Design, 6.1).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from landas.language.comparisons import Comparison, find_comparisons
from landas.language.pack import LanguagePack
from landas.language.quantities import Quantity, find_quantities
from landas.language.tokens import tokenize
from landas.understanding.dates import DateWish, find_dates
from landas.understanding.lexicon import Lexicon, Sense, phrase_key, word_key
from landas.understanding.marks import Mark, MarkKind, Marks, plain_key

LONGEST = 6
"""Words of the longest phrase looked up."""

Payload = Comparison | Quantity | DateWish | Mark | tuple[Sense, ...]

_MARK_SCORES: dict[MarkKind, float] = {
    "sort": 2.4, "compare": 2.3, "budget": 1.9, "adjective": 1.9, "hedge": 1.9, "filler": 1.7, "any": 1.75,
    "greeting": 1.5, "linking": 1.5, "negation": 1.5, "than": 1.4, "or": 1.4, "and": 1.4, "with": 1.3,
    "degree": 1.2, "date": 0.3, "stop": 1.0,
}  # fmt: skip
_SENSE, _LABEL, _AMOUNT, _BARE_NUMBER, _DATE = 2.0, 1.8, 3.0, 0.8, 3.2
_BESIDE_AMOUNT, _SPELT_SO, _SPELT_SO_WITH_DIGITS, _FOREIGN, _PARTIAL = 0.3, 0.2, 1.6, 0.3, 0.25
PIVOT = "en"
"""The language that the glossaries translate into: its own words need no glossary."""
_LONGER = 0.5
"""Added for each further word, so that one long piece beats two short ones."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the text: its lexicon key, its plain key, and where it stands."""

    key: str
    plain: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Words `first` up to `last` (exclusive) read as one thing. A gap is a piece without a payload."""

    first: int
    last: int
    start: int
    end: int
    payload: Payload | None
    score: float = 0.0

    def mark(self, *kinds: MarkKind) -> Mark | None:
        """The mark this piece is, if it is one of `kinds`."""
        return self.payload if isinstance(self.payload, Mark) and self.payload.kind in kinds else None

    @property
    def senses(self) -> tuple[Sense, ...]:
        return self.payload if isinstance(self.payload, tuple) else ()

    @property
    def amount(self) -> Comparison | Quantity | None:
        return self.payload if isinstance(self.payload, Comparison | Quantity) else None

    def is_a(self, kind: str) -> bool:
        """Whether the first sense is of this kind."""
        return bool(self.senses) and self.senses[0].kind == kind


def words_in(text: str) -> list[Word]:
    return [Word(word_key(t.text), plain_key(t.text), t.start, t.end) for t in tokenize(text)]


def read_pieces(
    text: str,
    lexicon: Lexicon,
    marks: Marks,
    packs: Sequence[LanguagePack],
    currency: str,
    language: str = "",
) -> list[Piece]:
    """The text as pieces in order, words that nothing explains as gaps of one word each.

    In a text of `language`, what another language's glossary makes of a word counts less.
    """
    words = words_in(text)
    amounts = list(_amounts(text, words, packs, currency))
    measured = {n for piece in amounts for n in range(piece.first, piece.last)}
    dates = [_at(words, d.start, d.end, d, _DATE) for d in find_dates(text, packs)]
    senses = [_weighed(piece, text, words, measured, language) for piece in _senses(words, lexicon)]
    labels = {n for p in senses if p.is_a("label") for n in range(p.first, p.last)}
    usable = [_beside_label(piece, labels, words) for piece in senses]
    functions = list(_functions(words, marks))
    candidates = [*amounts, *(d for d in dates if d), *(p for p in usable if p), *functions]
    return _with_gaps(_best_row(candidates, len(words)), words)


def _amounts(
    text: str, words: Sequence[Word], packs: Sequence[LanguagePack], currency: str
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
            for kind in ("value", "category", "label"):
                found = tuple(s for s in lexicon.senses.get(key, ()) if s.kind == kind)
                if found:
                    base = _LABEL if kind == "label" else _SENSE - 0.05 * (kind == "value")
                    score = (last - first) * base + _LONGER * (last - first - 1)
                    yield Piece(first, last, words[first].start, words[last - 1].end, found, score)


def _weighed(piece: Piece, text: str, words: Sequence[Word], measured: set[int], language: str) -> Piece:
    """A piece's score with what its spelling and its neighbours tell: "HP" is the brand spelt so, "tinggi" right
    before a number is a label."""
    score = piece.score
    if piece.is_a("label"):
        near = {piece.first - 1, piece.last, piece.last + 1} & measured
        return replace(piece, score=score + _BESIDE_AMOUNT) if near else piece
    said = text[piece.start : piece.end]
    if any(sense.value == said for sense in piece.senses) and said != said.casefold():
        glued = any(n in measured for n in range(piece.first, piece.last))
        score += _SPELT_SO_WITH_DIGITS if glued else _SPELT_SO
    if all(sense.partial for sense in piece.senses):
        score -= _PARTIAL
    if language == PIVOT and all(sense.translated for sense in piece.senses):
        score -= _FOREIGN
    return replace(piece, score=score)


def _beside_label(piece: Piece, labels: set[int], words: Sequence[Word]) -> Piece | None:
    """A piece without the senses that need their field's label beside them, where there is none."""
    if not any(sense.needs_label for sense in piece.senses):
        return piece
    near = bool(labels & {piece.first - 1, piece.first - 2, piece.last})
    kept = tuple(sense for sense in piece.senses if near or not sense.needs_label)
    return replace(piece, payload=kept, score=piece.score - (0.0 if near else 0.2)) if kept else None


def _functions(words: Sequence[Word], marks: Marks) -> Iterator[Piece]:
    keys = [word.plain for word in words]
    for first in range(len(keys)):
        for length, mark in marks.at(keys, first):
            last = first + length
            score = length * _MARK_SCORES[mark.kind] + _LONGER * (length - 1)
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
