"""Typing mistakes: an unknown word is read as the one known word that is a slip of the fingers away.

A correction must be unambiguous and keep the first letter. Words the catalogue or a language uses are never touched, so
a wish that the catalogue lacks stays what it is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from landas.language.tokens import Token, fold, tokenize
from landas.understanding.lexicon.lexicon import word_key

SHORTEST = 5
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_TOUCHING = {-1: (0, 1), 0: (-1, 1), 1: (-1, 0)}
"""Rows away -> places away of the keys that touch a key: each row stands half a key to the right of the one above."""
_NEIGHBOURS = {
    letter: {
        _ROWS[row + rows][at + places]
        for rows, offsets in _TOUCHING.items()
        for places in offsets
        if 0 <= row + rows < len(_ROWS) and 0 <= at + places < len(_ROWS[row + rows])
    }
    for row, keys in enumerate(_ROWS)
    for at, letter in enumerate(keys)
}
_ALIKE = (
    {"c", "k"},
    {"s", "z"},
    {"s", "c"},
    {"f", "v"},
    {"f", "p"},
    {"p", "v"},
    {"b", "p"},
    {"d", "t"},
    {"g", "k"},
    {"m", "n"},
    {"i", "y"},
    {"j", "y"},
    {"l", "r"},
)
"""Letters that sound alike."""
_VOWELS = frozenset("aeiou")
LONG_WORD = 9
"""From this length on, two slips are forgiven."""
_SHORT_WORD = 6
"""Up to this length another word of the language is as near as a slip by ear."""
_FAR_COMMONER = 20
"""Of several words that a slip may be, one that so many times as many items have is meant."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word read as another. `start` and `end` are offsets in the text as it was written."""

    start: int
    end: int
    written: str
    read_as: str


