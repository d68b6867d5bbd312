"""Numbers with their unit, as a reply says them and as a fact holds them, and when one agrees with the other."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from landas.language.pack import LanguagePack
from landas.language.quantities import find_quantities
from landas.language.units import convert, dimension

Operator = Literal["eq", "lt", "lte", "gt", "gte", "between", "max"]
ABOUT = 0.06
"""How far "about 1.4 kg" may be from the fact, as a part of it."""
ROUNDING = 0.03
"""How far a rounded number in the fact's own unit may be from it: 1.36 kg may be called 1.4 kg, 10.5 kg not 11 kg."""


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
        case "between":
            return said.low <= low and high <= said.high
        case "max":
            return _near(said, high, said.low, converted)
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
    return tuple(
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


@lru_cache(maxsize=4096)
def _decimals(text: str, value: float) -> int:
    """Digits behind the decimal mark; three of them may be a thousand, which the value read tells."""
    digits = text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ \"'″%")
    for mark in ".,":
        _, found, tail = digits.rpartition(mark)
        if found and tail.isdigit() and (len(tail) != 3 or value < 1000):
            return len(tail)
    return 0
