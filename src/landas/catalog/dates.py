"""Calendar dates as feeds write them, in one spelling: ISO `YYYY-MM-DD`."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, Literal

from landas.catalog.fields import is_number

DateOrder = Literal["day_first", "month_first"]
"""What the first of the two short numbers of `03/04/2026` is."""

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_DAY_MONTH = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ].*)?")
_COMPACT = re.compile(r"(19|20)(\d{2})(\d{2})(\d{2})")
_EPOCH_SECONDS = (10**8, 5 * 10**9)
_EPOCH_MILLISECONDS = (10**11, 5 * 10**12)


def parse_date(value: Any, order: DateOrder | None = None) -> str:
    """The ISO date of a date, an ISO text, `DD/MM/YYYY` in the given order, or seconds since 1970.

    Without an order, `DD/MM/YYYY` and `MM/DD/YYYY` must read one way only.

    Raises ValueError saying what to write instead.
    """
    if isinstance(value, date):
        return value.isoformat()[:10]
    if is_number(value):
        return _from_epoch(value)
    text = str(value).strip()
    if match := _ISO.fullmatch(text):
        return _checked(int(match[1]), int(match[2]), int(match[3]), text)
    if match := _DAY_MONTH.fullmatch(text):
        return _day_and_month(int(match[1]), int(match[2]), int(match[3]), text, order)
    if match := _COMPACT.fullmatch(text):
        return _checked(int(match[1] + match[2]), int(match[3]), int(match[4]), text)
    raise ValueError("is not a date; write it as 2026-03-31")


def date_order_of(values: Iterable[Any]) -> DateOrder | None:
    """The order of a column whose dates begin with two short numbers, told by those that read one way only."""
    found: set[DateOrder] = set()
    for value in values:
        if match := _DAY_MONTH.fullmatch(str(value).strip()):
            first, second = int(match[1]), int(match[2])
            if first > 12 >= second:
                found.add("day_first")
            elif second > 12 >= first:
                found.add("month_first")
    return found.pop() if len(found) == 1 else None


def _from_epoch(value: float) -> str:
    for (low, high), per_second in ((_EPOCH_SECONDS, 1), (_EPOCH_MILLISECONDS, 1000)):
        if low <= value < high:
            return datetime.fromtimestamp(value / per_second, UTC).date().isoformat()
    raise ValueError("is not a date; write it as 2026-03-31")


def _day_and_month(first: int, second: int, year: int, text: str, order: DateOrder | None) -> str:
    if first > 12:
        return _checked(year, second, first, text)
    if second > 12:
        return _checked(year, first, second, text)
    if first == second or order == "month_first":
        return _checked(year, first, second, text)
    if order == "day_first":
        return _checked(year, second, first, text)
    raise ValueError("can be read with the day or the month first; write it as 2026-03-31")


def _checked(year: int, month: int, day: int, text: str) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise ValueError(f"names no day of the calendar ({error}); write it as 2026-03-31") from error