@dataclass(frozen=True)
class Corrected:
    """A text with its slips mended, and where each of its characters stood before."""

    text: str
    corrections: tuple[Correction, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that a span of this one comes from."""
        return self._back(start, at_end=False), self._back(end, at_end=True)

    def _back(self, position: int, *, at_end: bool) -> int:
        shift = 0
        for correction in self.corrections:
            here = correction.start + shift
            there = here + len(correction.read_as)
            if position <= here and not (at_end and position == here):
                break
            if position < there or (at_end and position == there):
                return correction.end if at_end else correction.start
            shift += len(correction.read_as) - (correction.end - correction.start)
        return position - shift


class Spelling:
    """Known words by first letter and length. Where a slip may be several, the catalogue's word is meant."""

    def __init__(
        self,
        own: Iterable[str],
        others: Iterable[str] = (),
        meaning: Callable[[str], object] = str,
        weight: Callable[[str], int] = lambda word: 0,
        of_language: Iterable[str] = (),
    ) -> None:
        """`meaning`: what a word stands for; two that stand for the same leave no doubt. `weight`: how many items it
        holds for. `of_language`: words of any request, which many a word that no list has looks like."""
        self._own = frozenset(own)
        self._meaning = meaning
        self._weight = weight
        self._of_language = frozenset(of_language)
        self._sounding: dict[str, str] = {}
        self._targets: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(self._own.union(others)):
            if len(word) >= SHORTEST - 1 and word.isalpha():
                self._targets[(word[0], len(word))].append(word)
                self._sounding.setdefault(_by_ear(word), word)

    def suggestion(self, word: str) -> str | None:
        """The one known word a slip away from an unknown one; None where there is none, or several.

        A word of four letters must only lack a vowel ("hitm"), or sound as the known one ("blak").
        """
        if len(word) < SHORTEST - 1 or not word.isalpha():
            return None
        if len(word) < SHORTEST:
            longer = self._targets.get((word[0], len(word) + 1), ())
            lacking = [known for known in longer if _lacks_vowel(word, known)]
            alike = self._sounding.get(_by_ear(word), word)
            return lacking[0] if len(lacking) == 1 else alike if alike != word else None
        allowed = 2 if len(word) >= LONG_WORD else 1
        near: dict[int, set[str]] = defaultdict(set)
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            for known in self._targets.get((word[0], length), ()):
                distance = OSA.distance(word, known, score_cutoff=allowed)
                if distance > allowed or (distance == 1 and self._is_another_word(word, known)):
                    continue
                near[distance].add(known)
        if not near:
            return self._sounding.get(_by_ear(word))
        best = near[min(near)]
        meant = sorted(best if len(best) == 1 else best & self._own)
        if len({self._meaning(word) for word in meant}) == 1:
            return meant[0]
        *others, most = sorted(meant, key=self._weight) or [""]
        clear = others and self._weight(most) >= _FAR_COMMONER * max(1, self._weight(others[-1]))
        return most if clear else None

    def _is_another_word(self, word: str, known: str) -> bool:
        return _is_another_word(word, known) or (
            known in self._of_language and len(known) <= _SHORT_WORD and not _is_slip_of_fingers(word, known)
        )


def _by_ear(word: str) -> str:
    """ "Photography" as "fotografi" begins, "black" as "blak": one letter for the two that sound as one."""
    return word.replace("ph", "f").replace("ck", "k")


def _is_slip_of_fingers(word: str, known: str) -> bool:
    """Whether a word came about on a keyboard: letters swapped, one left out or doubled, or a key beside the one meant.
    One vowel for another, or a letter that sounds alike, makes another word as often: "barat" is no "berat"."""
    if len(word) < len(known):
        return True
    if len(word) == len(known):
        differing = [(a, b) for a, b in zip(word, known, strict=True) if a != b]
        if len(differing) > 1:
            return True
        one, other = differing[0]
        return other in _NEIGHBOURS.get(one, "") and not {one, other} <= _VOWELS
    at = next((n for n, letter in enumerate(known) if word[n] != letter), len(known))
    beside = {*word[max(0, at - 1) : at], *word[at + 1 : at + 2]}
    long_vowel = word[at] in _VOWELS and not _VOWELS.isdisjoint(beside)
    return long_vowel or word[at] in beside or bool(_NEIGHBOURS.get(word[at], set()) & beside)


def _is_another_word(word: str, known: str) -> bool:
    """Whether two words of one length differ in a letter that no slip of a finger or ear changes: "campus" and
    "campur" are two words, "Valora" is a slip of "Velora"."""
    differing = [(a, b) for a, b in zip(word, known, strict=False) if a != b]
    if len(word) != len(known) or len(differing) != 1:
        return False
    one, other = differing[0]
    vowels = one in _VOWELS and other in _VOWELS
    return not vowels and other not in _NEIGHBOURS.get(one, "") and {one, other} not in _ALIKE


def _lacks_vowel(word: str, known: str) -> bool:
    return any(letter in _VOWELS and known[:n] + known[n + 1 :] == word for n, letter in enumerate(known))


def correct(
    text: str,
    spelling: Spelling,
    known: "Known",
    spelt_out: Callable[[str], str | None] = lambda word: None,
    meant: Callable[[Sequence[Token], int], str | None] = lambda tokens, at: None,
) -> Corrected:
    """The text with each unknown word replaced that has one suggestion. `spelt_out`: what a word is short for;
    `meant`: what one is said for where it stands, though it is known."""
    corrections = []
    tokens = list(tokenize(text))
    for at, token in enumerate(tokens):
        if (other := meant(tokens, at)) is not None:
            corrections.append(Correction(token.start, token.end, token.text, other))
            continue
        key = word_key(token.text)
        if not key or known(token.text, key):
            continue
        found = spelt_out(key) or spelling.suggestion(key) or spelling.suggestion(fold(token.text))
        if found is not None:
            corrections.append(Correction(token.start, token.end, token.text, found))
    mended, last = [], 0
    for correction in corrections:
        mended += [text[last : correction.start], correction.read_as]
        last = correction.end
    return Corrected("".join([*mended, text[last:]]), tuple(corrections))


class Known:
    """Whether a word needs no correction."""

    def __init__(self, keys: Iterable[str], plain: Iterable[str], endings: Iterable[str] = ()) -> None:
        """`endings`: what is written together with a word that stays the same ("jarinya")."""
        self._keys = frozenset(keys)
        self._plain = frozenset(plain)
        self._endings = tuple(endings)

    def __call__(self, written: str, key: str) -> bool:
        folded = "".join(char for char in written.casefold() if char.isalnum())
        bare = (folded.removesuffix(ending) for ending in self._endings)
        return any(word in self._plain or word in self._keys for word in (key, folded, *bare))
