"""The door of the verifier: what a caller sends, checked, made into grounds.

Facts are any labels with free values; numbers keep their unit in the value ("105 g") or in the label
("weight_kg", "Price (USD)").
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from landas.catalog.fields import Value
from landas.grounding.claims import GroundFact, GroundItem, Grounds
from landas.language.pack import LanguagePack
from landas.language.tokens import fold
from landas.language.units import unit_symbol

Facts = dict[str, Any]
_TITLES = frozenset(
    {"title", "name", "product", "product name", "product title", "nama", "nama produk", "judul", "produk"}
)
_FLAGS = frozenset({"yes", "no", "true", "false", "ya", "tidak"})
LARGEST_NUMBER = 1e300
PART_SIZE = 2
"""Labels that begin with one word, from which on that word is a part of the sheet."""
_NUMERAL = re.compile(r"\s*[-+]?\d+(?:\.\d+)?\s*")
_CURRENCY = re.compile(r"(?:^|[\s_(\[])([A-Z]{3}|[a-z]{3})[)\]]?$")
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|_+|(?<!\d)\.+|\.+(?!\d)")
_CURRENCIES = frozenset({"USD", "EUR", "GBP", "IDR", "JPY", "SGD", "MYR", "AUD", "INR", "CNY", "CHF", "CAD"})


class VerifyItem(BaseModel):
    """One item's facts."""

    model_config = ConfigDict(extra="forbid")
    item_id: str
    facts: Facts


class VerifyRequest(BaseModel):
    """A reply and exactly one thing it must rest on: `facts` of one item, several `items`, or a source `text`."""

    model_config = ConfigDict(extra="forbid")
    facts: Facts | None = None
    items: list[VerifyItem] | None = None
    text: str | None = None
    reply: str = Field(max_length=100_000)
    language: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _shape(cls, given: Any) -> Any:
        """Says in one sentence, with an example, what a caller who never saw one got wrong."""
        if isinstance(given, Mapping) and (problem := _misshapen(given, frozenset(cls.model_fields))):
            raise ValueError(problem)
        return given

    @model_validator(mode="after")
    def _one_source(self) -> "VerifyRequest":
        given = [name for name in ("facts", "items", "text") if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"give exactly one of facts, items, text; got {', '.join(given) or 'none'}")
        return self

    @model_validator(mode="after")
    def _real_numbers(self) -> "VerifyRequest":
        for label, value in _numbers(
            {"facts": self.facts, "items": [item.facts for item in self.items or ()]}, ""
        ):
            if isinstance(value, float) and not math.isfinite(value):
                raise ValueError(f"{label} is no number: leave the fact out where its value isn't known")
        return self

    @model_validator(mode="after")
    def _each_item_once(self) -> "VerifyRequest":
        twice = [name for name, count in Counter(i.item_id for i in self.items or ()).items() if count > 1]
        if twice:
            raise ValueError(
                f"item_id {twice[0]!r} is given more than once: give each item once, with all its facts"
            )
        return self

    def grounds(self, packs: Sequence[LanguagePack]) -> Grounds:
        if self.text is not None:
            return Grounds(text=self.text)
        if self.items is not None:
            items = tuple(_item(item.item_id, item.facts, f"{item.item_id}#", packs) for item in self.items)
            return Grounds(items=items)
        return Grounds(items=(_item("", self.facts or {}, "", packs),))


_EXAMPLE = '{"facts": {"price": "899 USD", "weight": "1.4 kg"}, "reply": "It costs $899."}'
_ITEM = '{"item_id": "A", "facts": {"price": "899 USD"}}'


