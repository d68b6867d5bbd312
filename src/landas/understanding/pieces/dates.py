"""Dates that a request names: years, months and whole dates, with the word before them that says which side."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal
from unicodedata import category

from landas.language.pack import LanguagePack, load_packs
from landas.language.quantities import word_before
from landas.language.tokens import tokenize
from landas.language.vocabulary import vocabulary
from landas.understanding.pieces.relative_days import days_of, relative_days
from landas.understanding.words.marks import DateOp, marks_of, phrase_of, plain_key

_YEAR = re.compile(r"(?:19|20)\d\d")
_DECADE = re.compile(r"(?<![^\W_])(?P<year>(?:19|20)?[0-9]0)['’-]?(?P<ending>s|an)(?![^\W_])")
_LONGEST_DECADE = 2
_NTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_DAY = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)")
_MOST_BACK = 100
_SIGNS: tuple[tuple[str, DateOp], ...] = (
    ("<=", "lte"), (">=", "gte"), ("≤", "lte"), ("≥", "gte"), ("<", "lt"), (">", "gt"),
)  # fmt: skip
_OPPOSITE: dict[str, DateOp] = {"lt": "gte", "lte": "gt", "gt": "lte", "gte": "lt"}


@dataclass(frozen=True, slots=True)
class DateWish:
    """Days `first` to `last` (ISO, inclusive), and how a date must stand to them. Not `said`: it may be no date."""

    start: int
    end: int
    op: DateOp
    first: str
    last: str
    said: bool
    relative: bool = False
    """Whether it is told from today: "this weekend"."""
    yearless: bool = False
    """Whether no year was said ("1 December"), so that the one nearest to today stands here for it."""


def find_dates(text: str, packs: Sequence[LanguagePack], today: date | None = None) -> list[DateWish]:
    """Every date, year and decade of a text; with `today` also days told from it. A year alone, with no word such as
    "since", is not `said`: it may be another number, as may a decade whose ending also means "about"."""
    reader = _Reader(text, packs, today)
    found: list[DateWish] = []
    for n, token in enumerate(reader.tokens):
        if found and token.start < found[-1].end:
            continue
        if (wish := reader.at(n)) is not None:
            listed = bool(found) and found[-1].said and reader.joins(found[-1].end, wish.start)
            found.append(replace(wish, said=True) if listed and not wish.relative else wish)
    return found


def is_bare_year(date: DateWish) -> bool:
    """Whether it is one year that nothing introduces."""
    return not date.said and not date.relative and date.first[:4] == date.last[:4]


class _Reader:
    """Reads dates from the words of one text."""

    def __init__(self, text: str, packs: Sequence[LanguagePack], today: date | None = None) -> None:
        self._text = text
        self._today = today
        self._relative_days = relative_days(packs)
        self._marks = marks_of(packs)
        self.tokens = tokenize(text)
        self._folded = [token.key for token in self.tokens]
        self._keys = [plain_key(token.text) for token in self.tokens]
        self._months = {name: number for pack in packs for name, number in pack.months.items()}
        self._decades = {
            phrase_of(w): d for pack in packs for w, d in pack.table("understanding")["decades"].items()
        }
        self._of = {word for pack in packs for word in pack.table("understanding").get("of_month", ())}
        self._day_words = {
            word for pack in packs for word in pack.table("understanding").get("day_words", ())
        }
        self._lately = _lately_words(tuple(pack.code for pack in packs))
        self._after = _after_words(tuple(pack.code for pack in packs))

    def joins(self, start: int, end: int) -> bool:
        """Whether what stands between two dates makes them one list: "tahun 80an atau 90an"."""
        said = phrase_of(self._text[start:end])
        words = self._marks.phrases.get(said, ())
        return any(mark.kind in ("or", "and") for mark in words)

    def at(self, n: int) -> DateWish | None:
        """The date that begins with word `n`, with the words around it that say how dates must stand to it."""
        start = self.tokens[n].start
        if (recent := self._recent(n)) is not None:
            return recent
        named = (
            self._day(start) or self._day_in_words(n) or self._month(n) or self._decade(n) or self._year(n)
        )
        nearest = None if named else self._day_of_any_year(n)
        named = named or nearest
        relative = None if named else self._relative(n)
        named = named or relative
        if named is None:
            return None
        first, last, end, certain = named
        if n and self._keys[n - 1] in self._day_words:
            n -= 1
        length, op = self._before(n)
        if op in ("", "eq") and (sign := self._sign_before(n)) is not None:
            return DateWish(sign[1], end, sign[0], first, last, True)
        if op in ("eq", "gte", "") and (after := self._following(end)) is not None:
            op, end = after
        said = op != ""
        begin = self.tokens[n - length].start
        said = said or certain
        return DateWish(begin, end, op or "eq", first, last, said, relative is not None, nearest is not None)

    def _sign_before(self, n: int) -> tuple[DateOp, int] | None:
        """ "year < 2000"."""
        before = self._text[: self.tokens[n].start].rstrip()
        return next(((op, len(before) - len(sign)) for sign, op in _SIGNS if before.endswith(sign)), None)

    def _recent(self, n: int) -> DateWish | None:
        """ "In the last 10 years", "5 tahun terakhir"."""
        said = self._keys[n : n + 3]
        number = (
            int(said[0])
            if said and said[0].isdecimal()
            else self._lately.numbers.get(said[0])
            if said
            else None
        )
        unit = self._lately.spans.get(said[1]) if len(said) > 1 else None
        led = n > 0 and self._keys[n - 1] in self._lately.words
        if self._today is None or unit is None or not number or not 0 < number < _MOST_BACK:
            return None
        if not led and not (len(said) > 2 and said[2] in self._lately.words):
            return None
        months = self._today.year * 12 + self._today.month - 1 - int(number) * (12 if unit == "year" else 1)
        first = f"{months // 12}-{months % 12 + 1:02}-01"
        begin, end = self.tokens[n - 1 if led else n].start, self.tokens[n + (1 if led else 2)].end
        return DateWish(begin, end, "gte", first, self._today.isoformat(), True)

    def _relative(self, n: int) -> tuple[str, str, int, bool] | None:
        """ "Next month", "akhir pekan ini"."""
        found = self._relative_days.starting(self._folded, n) if self._today else None
        if found is None or self._today is None:
            return None
        first, last = days_of(*found[1], self._today)
        return first.isoformat(), last.isoformat(), self.tokens[n + found[0] - 1].end, False

    def _day(self, start: int) -> tuple[str, str, int, bool] | None:
        match = _DAY.match(self._text, start)
        return (match[0], match[0], match.end(), True) if match else None

    def _day_in_words(self, n: int) -> tuple[str, str, int, bool] | None:
        """ "1 October 2026", "the 1st of October 2026", "October 1, 2026"."""
        keys = self._keys[n : n + 4]
        of = keys[1:2] and keys[1] in self._of
        ordered = ((keys[0], *keys[2:4]) if of else (*keys[:3],)) if keys else ()
        for day, month in ((0, 1), (1, 0)):
            if len(ordered) < 3 or ordered[month] not in self._months or not _YEAR.fullmatch(ordered[2]):
                continue
            number = _NTH.fullmatch(ordered[day])
            year, named = int(ordered[2]), self._months[ordered[month]]
            if number and 1 <= int(number[1]) <= monthrange(year, named)[1]:
                said = f"{year}-{named:02}-{int(number[1]):02}"
                return said, said, self.tokens[n + 2 + bool(of)].end, True
        return None

    def _day_of_any_year(self, n: int) -> tuple[str, str, int, bool] | None:
        """ "1 December", "the 1st of December", "Dec 1", with the year in which it is nearest to today."""
        keys = self._keys[n : n + 3]
        of = len(keys) == 3 and keys[1] in self._of
        pair = (keys[0], keys[2]) if of else tuple(keys[:2])
        for day, month in ((0, 1), (1, 0)):
            if self._today is None or len(pair) < 2 or pair[month] not in self._months:
                continue
            number, named = _NTH.fullmatch(pair[day]), self._months[pair[month]]
            if number and 1 <= int(number[1]) <= monthrange(self._today.year, named)[1]:
                said = _nearest(self._today, named, int(number[1])).isoformat()
                return said, said, self.tokens[n + 1 + of].end, True
        return None

    def _month(self, n: int) -> tuple[str, str, int, bool] | None:
        month = self._months.get(self._keys[n])
        if not month or n + 1 == len(self._keys) or not _YEAR.fullmatch(self._keys[n + 1]):
            return None
        year = int(self._keys[n + 1])
        last = monthrange(year, month)[1]
        return f"{year}-{month:02}-01", f"{year}-{month:02}-{last:02}", self.tokens[n + 1].end, True

    def _year(self, n: int) -> tuple[str, str, int, bool] | None:
        """A year; "$2010" is a sum."""
        year, before = self._keys[n], self._text[: self.tokens[n].start][-1:]
        if not _YEAR.fullmatch(year) or (before and category(before) == "Sc"):
            return None
        return f"{year}-01-01", f"{year}-12-31", self.tokens[n].end, False

    def _decade(self, n: int) -> tuple[str, str, int, bool] | None:
        """ "1990s", "80's", "the nineties"; two digits with an ending that also means "about" need a word before."""
        match, size = _DECADE.match(self._text, self.tokens[n].start), 1
        if match is None:
            size, year = self._decade_in_words(n)
            end = self.tokens[n + size - 1].end
        else:
            year = int(match["year"]) + (
                0 if len(match["year"]) == 4 else 1900 if match["year"] >= "20" else 2000
            )
            end = match.end()
        if year is None:
            return None
        certain = size == 1 if match is None else len(match["year"]) == 4 or match["ending"] == "s"
        return f"{year}-01-01", f"{year + 9}-12-31", end, certain

    def _decade_in_words(self, n: int) -> tuple[int, int | None]:
        """How many words from word `n` name a decade, and its first year."""
        for size in range(min(_LONGEST_DECADE, len(self._keys) - n), 0, -1):
            year = self._decades.get(tuple(self._keys[n : n + size]))
            if year is not None:
                return size, year
        return 1, None

    def _before(self, n: int) -> tuple[int, DateOp | Literal[""]]:
        """How many words before word `n` say the side ("since", "before the year"), and which."""
        length, op = self._mark_ending(n)
        if op in ("eq", ""):
            further, side = self._mark_ending(n - length)
            if side not in ("eq", ""):
                length, op = length + further, side
        denied = self._negation_ending(n - length) if op in _OPPOSITE else 0
        return length + denied, _OPPOSITE[op] if denied else op

    def _negation_ending(self, n: int) -> int:
        """How many words before word `n` deny what follows: "nggak lebih tua dari 2016"."""
        for length in range(min(self._marks.longest, n), 0, -1):
            marks = self._marks.phrases.get(tuple(self._keys[n - length : n]), ())
            if any(mark.kind == "negation" for mark in marks):
                return length
        return 0

    def _mark_ending(self, n: int) -> tuple[int, DateOp | Literal[""]]:
        for length in range(min(self._marks.longest, n), 0, -1):
            for mark in self._marks.phrases.get(tuple(self._keys[n - length : n]), ()):
                if mark.kind == "date":
                    return length, mark.op
        return 0, ""

    def _following(self, end: int) -> tuple[DateOp, int] | None:
        """ "2010 or later", "2010 ke atas"."""
        first = word_before(self.tokens, end)
        for length in range(min(self._after.longest, len(self.tokens) - first), 0, -1):
            op = self._after.phrases.get(tuple(self._keys[first : first + length]))
            last = self.tokens[first + length - 1].end
            if op and not set(self._text[end:last]) & set(",;.!?"):
                return op, last
        return None


def _nearest(today: date, month: int, day: int) -> date:
    years = (today.year + away for away in (0, 1, -1))
    days = [date(year, month, min(day, monthrange(year, month)[1])) for year in years]
    return min(days, key=lambda one: abs((one - today).days))


@dataclass(frozen=True)
class _After:
    phrases: dict[tuple[str, ...], DateOp]
    longest: int


@cache
def _after_words(codes: tuple[str, ...]) -> _After:
    phrases: dict[tuple[str, ...], DateOp] = {}
    for pack in load_packs(codes):
        phrases |= {phrase_of(words): op for words, op in pack.after_number.items()}
        own = pack.table("understanding")
        phrases |= {phrase_of(words): "gte" for words in own["onwards"]}
        phrases |= {phrase_of(words): "lte" for words in own.get("backwards", ())}
    return _After(phrases, max(map(len, phrases), default=0))


@dataclass(frozen=True)
class _Lately:
    words: frozenset[str]
    spans: dict[str, str]
    numbers: dict[str, float]


@cache
def _lately_words(codes: tuple[str, ...]) -> _Lately:
    packs = load_packs(codes)
    units = vocabulary(packs).unit_words
    return _Lately(
        frozenset(word for pack in packs for word in pack.table("understanding").get("lately", ())),
        {word: unit for word, unit in units.items() if unit in ("year", "month")},
        {word: number for pack in packs for word, number in pack.numbers.items() if number >= 2},
    )
