"""Numbers and money of a feed as canonical amounts: scaled, in the field's unit or currency.

A field's `scale` and `feed_unit` are for bare numbers; a text that names its own unit or currency is taken at
its word.
"""

import re
from typing import Any

from landas.catalog.fields import Field
from landas.catalog.numerals import DecimalMark, number_problem, parse_numeral, tidy
from landas.language.pack import LanguagePack
from landas.language.quantities import Quantity, find_quantities
from landas.language.units import convert, unit_symbol

Packs = tuple[LanguagePack, ...]

WHOLE_CURRENCIES = frozenset({"IDR", "JPY", "KRW", "VND", "CLP", "ISK", "HUF", "COP", "PYG", "UGX"})
"""Currencies whose prices have no decimals in practice: "1.500" is one thousand five hundred."""

_AMOUNT = re.compile(
    r"(?P<before>[^\d.,+-]*)(?P<number>[-+\u2212]?[\d.,](?:[\d.,'\s\u00a0\u202f]*[\d.,])?)(?P<after>.*)", re.S
)
_ISO_CODE = re.compile(r"[A-Z]{3}")
_RESTATED = re.compile(r"(?<=\S)\s*\([^()]*\)\s*$")
"""The same amount again in brackets: "105 g (3.70 oz)"."""


def read_number(value: Any, field: Field, packs: Packs) -> float:
    """The number in the field's unit. Raises ValueError with a reason that reads on from the value."""
    if isinstance(value, bool):
        raise ValueError("is not a number")
    if isinstance(value, int | float):
        return _in_unit(_finite(value) * field.scale, None, field)
    number, before, after = amount_parts(_RESTATED.sub("", str(value)), field.decimal)
    if number is not None and not before and not after:
        return _in_unit(_finite(number) * field.scale, None, field)
    unit = _unit(after, field, packs) if number is not None and not before else None
    if number is not None and unit is not None:
        return _in_unit(number, unit, field)
    found = _whole(str(value), packs)
    if found is None or found.currency is not None:
        raise ValueError("is not a number")
    return _in_unit(found.low, found.unit, field)


def _unit(after: str, field: Field, packs: Packs) -> str | None:
    if after in (field.unit, field.feed_unit):
        return after
    return unit_symbol(after, packs)


def _in_unit(number: float, unit: str | None, field: Field) -> float:
    given = unit or field.feed_unit or field.unit
    if field.unit is None and unit is not None:
        raise ValueError(f'has the unit {unit} and the field declares none; add unit = "{unit}" to the field')
    if given is not None and field.unit is not None and given != field.unit:
        try:
            number = convert(number, given, field.unit)
        except ValueError as error:
            raise ValueError(f"is in {given}, which can't be converted into {field.unit}") from error
    return tidy(_finite(number))


def read_money(value: Any, field: Field, packs: Packs) -> float:
    """The amount in major units of the field's currency. Raises ValueError, also for another currency."""
    if isinstance(value, bool):
        raise ValueError("is not an amount of money")
    bare = isinstance(value, int | float)
    amount = _finite(value) * field.scale if bare else _money_text(str(value), field, packs)
    if amount < 0:
        raise ValueError("is negative")
    return tidy(_finite(amount))


def _money_text(text: str, field: Field, packs: Packs) -> float:
    number, before, after = amount_parts(text, field.decimal, field.currency)
    named = f"{before} {after}".strip().upper()
    if number is not None and not named:
        return _finite(number) * field.scale
    if number is not None and _ISO_CODE.fullmatch(named):
        amount, currency = number, named
    else:
        found = _whole(text, packs)
        if found is None or found.currency is None:
            raise ValueError(f'is not an amount of money; write 12.99 or "12.99 {field.currency}"')
        # Careful: only a word after the number can multiply it ("1,5 jt"); else the field's marks hold.
        amount = found.low if number is None or after else number
        currency = found.currency
    if currency != field.currency:
        raise ValueError(f"is in {currency} where the field is in {field.currency}")
    return _finite(amount)


def amount_parts(
    text: str, decimal: DecimalMark = ".", currency: str | None = None
) -> tuple[float | None, str, str]:
    """A text as number, what stands before it and what follows it; no number where it holds none or several."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        return None, "", ""
    numeral = match["number"].strip().rstrip(".,")
    if currency in WHOLE_CURRENCIES and re.fullmatch(r"[-+]?[1-9]\d{0,2}(\.\d{3})+", numeral):
        numeral = numeral.replace(".", "")
    return parse_numeral(numeral, decimal), match["before"].strip(), match["after"].strip(" -.")


def _whole(text: str, packs: Packs) -> Quantity | None:
    """The one quantity that is the whole text; None where there is another word or a range."""
    found = find_quantities(text, packs)
    if len(found) != 1 or found[0].low is None or found[0].low != found[0].high:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    return None if any(char.isalnum() for char in rest) else found[0]


def _finite(number: float) -> float:
    try:
        real = float(number)
    except OverflowError as error:  # a whole number of hundreds of digits
        raise ValueError("is larger than any real value") from error
    if problem := number_problem(real):
        raise ValueError(problem)
    return real
