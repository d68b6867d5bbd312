"""Evidence of a turn about shown items: the facts that are asked for, and how far the items are apart in them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from landas.catalog.fields import Field, Schema
from landas.grounding.claims import Evidence
from landas.grounding.evidence import EvidenceByItem, from_fact, matching_part, numbered, plain
from landas.grounding.salience import LONGEST_TOLD, availability_field, price_field
from landas.grounding.shown import ShownItem
from landas.grounding.tradeoffs import difference
from landas.ids import ItemId
from landas.language.pack import LanguagePack
from landas.request.about import AboutItems
from landas.request.intent import Constraint
from landas.request.satisfaction import satisfies

MOST_FIELDS = 6


def about_evidence(
    shown: Sequence[ShownItem], about: AboutItems, schema: Schema, packs: Sequence[LanguagePack]
) -> EvidenceByItem:
    """Of each item the facts asked for, or where nothing is named those worth telling; differences are to the first."""
    fields = fields_told(shown, about, schema, packs)
    found: list[tuple[ItemId, Evidence]] = []
    for item in shown:
        if about.kind == "reason":
            found += [(item.item_id, entry) for entry in _stands(item, about.asked.wishes, fields)]
            continue
        found += [(item.item_id, entry) for entry in _facts(item, fields, schema, packs)]
        if about.kind == "comparison" and item is not shown[0]:
            gaps = (difference(item, shown[0], declared) for declared in fields if declared.is_numeric)
            found += [(item.item_id, gap) for gap in gaps if gap]
    return numbered(found)


def _stands(item: ShownItem, wishes: Sequence[Constraint], fields: Sequence[Field]) -> Iterator[Evidence]:
    """What the item has in each wished field, and whether that meets the wishes about it."""
    values = {name: fact.value for name, fact in item.facts.items()}
    for declared in fields:
        fact = item.facts.get(declared.name)
        if fact is None:
            continue
        own = [wish for wish in wishes if wish.field == declared.name]
        if own and all(satisfies(values, wish) for wish in own):
            entry = from_fact("constraint_match", fact, op=own[0].op, wanted=plain(own[0].value), met=True)
            yield entry if len(own) > 1 else replace(entry, value=matching_part(fact.value, own[0]))
        else:
            yield from_fact("attribute", fact, met=False)


def fields_told(
    shown: Sequence[ShownItem], about: AboutItems, schema: Schema, packs: Sequence[LanguagePack]
) -> list[Field]:
    """Public fields in the order in which they are told."""
    asked = about.asked
    if named := [*asked.fields, *(wish.field for wish in asked.wishes)]:
        fields = [schema.fields[name] for name in dict.fromkeys(named) if name in schema.fields]
        return [declared for declared in fields if declared.public]
    if asked.unknown or about.kind == "reason":
        return []
    worth = [f for f in schema.fields.values() if _worth_telling(f, shown, schema, packs)]
    price = price_field(schema)
    # What is known of all items first: the rest can't be compared.
    worth.sort(key=lambda f: (f != price, -_known(f, shown), f.better is None, not f.labels))
    return worth[:MOST_FIELDS]


def _worth_telling(
    declared: Field, shown: Sequence[ShownItem], schema: Schema, packs: Sequence[LanguagePack]
) -> bool:
    if not declared.public or declared.type in ("text", "date") or declared.name == schema.category_field:
        return False
    if declared == availability_field(schema, packs):
        return False
    values = [item.facts[declared.name].value for item in shown if declared.name in item.facts]
    return bool(values) and all(len(str(value)) <= LONGEST_TOLD for value in values)


def _known(declared: Field, shown: Sequence[ShownItem]) -> int:
    return sum(declared.name in item.facts for item in shown)


def _facts(
    item: ShownItem, fields: Sequence[Field], schema: Schema, packs: Sequence[LanguagePack]
) -> Iterator[Evidence]:
    stock = availability_field(schema, packs)
    for declared in fields:
        if fact := item.facts.get(declared.name):
            yield from_fact("availability" if declared == stock else "attribute", fact)
