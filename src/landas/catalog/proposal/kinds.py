"""The type of a column, told from examples of its values, and what they say of unit and currency."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from landas.catalog.amounts import amount_parts
from landas.catalog.canonical_values import canonical_value
from landas.catalog.dates import date_order_of, parse_date
from landas.catalog.fields import Field, FieldType, is_number
from landas.catalog.numerals import DecimalMark
from landas.catalog.proposal.column import Column
from landas.catalog.proposal.names import Head
from landas.catalog.proposal.roles import RoleWords
from landas.catalog.texts import split_list
from landas.language.pack import LanguagePack
from landas.language.units import dimension, unit_symbol

Packs = tuple[LanguagePack, ...]
Kind = FieldType | Literal["objects"]

ENOUGH = 0.97
"""The share of examples that must fit a type: the rest are the feed's bad values, left out and reported."""

_FLAG = Field("flag", "flag", "flag")
_CODE = re.compile(r"0\d+")
_BRACKET = re.compile(r"(?<=\S)\s*\([^()]*\)\s*$")
_STRONG_SEPARATOR = re.compile(r"[|;\n]")
_SHORT = 40
_MOST_ANSWERS = 10
_SEVERAL = 0.05
_SENTENCES = 0.5
_ENDS = (".", "!", "?")
_FEW_ROWS = 50


@dataclass(frozen=True, slots=True)
class Reading:
    """What the values of a column are."""

    kind: Kind
    numbers: tuple[float, ...] = ()
    """Examples as numbers, in the order of the feed, for number and money columns."""
    units: Counter[str] | None = None
    currencies: Counter[str] | None = None
    bare: int = 0
    """How many of the examples are numbers with neither unit nor currency."""


def read_kind(
    column: Column, head: Head, roles: RoleWords, packs: Packs, rows: int, decimal: DecimalMark = "."
) -> Reading:
    """The type that at least `ENOUGH` of a column's values fit."""
    values = column.examples
    if column.objects > column.filled / 2:
        return Reading("objects")
    if column.lists > column.filled / 2:
        return Reading("tags")
    few = column.kinds is not None and column.kinds <= _MOST_ANSWERS
    if few and _is_flag(values, head, roles, packs):
        return Reading("flag")
    if _is_date(values, head, roles):
        return Reading("date")
    if (amounts := _amounts(values, packs, decimal)) is not None:
        return amounts
    if _is_tags(values):
        return Reading("tags")
    return Reading("category" if _repeats(column, rows) else "text")


def _is_flag(values: Sequence[Any], head: Head, roles: RoleWords, packs: Packs) -> bool:
    if all(is_number(value) for value in values):
        # Careful: 0 and 1 are counts as often as answers; the head decides.
        return set(values) <= {0, 1} and roles.asks(head)
    if all(str(value) in "01" for value in values) and not roles.asks(head):
        return False
    return _share(values, lambda value: canonical_value(value, _FLAG, packs) is not None) >= ENOUGH


def _is_date(values: Sequence[Any], head: Head, roles: RoleWords) -> bool:
    numbers = sum(isinstance(value, int | float) for value in values)
    digits = sum(str(value).isdigit() for value in values)
    if (numbers or digits) and not roles.has("date", head):
        return False
    order = date_order_of(values)
    return _share(values, lambda value: bool(parse_date(value, order))) >= ENOUGH


def _share(values: Sequence[Any], fits: Any) -> float:
    """The share of values for which `fits` is true and raises no ValueError."""
    good = 0
    for value in values:
        try:
            good += bool(fits(value))
        except ValueError:
            continue
    return good / len(values) if values else 0.0


def _amounts(values: Sequence[Any], packs: Packs, decimal: DecimalMark) -> Reading | None:
    """Numbers or money; None where the values are neither."""
    currency_words = {word.casefold(): code for pack in packs for word, code in pack.currencies.items()}
    numbers: list[float] = []
    units: Counter[str] = Counter()
    currencies: Counter[str] = Counter()
    bare = codes = 0
    for value in values:
        if is_number(value):
            numbers.append(float(value))
            bare += 1
            continue
        text = _BRACKET.sub("", str(value)).strip()
        codes += _CODE.fullmatch(text) is not None
        number, before, after = amount_parts(text, decimal)
        if number is None:
            continue
        symbol = currency_words.get(f"{before}{after}".strip(" .").casefold())
        unit = unit_symbol(after, packs) if after and not before else None
        if symbol is not None:
            currencies[symbol] += 1
            number = amount_parts(text, decimal, symbol)[0] or number
        elif unit is not None:
            units[unit] += 1
        elif before or after:
            continue
        else:
            bare += 1
        numbers.append(number)
    if len(numbers) < ENOUGH * len(values) or codes > (1 - ENOUGH) * len(values):
        return None
    if len({dimension(unit) for unit in units}) > 1 or (units and currencies):
        return None
    return Reading("money" if currencies else "number", tuple(numbers), units, currencies, bare)


def _is_tags(values: Sequence[Any]) -> bool:
    """Lists written as text: `Action|Comedy`, or entries between commas that stand alone elsewhere."""
    texts = [str(value).strip() for value in values]
    strong = [text for text in texts if _STRONG_SEPARATOR.search(text)]
    several = strong or [text for text in texts if "," in text]
    if not texts or len(several) < _SEVERAL * len(texts):
        return False
    entries = Counter(str(entry).strip() for text in texts for entry in split_list(text))
    parts = [str(entry).strip() for text in several for entry in split_list(text)]
    if sum(map(len, parts)) > 30 * len(parts) or max(map(len, parts)) > 80:
        return False
    if sum(". " in part for part in parts) > _SEVERAL * len(parts):
        return False
    if strong and len(texts) < _FEW_ROWS:
        return True
    if not strong and sum(text.endswith(_ENDS) for text in several) > _SENTENCES * len(several):
        return False  # sentences of one make: "Blue pebble, grown by us, full sun."
    repeating = len(entries) <= 0.5 * sum(entries.values())
    if strong:
        return repeating
    # An entry that only ever stands in one and the same text is a part of it: "Home, Garden".
    places = Counter(entry for text in set(texts) for entry in {str(e).strip() for e in split_list(text)})
    shared = sum(places[part] > 1 for part in parts)
    return repeating and shared >= 0.7 * len(parts)


def _repeats(column: Column, rows: int) -> bool:
    """Whether short values come again and again, so that they are worth filtering on."""
    if column.mean_length > _SHORT or column.kinds is None:
        return False
    counted = sum(column.distinct.values()) if column.distinct else 0
    if counted < 0.95 * column.filled:
        return False
    if rows < _FEW_ROWS:
        return column.mean_length <= 25
    return column.kinds <= max(0.5 * counted, 2)
