"""Days that are told from today: "tomorrow", "this weekend", "bulan depan"."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from landas.language.pack import LanguagePack, load_packs
from landas.language.phrases import Phrases

_SATURDAY = 5
Days = tuple[date, date]
"""The first and the last of several days."""


def relative_days(packs: Sequence[LanguagePack]) -> Phrases[tuple[str, int]]:
    """The packs' phrases -> what stretch of days ("weekend"), and how many of them on from today's."""
    return _phrases(tuple(pack.code for pack in packs))


@cache
def _phrases(codes: tuple[str, ...]) -> Phrases[tuple[str, int]]:
    tables = [pack.table("understanding").get("relative_days", {}) for pack in load_packs(codes)]
    return Phrases({phrase: (entry[0], entry[1]) for table in tables for phrase, entry in table.items()})


def days_of(stretch: str, steps: int, today: date) -> Days:
    """The days of a stretch, `steps` of its kind on from the one that today is in. Weeks begin on Mondays; a weekend is
    the one at the end of the week.

    >>> days_of("weekend", 0, date(2026, 1, 1))
    (datetime.date(2026, 1, 3), datetime.date(2026, 1, 4))
    >>> days_of("month", 2, date(2026, 1, 31))
    (datetime.date(2026, 3, 1), datetime.date(2026, 3, 31))

    Raises ValueError for a stretch that is none.
    """
    if stretch == "day":
        return today + timedelta(days=steps), today + timedelta(days=steps)
    monday = today + timedelta(weeks=steps, days=-today.weekday())
    if stretch == "week":
        return monday, monday + timedelta(days=6)
    if stretch == "weekend":
        return monday + timedelta(days=_SATURDAY), monday + timedelta(days=_SATURDAY + 1)
    if stretch == "month":
        years, month = divmod(today.month - 1 + steps, 12)
        first = date(today.year + years, month + 1, 1)
        return first, first.replace(day=monthrange(first.year, first.month)[1])
    if stretch == "year":
        return date(today.year + steps, 1, 1), date(today.year + steps, 12, 31)
    raise ValueError(f"{stretch!r} is no stretch of days: day, week, weekend, month, year")
