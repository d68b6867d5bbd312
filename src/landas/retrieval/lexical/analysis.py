"""What of an item is searched by words, in which field, and how a text becomes terms."""

from collections.abc import Iterator
from dataclasses import dataclass

from landas.catalog.fields import Field, Schema, Value
from landas.catalog.items import Item
from landas.language.stemming import singular
from landas.language.tokens import tokenize


@dataclass(frozen=True, slots=True)
class TextField:
    """A searched field: how much a word in it counts, and how far long texts are discounted (0 to 1)."""

    name: str
    weight: float
    length_discount: float


TEXT_FIELDS = (
    TextField("title", 3.0, 0.0),
    TextField("type", 0.5, 0.0),
    TextField("values", 0.5, 0.0),
    TextField("attributes", 1.0, 0.3),
    TextField("keywords", 0.3, 0.3),
    TextField("description", 1.0, 0.3),
)
"""Few and round on purpose: chosen on one catalogue's judged queries by cross-validation, for all of them."""

NO_TERMS: tuple[tuple[str, ...], ...] = ((),) * len(TEXT_FIELDS)
_LONGEST_VALUE = 80


def texts_of(item: Item, category: str | None, schema: Schema) -> tuple[str, ...]:
    """The item's texts in the order of `TEXT_FIELDS`."""
    named: list[str] = []
    described: list[str] = []
    for name, value in item.values.items():
        field = schema.fields.get(name)
        if field is None:
            continue
        target = named if field.type in ("category", "tags") else described
        target.extend(_words_of_value(field, value))
    values, attributes = " | ".join(named), " | ".join(described)
    return item.title, category or "", values, attributes, item.keywords, item.text


def _words_of_value(field: Field, value: Value) -> Iterator[str]:
    if isinstance(value, bool):
        if value:
            yield from (words[0] for words in field.labels.values() if words)
    elif isinstance(value, tuple):
        yield from value
    elif isinstance(value, str):
        if field.type != "date" and len(value) <= _LONGEST_VALUE:
            yield value
    elif field.type == "number" and field.unit:
        yield f"{value:g} {field.unit}"


def terms_of(text: str) -> list[str]:
    """The terms of a text in order: folded words, English plurals as singulars."""
    return [singular(token.key) for token in tokenize(text)]
