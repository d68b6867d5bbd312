"""Which fields of a catalogue play a part that any reply mentions: the price, the stock, a few telling facts."""

from collections.abc import Sequence

from landas.catalog.fields import Field, Schema
from landas.grounding.shown import ShownItem
from landas.grounding.wording.phrasebook import load_phrasebook
from landas.language.pack import LanguagePack

MAX_SALIENT = 3
LONGEST_TOLD = 40
"""Characters of a value beyond which it is prose or a list, not a fact to mention in passing."""


def price_field(schema: Schema) -> Field | None:
    """The public money field of which less is better, else the first public one of which neither is: a salary is no
    price.
    """
    money = [f for f in schema.fields.values() if f.type == "money" and f.public and f.better != "higher"]
    return next((f for f in money if f.better == "lower"), money[0] if money else None)


def availability_field(schema: Schema, packs: Sequence[LanguagePack]) -> Field | None:
    """The public field whose name or label is one of the packs' words for stock ("stock", "stok")."""
    words = {word for pack in packs for word in load_phrasebook(pack.code).availability_words}
    for declared in schema.fields.values():
        names = {declared.name.replace("_", " ").casefold()}
        names |= {label.casefold() for labels in declared.labels.values() for label in labels}
        if declared.public and declared.type in ("flag", "number", "category", "text") and names & words:
            return declared
    return None


def salient_fields(item: ShownItem, schema: Schema) -> list[Field]:
    """At most three fields of the item that are short enough to mention and mean something to a reader.

    Fields with a declared better end come first, then labelled ones, each in the project file's order.
    """
    telling = [
        f
        for f in schema.fields.values()
        if f.public
        and f.type in ("number", "category")
        and f.name != schema.category_field
        and f.name in item.facts
        and len(str(item.facts[f.name].value)) <= LONGEST_TOLD
    ]
    telling.sort(key=lambda f: (f.better is None, not f.labels))
    return telling[:MAX_SALIENT]
