"""A text as recognisers read it: digits, dashes and signs in one form, invisible characters left out."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from landas.language.pack import LanguagePack
from landas.llm.redaction.words import Words, words_of

_GROUP = re.compile(r"\d+")
_INVISIBLE = frozenset({"Cf", "Mn"})


@dataclass(frozen=True, slots=True)
class Digits:
    """Groups of digits of `Reading.text` that stand together, `shape` their lengths."""

    start: int
    end: int
    value: str
    shape: tuple[int, ...]
    marks: frozenset[str]
    """What stands between the groups."""


@dataclass(frozen=True)
class Reading:
    """`text` with the place in the original of each of its characters. `names` are those the caller knows."""

    text: str
    origin: Sequence[int]
    words: Words
    names: tuple[str, ...] = ()

    @cached_property
    def numbers(self) -> tuple[Digits, ...]:
        """Every row of one to eight digit groups with at most one mark between them, in order of place and length.

        A row may be part of a longer one: "4111 1111 1111 1111 2" holds a card beside a quantity.
        """
        groups = [(m.start(), m.end()) for m in _GROUP.finditer(self.text)]
        return tuple(self._rows(groups))

    def _rows(self, groups: Sequence[tuple[int, int]]) -> Iterator[Digits]:
        for first in range(len(groups)):
            start, value, marks = groups[first][0], "", set[str]()
            shape: tuple[int, ...] = ()
            if start and self.text[start - 1].isalnum():
                continue
            for last in range(first, min(first + 8, len(groups))):
                begin, end = groups[last]
                if last > first:
                    mark = self.text[groups[last - 1][1] : begin]
                    if mark not in _MARKS:
                        break
                    marks.add(mark)
                value, shape = value + self.text[begin:end], (*shape, end - begin)
                if end == len(self.text) or not self.text[end].isalnum():
                    yield Digits(start, end, value, shape, frozenset(marks))


_MARKS = frozenset({" ", "-", ".", "/", " - ", "  "})


def read(text: str, packs: Sequence[LanguagePack], names: Sequence[str]) -> Reading:
    words, known = words_of(packs), tuple(names)
    if text.isascii():
        return Reading(text, range(len(text) + 1), words, known)
    plain, origin = [], []
    for place, char in enumerate(text):
        form = _plain(char)
        if form:
            plain.append(form)
            origin.append(place)
    return Reading("".join(plain), [*origin, len(text)], words, known)


def _plain(char: str) -> str:
    """One character for one character, none for an invisible one."""
    if char.isascii():
        return char
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "Pd" or char == "\u2212":
        return "-"
    if category == "Zs":
        return " "
    if category in _INVISIBLE:
        return ""
    form = unicodedata.normalize("NFKC", char)
    return form if len(form) == 1 else char
