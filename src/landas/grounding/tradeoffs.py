"""Differences between shown items: what one gains or loses against another, computed from facts of both."""

from collections.abc import Iterator, Sequence

from landas.catalog.fields import Field, Schema
from landas.grounding.claims import Evidence
from landas.grounding.salience import price_field
from landas.grounding.shown import ShownItem
from landas.request.intent import Intent

MAX_FIELDS = 3


def tradeoffs_of(
    item: ShownItem, shown: Sequence[ShownItem], intent: Intent, schema: Schema
) -> Iterator[Evidence]:
    """Entries of `item` against the first shown item and its direct forerunner.

    `value` is this item's value less the other's, in the field's unit; `inputs` keep both ids and values.
    Only money and numbers count, and only where `better` is declared, the person named the field, or it is
    the price: a difference nobody asked about and nobody can judge is no trade-off.
    """
    position = next((i for i, other in enumerate(shown) if other.item_id == item.item_id), 0)
    for other_position in sorted({0, position - 1} - {-1, position}):
        for declared in compared_fields(intent, schema):
            if entry := difference(item, shown[other_position], declared):
                yield entry


def compared_fields(intent: Intent, schema: Schema) -> tuple[Field, ...]:
    """The price first, then what the person named, then fields whose better end is declared."""
    named = [c.field for c in intent.constraints] + ([intent.sort.field] if intent.sort else [])
    price = price_field(schema)
    order = [price.name] if price else []
    order += named + [f.name for f in schema.fields.values() if f.better]
    chosen = [schema.fields[name] for name in dict.fromkeys(order) if name in schema.fields]
    return tuple(f for f in chosen if f.is_numeric and f.public)[:MAX_FIELDS]


def difference(item: ShownItem, other: ShownItem, declared: Field) -> Evidence | None:
    """How far `item`'s value is from `other`'s; None where one is unknown or both are the same."""
    mine, theirs = item.facts.get(declared.name), other.facts.get(declared.name)
    if mine is None or theirs is None:
        return None
    if not isinstance(mine.value, int | float) or not isinstance(theirs.value, int | float):
        return None
    # Rounded to nine digits so that 0.3 isn't told as 0.30000000000000004.
    gap = round(float(mine.value) - float(theirs.value), 9)
    if gap == 0:
        return None
    inputs = {
        "item_id": item.item_id,
        "other_item_id": other.item_id,
        "value": mine.value,
        "other_value": theirs.value,
    }
    return Evidence(
        "", "tradeoff", item.item_id, declared.name, gap, mine.unit, (mine.fact_id, theirs.fact_id),
        "computed", max(mine.observed_at, theirs.observed_at), inputs,
    )  # fmt: skip
