"""A feed's value as the canonical value of a field: the right type, or the reason why not."""

import re
from collections.abc import Callable
from typing import Any

from landas.catalog.amounts import Packs, read_money, read_number
from landas.catalog.dates import parse_date
from landas.catalog.fields import Field, Value
from landas.catalog.texts import clean_line, clean_text, is_missing, split_list

_PATH = re.compile(r"\s*[>»]\s*")

# What machines write, and Google Merchant's values of `availability`; the words of people are in the packs.
_TRUE = frozenset({"true", "t", "1", "y", "on", "in stock", "in_stock"})
_FALSE = frozenset({"false", "f", "0", "n", "off", "out of stock", "out_of_stock", "preorder", "backorder"})


def canonical_value(value: Any, field: Field, packs: Packs) -> Value | None:
    """The value in the field's type, unit and currency; None where the feed gives none.

    Raises ValueError with a reason that reads on from the value ("… is not a number").
    """
    if is_missing(value):
        return None
    return _READERS[field.type](value, field, packs)


def _text(value: Any, field: Field, packs: Packs) -> Value | None:
    return clean_text(value) or None


def _category(value: Any, field: Field, packs: Packs) -> Value | None:
    """One short text; of a path (`Electronics > Phones`) the last part, which says what the thing is."""
    if isinstance(value, list) and value:
        value = value[0]
    parts = [part for part in _PATH.split(clean_line(value)) if part]
    return parts[-1] if parts else None


def _tags(value: Any, field: Field, packs: Packs) -> Value | None:
    entries = value if isinstance(value, list | tuple) else split_list(str(value))
    kept = dict.fromkeys(clean_line(entry) for entry in entries if not is_missing(entry))
    return tuple(entry for entry in kept if entry) or None


def _flag(value: Any, field: Field, packs: Packs) -> Value | None:
    if isinstance(value, bool):
        return value
    word = clean_line(value).casefold()
    if word in _TRUE or _answers(word, "yes", packs):
        return True
    if word in _FALSE or _answers(word, "no", packs):
        return False
    raise ValueError("is neither yes nor no; write true or false")


def _answers(word: str, answer: str, packs: Packs) -> bool:
    """Whether a word says `yes` or `no` in one of these languages."""
    return any(word in pack.tables["feeds"]["flags"][answer] for pack in packs)


def _date(value: Any, field: Field, packs: Packs) -> Value | None:
    return parse_date(value, field.date_order)


_READERS: dict[str, Callable[[Any, Field, Packs], Value | None]] = {
    "text": _text,
    "category": _category,
    "tags": _tags,
    "flag": _flag,
    "date": _date,
    "number": read_number,
    "money": read_money,
}
