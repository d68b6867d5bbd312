"""Dates of facts ("2006-11-02", "2022, March 08", "2021"): read as words and numbers, and put in order of time."""

import re

from landas.grounding.verifier.amounts import Amount
from landas.grounding.verifier.words import Senses

_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]+Z?)?\b")
_ISO_MONTH = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])\b(?!-)")
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_DAY = re.compile(r"\b(\d{1,2})\b(?!\.\d)")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
UNIT = "date"
"""The unit of an amount that is a stretch of time, in years."""


def spelt(text: str) -> str:
    """The text with each ISO date or month also as a person writes it, so that its year, month and day can be met."""
    text = _ISO.sub(
        lambda m: f"{m[0]} {int(m[3])} {MONTHS[int(m[2]) - 1]} {m[1]}" if 0 < int(m[2]) < 13 else m[0], text
    )
    return _ISO_MONTH.sub(lambda m: f"{MONTHS[int(m[2]) - 1]} {m[1]}", text)


def time_of(text: str, senses: tuple[Senses, ...]) -> Amount | None:
    """When it was: the first year of the text with the month and day beside it, as a stretch of years."""
    text = _ISO_MONTH.sub("", _ISO.sub("", spelt(text)))
    year = _YEAR.search(text)
    if year is None:
        return None
    month = next((at for words in senses for at, name in enumerate(MONTHS) if f"={name}" in words), None)
    start = float(year[1])
    if month is None:
        return Amount(0, 0, start, start + 1, UNIT)
    day = next((int(d[1]) for d in _DAY.finditer(text) if 0 < int(d[1]) < 32), None)
    start += month / 12
    if day is None:
        return Amount(0, 0, start, start + 1 / 12, UNIT)
    return Amount(0, 0, start + (day - 1) / 372, start + day / 372, UNIT)


def is_before(one: Amount, other: Amount) -> bool:
    """True when the whole of `one` lies before `other` begins."""
    return one.high <= other.low + 1e-9


def years_apart(first: Amount, last: Amount, gap: Amount) -> bool:
    """True when both are known to the year only, and so many years lie between them."""
    whole = all(abs(date.high - date.low - 1) < 1e-9 for date in (first, last))
    return whole and (gap.is_bare or gap.unit == "year") and abs(last.low - first.low - gap.low) < 1e-9
