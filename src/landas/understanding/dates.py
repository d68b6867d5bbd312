"""Dates that a request names: years, months and whole dates, with the word before them that says which side."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from landas.language.pack import LanguagePack
from landas.language.tokens import tokenize
from landas.understanding.marks import DateOp, Mark, marks_of, plain_key

_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class DateWish:
    """Days `first` to `last` (ISO, inclusive), and how a date must stand to them. `said`: a word named the side."""

    start: int
    end: int
    op: DateOp
    first: str
    last: str
    said: bool


def find_dates(text: str, packs: Sequence[LanguagePack]) -> list[DateWish]:
    """Every date of a text. A year alone counts only after a word such as "since"."""
    marks = marks_of(packs)
    tokens = tokenize(text)
    keys = [plain_key(token.text) for token in tokens]
    months = {name: number for pack in packs for name, number in pack.months.items()}
    found: list[DateWish] = []
    for n, token in enumerate(tokens):
        if found and token.start < found[-1].end:
            continue
        named = _day(text, token.start) or _month_or_year(keys, n, months)
        if named is None:
            continue
        first, last, words = named
        end = token.start + len(first) if not words else tokens[n + words - 1].end
        before = next(_before(keys, n, marks.longest, marks.phrases), None)
        if before is None and len(first) == 10 and first.endswith("-01-01") and last.endswith("-12-31"):
            continue
        length, op = before or (0, "eq")
        found.append(DateWish(tokens[n - length].start, end, op, first, last, before is not None))
    return found


def _day(text: str, start: int) -> tuple[str, str, int] | None:
    match = _DAY.match(text, start)
    return (match[0], match[0], 0) if match else None


def _month_or_year(keys: Sequence[str], n: int, months: dict[str, int]) -> tuple[str, str, int] | None:
    month = months.get(keys[n])
    if month and n + 1 < len(keys) and _YEAR.fullmatch(keys[n + 1]):
        year = int(keys[n + 1])
        return f"{year}-{month:02}-01", f"{year}-{month:02}-{monthrange(year, month)[1]:02}", 2
    if _YEAR.fullmatch(keys[n]):
        return f"{keys[n]}-01-01", f"{keys[n]}-12-31", 1
    return None


def _before(
    keys: Sequence[str], n: int, longest: int, phrases: dict[tuple[str, ...], tuple[Mark, ...]]
) -> Iterator[tuple[int, DateOp]]:
    """Date words that end right before word `n`, the longest first."""
    for length in range(min(longest, n), 0, -1):
        for mark in phrases.get(tuple(keys[n - length : n]), ()):
            if mark.kind == "date":
                yield length, mark.op
