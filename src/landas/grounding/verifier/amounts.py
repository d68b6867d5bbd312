"""Numbers with their unit, as a reply says them and as a fact holds them, and when one agrees with the other."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from landas.grounding.verifier import clock
from landas.language.pack import LanguagePack
from landas.language.quantities import find_quantities
from landas.language.units import convert, dimension

Operator = Literal["eq", "lt", "lte", "gt", "gte", "between", "max", "start"]
ABOUT = 0.06
"""How far "about 1.4 kg" may be from the fact, as a part of it."""
ROUNDING = 0.03
"""How far a rounded number in the fact's own unit may be from it: 1.36 kg may be called 1.4 kg, 10.5 kg not 11 kg."""

_SPLIT = 3
"""Decimals that an amount of two units keeps: 2 h 40 min are 2.667 h, no rounded 3 h."""


@dataclass(frozen=True, slots=True)
class Amount:
    """`low`..`high` (equal for a single number) of a unit or a currency, or of neither; `decimals` as written."""

    start: int
    end: int
    low: float
    high: float
    unit: str | None = None
    currency: str | None = None
    approximate: bool = False
    decimals: int = 0
    operator: Operator = "eq"

    @property
    def is_bare(self) -> bool:
        return self.unit is None and self.currency is None


def comparable(a: Amount, b: Amount) -> bool:
    """True when both measure the same kind of thing: one currency, or units of one dimension, or no unit at all."""
    if a.currency or b.currency:
        return a.currency == b.currency
    if a.unit is None or b.unit is None:
        return a.unit is b.unit
    return a.unit == b.unit or (dimension(a.unit) is not None and dimension(a.unit) == dimension(b.unit))


def measure_of(amount: Amount) -> str | None:
    """What two amounts share that are `comparable`, and no two others."""
    if amount.currency:
        return f"money {amount.currency}"
    return amount.unit and (dimension(amount.unit) or f"unit {amount.unit}")


def kind_of(amount: Amount) -> str:
    """What the amount measures: a dimension of units, "money", or "" for a bare number."""
    return "money" if amount.currency else dimension(amount.unit or "") or ""


def in_unit(amount: Amount, unit: str | None) -> tuple[float, float]:
    """`low` and `high` of `amount` in `unit`; ValueError when that is another dimension."""
    if unit is None or amount.unit is None or unit == amount.unit:
        return amount.low, amount.high
    return convert(amount.low, amount.unit, unit), convert(amount.high, amount.unit, unit)


def agrees(said: Amount, known: Amount) -> bool:
    """True when the fact `known` makes `said` true. Both must be `comparable`."""
    low, high = in_unit(known, said.unit)
    converted = known.unit != said.unit
    match said.operator:
        case "lt":
            return high < said.low and not _equal(high, said.low)
        case "lte":
            return high < said.low or _equal(high, said.low)
        case "gt":
            return low > said.low and not _equal(low, said.low)
        case "gte":
            return low > said.low or _equal(low, said.low)
        case "between" if low != high:
            # "From 10 to 80 %" of what goes from 30 to 80 %: a range is told by its own ends.
            return _near(said, low, said.low, converted) and _near(said, high, said.high, converted)
        case "between":
            return said.low <= low and high <= said.high
        case "max":
            # What costs $499 doesn't cost "up to $499".
            most = not said.currency or low != high or known.operator == "max"
            return most and _near(said, high, said.low, converted)
        case "start":
            return _near(said, low, said.low, converted)  # a single price is the least of its prices too
    if said.low != said.high:
        return _near(said, low, said.low, converted) and _near(said, high, said.high, converted)
    if low != high:
        return _near(said, low, said.low, converted) or _near(said, high, said.low, converted)
    return _near(said, low, said.low, converted)


def _near(said: Amount, known: float, value: float, converted: bool) -> bool:
    if _equal(known, value):
        return True
    if said.approximate:
        away = abs(known - value) / abs(known) if known else 1.0
        return away <= ABOUT or (away <= 2 * ABOUT and round(known, said.decimals) == value)
    return said.unit is not None and _rounds_to(known, value, said.decimals, converted)


