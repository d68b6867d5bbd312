"""Numerals in running text: where they stand, and what "1.500", "1,500.50" or "½" are worth."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

LARGEST = 1e15
"""Beyond this a float no longer holds every whole number, so nothing is read."""

_NUMERAL = re.compile(
    r"(?<![0-9])(?:(?P<whole>[0-9]+)\s)?(?P<over>[0-9])/(?P<under>[2348])(?![0-9/]|\s?[KkMmGgTt][Bb]\b)"
    r"|(?<![0-9/])(?P<part>[13])/(?P<of>[24])(?=\s?[Tt][Bb]\b)"
    r"|(?<![0-9])(?P<units>[0-9]{1,3})?[^\S\n]?(?P<glyph>[½¼¾⅓⅔⅛])"
    r"|(?<![0-9])(?P<body>[0-9]+(?:[.,][0-9]+|[\u00a0\u202f][0-9]{3}(?![0-9]))*|(?<![\w.,])\.[0-9]+)"
)
_OPENING = re.compile(r"[0-9.]")
"""Where a numeral without a glyph begins: most of a text is neither, and a set of characters is found fast."""
_GLYPH = re.compile(r"[½¼¾⅓⅔⅛]")
_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
_NO_AMOUNT = re.compile(
    r"[0-9]{1,4}([-/.])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})(?![0-9.])"  # dates
    r"|(?<![0-9])[0-9]+(?:-[0-9]+){2,}"  # telephone and article numbers
    r"|(?<![0-9])[0-9]+(?::[0-9]+)+"  # times, ratios
)
_MARKED = re.compile(r"[0-9][-/.:][0-9]")
"""What every one of these holds."""
_GROUPED = {
    mark: re.compile(rf"(?!0)[0-9]{{1,3}}(?:{re.escape(mark)}[0-9]{{2}})*(?:{re.escape(mark)}[0-9]{{3}})+")
    for mark in ".,"
}


@dataclass(frozen=True, slots=True)
class Numeral:
    """Digits at `start`..`end`: `body` is still to be read, a fraction has its `value` already."""

    start: int
    end: int
    body: str
    value: float | None = None


def find_numerals(text: str) -> Iterator[Numeral]:
    """Every numeral in order, but for those in dates, times, ratios and telephone numbers."""
    barred = deque(match.span() for match in _NO_AMOUNT.finditer(text)) if _MARKED.search(text) else deque()
    for match in _matches(text):
        start, end = match.span()
        while barred and barred[0][1] <= start:
            barred.popleft()
        if not barred or end <= barred[0][0]:
            yield Numeral(start, end, match["body"] or "", _fraction(match))


def _matches(text: str) -> Iterator[re.Match[str]]:
    """What `_NUMERAL.finditer` gives, tried only where a numeral may begin."""
    if _GLYPH.search(text):
        yield from _NUMERAL.finditer(text)
        return
    at = 0
    while opening := _OPENING.search(text, at):
        if match := _NUMERAL.match(text, opening.start()):
            yield match
        at = match.end() if match else opening.end()


def _fraction(match: re.Match[str]) -> float | None:
    if match["over"]:
        return int((match["whole"] or "0")[:9]) + int(match["over"]) / int(match["under"])
    if match["part"]:
        return int(match["part"]) / int(match["of"])
    if match["glyph"]:
        return int(match["units"] or 0) + _GLYPHS[match["glyph"]]
    return None


def read_numeral(body: str, decimal: str, thousands: bool = False) -> float | None:
    """The number that digits with marks stand for; None where they are none, or larger than LARGEST.

    One mark before three digits ("1.500") can be read both ways: as thousands when `thousands` is set or the
    mark is not `decimal`, else as a decimal. "0.750" is always a decimal.
    """
    plain = body.replace("\u00a0", "").replace("\u202f", "")
    plain = _without_marks(plain, decimal, thousands) or ""
    if not plain or len(plain) > 40:
        return None
    number = float(plain)
    return number if number <= LARGEST else None


def _without_marks(body: str, decimal: str, thousands: bool) -> str | None:
    """The body as Python writes a number."""
    marks = [char for char in body if char in ".,"]
    if not marks:
        return body
    if len(set(marks)) == 2:
        whole, _, part = body.rpartition(marks[-1])
        return f"{whole.replace(marks[0], '')}.{part}" if _GROUPED[marks[0]].fullmatch(whole) else None
    mark = marks[0]
    grouped = _GROUPED[mark].fullmatch(body) is not None
    if len(marks) > 1:
        return body.replace(mark, "") if grouped else None
    return body.replace(mark, "" if grouped and (thousands or mark != decimal) else ".")