def _misshapen(given: Mapping[Any, Any], keys: frozenset[str]) -> str | None:
    """What is wrong with the shape of a request, with an example; None where nothing is."""
    if strange := [str(key) for key in given if key not in keys]:
        return f"{strange[0]!r} is no key here: give reply and one of facts, items, text, such as {_EXAMPLE}"
    if not isinstance(given.get("reply"), str):
        return f"reply is missing or no text: give what is to be checked, such as {_EXAMPLE}"
    if given.get("facts") is not None and not isinstance(given["facts"], Mapping):
        return f"facts is no object: give labels with their values, such as {_EXAMPLE}"
    if given.get("text") is not None and not isinstance(given["text"], str):
        return "text is no text: give what the reply must rest on in words, or use facts or items"
    items = given.get("items")
    if items is not None and not isinstance(items, list | tuple):
        return f"items is no list: give one of {_ITEM}"
    for number, item in enumerate(items or ()):
        if isinstance(item, VerifyItem):
            continue
        fits = isinstance(item, Mapping) and set(item) == {"item_id", "facts"}
        if not fits or not isinstance(item["item_id"], str) or not isinstance(item["facts"], Mapping):
            return f"items[{number}] must have item_id and facts and nothing else, such as {_ITEM}"
    return None


def _numbers(value: Any, label: str) -> Iterator[tuple[str, Any]]:
    """Every number of nested facts, with the label beside it."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _numbers(inner, str(key))
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _numbers(inner, label)
    elif isinstance(value, (int, float)):
        yield label, value


def _item(item_id: str, facts: Facts, prefix: str, packs: Sequence[LanguagePack]) -> GroundItem:
    flat = list(_flat(facts, ()))
    parts = _parts([path for path, _ in flat])
    grounds = tuple(
        GroundFact(f"{prefix}{label}", _labels(path, value, parts), value, _unit(label, value, packs))
        for path, value in flat
        for label in (" ".join(path),)
    )
    titles = (str(v) for path, v in flat if fold(_plain(" ".join(path))) in _TITLES and isinstance(v, str))
    return GroundItem(item_id, next(titles, ""), grounds)


def _labels(path: tuple[str, ...], value: Value, parts: Counter[str]) -> tuple[str, ...]:
    """All that a fact may be called: its whole path, and its last part where no other fact ends so.

    "Comms NFC: yes" beside other facts of "Comms" is of the NFC.
    """
    whole = _plain(" ".join(path))
    last = _plain(path[-1])
    if len(path) == 1 and fold(str(value)) in _FLAGS:
        first, _, last = whole.partition(" ")
        last = last if parts[f"{first} …"] >= PART_SIZE else whole
    return (whole, last) if last.strip() and last != whole and parts[last] == 1 else (whole,)


def _parts(paths: Sequence[tuple[str, ...]]) -> Counter[str]:
    """How many facts end in each label, and how many begin with each word ("Comms …")."""
    plain = [(_plain(" ".join(path)), _plain(path[-1])) for path in paths]
    return Counter(
        key
        for whole, last in plain
        for key in {last, whole.partition(" ")[2], f"{whole.partition(' ')[0]} …"}
    )


def _flat(facts: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Value]]:
    """(path, value); nested facts under (outer, inner), a value with its unit as one text."""
    for label, value in facts.items():
        here = (*path, str(label))
        if isinstance(value, Mapping):
            if set(value) <= {"value", "unit", "currency"} and "value" in value:
                yield here, " ".join(str(value[k]) for k in ("value", "unit", "currency") if value.get(k))
            else:
                yield from _flat(value, here)
        else:
            yield here, _value(value)


def _value(value: Any) -> Value:
    if value is None:
        return ""
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        # Beyond this no float holds a number, and nobody measures anything.
        return float(value) if abs(value) < LARGEST_NUMBER else str(value)
    if isinstance(value, (list, tuple)):
        return tuple(str(v) for v in value)
    return (
        float(value) if isinstance(value, str) and _NUMERAL.fullmatch(value) and "." in value else str(value)
    )


def _plain(label: str) -> str:
    """`productColour`, `product_colour` -> `product colour`"""
    return " ".join(_WORDS.sub(" ", label).split())


def _unit(label: str, value: Value, packs: Sequence[LanguagePack]) -> str | None:
    """The unit or currency that the label ends in, for a bare number: `weight_kg`, `Price (USD)`, `Size [in]`."""
    if isinstance(value, bool) or not (isinstance(value, float) or _NUMERAL.fullmatch(str(value))):
        return None
    ending = re.split(r"[\s_(\[]+", label.rstrip(")] "))[-1]
    if ending.upper() in _CURRENCIES and _CURRENCY.search(label):
        return ending.upper()
    return unit_symbol(ending, packs) if ending != label else None
