"""A text as recognisers read it: digits, dashes and signs in one form, invisible characters left out."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from landas.language.pack import LanguagePack
from landas.llm.redaction.words import Cue, Words, words_of

Place = tuple[int, int]
"""Half-open offsets in `Reading.text`."""

_GROUP = re.compile(r"\d+")
_NEAR = re.compile(r"(?:[ \t:.=#(/-]{1,3}[^\W\d]+){0,3}\s?[^\w;?!]{0,4}")
"""What may stand between a cue and its value: three words, no comma among them."""
_FAR = re.compile(r"[^\d\n]{0,60}\n?\W{0,4}")
_NEAR_REACH, _FAR_REACH = 60, 70
_AFTER = re.compile(r"[^\w\n]{1,3}(?:(?:is|are|itu|adalah|=)\s)?(?:\w+\s)?")
_NEXT = re.compile(r"[^\d+@]{0,30}[\d+@]")
"""Careful: a cue after a value that goes on to another number introduces that one ("X, my number is Y")."""
_INVISIBLE = frozenset({"Cf", "Mn"})


@dataclass(frozen=True, slots=True)
class Digits:
    """Groups of digits of `Reading.text` that stand together, `shape` their lengths."""

    start: int
    end: int
    value: str
    shape: tuple[int, ...]
    marks: frozenset[str]
    """What stands between the groups: one sign each, a space or a line break."""

    @property
    def is_one_by_one(self) -> bool:
        return len(self.shape) > 1 and set(self.shape) == {1}

    @property
    def is_whole(self) -> bool:
        """Whether the digits read as one number, not as a number and a quantity beside it."""
        return len(self.shape) == 1 or self.is_one_by_one or all(2 <= size <= 6 for size in self.shape)


@dataclass(frozen=True)
class Reading:
    """`text` with the place in the original of each of its characters. `names` are those the caller knows."""

    text: str
    origin: Sequence[int]
    words: Words
    names: tuple[str, ...] = ()
    claimed: list[Place] = field(default_factory=list)
    """What earlier recognisers found."""
    _cues: dict[Cue, list[Place]] = field(default_factory=dict)

    def is_cued(self, cue: Cue, start: int, end: int) -> bool:
        """Whether a word of the cue stands before or right after `text[start:end]`, with no other number between."""
        return self.is_cued_before(cue, start) or self._is_cued_after(cue, end)

    def is_cued_before(self, cue: Cue, start: int, *, within: int | None = None) -> bool:
        """Whether a word of the cue stands before, with at most `within` characters between."""
        between, reach = (_FAR, _FAR_REACH) if cue == "address" else (_NEAR, _NEAR_REACH)
        places = self._places(cue)
        last = bisect_right(places, start, key=lambda place: place[1])
        for place in reversed(places[:last]):
            if start - place[1] > (reach if within is None else within):
                return False
            if between.fullmatch(self.text, place[1], start):
                return True
        return False

    def _is_cued_after(self, cue: Cue, end: int) -> bool:
        places = self._places(cue)
        for place in places[bisect_left(places, end, key=lambda place: place[0]) :]:
            if place[0] - end > _NEAR_REACH:
                return False
            if _AFTER.fullmatch(self.text, end, place[0]) and not _NEXT.match(self.text, place[1]):
                return True
        return False

    def _places(self, cue: Cue) -> list[Place]:
        """Where words of the cue stand, found once a text."""
        if cue not in self._cues:
            self._cues[cue] = [match.span() for match in self.words.cues[cue].finditer(self.text)]
        return self._cues[cue]

    @cached_property
    def numbers(self) -> tuple[Digits, ...]:
        """Every row of one to eight digit groups with a mark between two, in order of place and length.

        A row may be part of a longer one: "4111 1111 1111 1111 2" holds a card beside a quantity. Digits that stand
        one by one ("0 8 1 2 …") are one row each.
        """
        groups = [(m.start(), m.end()) for m in _GROUP.finditer(self.text)]
        return tuple(self._rows(groups))

    def _rows(self, groups: Sequence[tuple[int, int]]) -> Iterator[Digits]:
        for first in range(len(groups)):
            start, value, marks = groups[first][0], "", set[str]()
            shape: tuple[int, ...] = ()
            if start and self.text[start - 1].isalnum():
                continue
            for last in range(first, min(first + _MOST_SINGLE, len(groups))):
                begin, end = groups[last]
                if last >= first + _MOST_GROUPS and set(shape) | {end - begin} != {1}:
                    break
                if last > first:
                    mark = self.text[groups[last - 1][1] : begin]
                    if not _MARK.fullmatch(mark):
                        break
                    marks.add(mark.strip() or ("\n" if "\n" in mark else " "))
                value, shape = value + self.text[begin:end], (*shape, end - begin)
                if end == len(self.text) or not self.text[end].isalnum():
                    yield Digits(start, end, value, shape, frozenset(marks))


_MARK = re.compile(r"(?=.)[ \t]{0,2}[-./_,*·•|]?[ \t]{0,2}\n?[ \t]{0,2}", re.S)
_ESCAPED = re.compile(r"\\[nrt]")
"""White space as quoted texts have it: what a message or a log line quotes is read as what it was."""
_MOST_GROUPS = 8
_MOST_SINGLE = 20


def read(text: str, packs: Sequence[LanguagePack], names: Sequence[str]) -> Reading:
    words, known = words_of(packs), tuple(names)
    if "\\" in text:
        # Careful: an invisible character in the backslash's place keeps the text as long as it was.
        text = _ESCAPED.sub(lambda found: "\u200b " if found[0] == "\\t" else "\u200b\n", text)
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