def _rounds_to(known: float, value: float, decimals: int, converted: bool) -> bool:
    """A measure may be said with fewer digits, of which two remain: half of the last one. Money and counts not."""
    if not value:
        return False
    digits = math.floor(math.log10(abs(value))) + 1 + decimals
    close = abs(known - value) <= 0.5 * 10**-decimals + 1e-9
    return digits >= 2 and close and (converted or abs(known - value) <= ROUNDING * abs(known))


def _equal(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-9)


def find_amounts(text: str, packs: Sequence[LanguagePack], currency: str | None = None) -> tuple[Amount, ...]:
    """Every number of a text with its unit; the words before it ("under") are read by the reading, not here."""
    found = (
        Amount(
            quantity.start,
            quantity.end,
            quantity.low,
            quantity.high,
            quantity.unit,
            quantity.currency,
            quantity.approximate,
            _decimals(text[quantity.start : quantity.end], quantity.low),
        )
        for quantity in find_quantities(text, packs, currency)
    )
    return tuple(_with_times(text, packs, _compounds(text, _alternatives(text, tuple(found)))))


def _with_times(text: str, packs: Sequence[LanguagePack], found: list[Amount]) -> list[Amount]:
    """ "14:00" and "2 pm" are times of day and no two numbers; a number with a unit of its own is none."""
    times = [
        Amount(start, end, hours, hours, clock.UNIT, decimals=_SPLIT)
        for start, end, hours in clock.find_times(text, [pack.code for pack in packs])
        if all(a.is_bare or a.unit == "h" or a.end <= start or end <= a.start for a in found)
    ]
    if not times:
        return found
    rest = [a for a in found if not any(t.start < a.end and a.start < t.end for t in times)]
    return sorted([*rest, *times], key=lambda amount: amount.start)


_OR = re.compile(r"\s*(?:or|atau)\s*")


def _alternatives(text: str, found: Sequence[Amount]) -> list[Amount]:
    """ "6 or 8 GB": both in the unit of the second."""
    return [
        replace(one, unit=other.unit)
        if one.is_bare and other is not None and other.unit and _OR.fullmatch(text[one.end : other.start])
        else one
        for one, other in zip(found, (*found[1:], None), strict=False)
    ]


_BIG_AND_SMALL = {"h": ("min",), "min": ("s",), "ft": ("in",), "lb": ("oz",), "kg": ("g",)}
_BETWEEN_PARTS = re.compile(r"\s*(?:,?\s*(?:and|dan)\s)?\s*")


def _compounds(text: str, found: Iterable[Amount]) -> list[Amount]:
    """ "2 h 40 min", "7 hours and 25 minutes" as one amount in the bigger unit."""
    joined: list[Amount] = []
    for amount in found:
        before = joined[-1] if joined else None
        if before is not None and _goes_on(text, before, amount):
            value = before.low + in_unit(amount, before.unit)[0]
            amount = replace(before, end=amount.end, low=value, high=value, decimals=_SPLIT)
            joined.pop()
        joined.append(amount)
    return joined


def _goes_on(text: str, before: Amount, amount: Amount) -> bool:
    exact = before.low == before.high and amount.low == amount.high and not before.decimals
    small = amount.unit in _BIG_AND_SMALL.get(before.unit or "", ())
    return small and exact and bool(_BETWEEN_PARTS.fullmatch(text[before.end : amount.start]))


@lru_cache(maxsize=4096)
def _decimals(text: str, value: float) -> int:
    """Digits behind the decimal mark; three of them may be a thousand, which the value read tells."""
    digits = text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ \"'″%")
    for mark in ".,":
        _, found, tail = digits.rpartition(mark)
        if found and tail.isdigit() and (len(tail) != 3 or value < 1000):
            return len(tail)
    return 0
