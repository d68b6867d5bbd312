"""What the replies of one turn may rest on: facts of the shown items in every word they may be called by, the
person's own wishes, counts and causes. Built from evidence, so a receipt can build it again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from landas.catalog.fields import CATEGORY, Field, Schema, Value
from landas.catalog.items import Fact
from landas.grounding.claims import Cause, Evidence, GroundFact, GroundItem, Grounds
from landas.grounding.shown import ShownItem
from landas.grounding.wording.naming import category_noun, value_word
from landas.grounding.wording.wishes import wish_text
from landas.ids import FactId, ItemId
from landas.language.pack import LanguagePack
from landas.request.intent import Intent


def grounds_of(
    shown: Sequence[ShownItem],
    evidence: Mapping[ItemId, tuple[Evidence, ...]],
    intent: Intent,
    schema: Schema,
    packs: Sequence[LanguagePack],
    *,
    forbidden: Sequence[str] = (),
    request_text: str = "",
    fitting: int = 0,
    offered: str = "",
) -> Grounds:
    """The grounds the verifier checks a reply of this turn against.

    `request_text` is extended by the wishes as our own wording says them in the packs' languages: they are the
    person's wishes, from this turn or an earlier one. `fitting` counts the items that satisfy them all.
    """
    entries = [entry for of_item in evidence.values() for entry in of_item]
    items = [_ground_item(item, schema, packs) for item in shown]
    return Grounds(
        items=(*items, *_nearest_items(entries, {i.item_id for i in shown}, schema, packs)),
        causes=tuple(_causes(entries)),
        request_text=" . ".join((request_text, *_wishes(intent, schema, packs))),
        counts=_counts(entries, len(shown), fitting),
        forbidden=tuple(forbidden),
        offered=offered,
    )


def _ground_item(item: ShownItem, schema: Schema, packs: Sequence[LanguagePack]) -> GroundItem:
    facts = [_ground_fact(fact, schema.fields[name], packs) for name, fact in item.facts.items()]
    if item.category and (schema.category_field or CATEGORY) not in item.facts:
        facts.append(_learnt_category(item.item_id, item.category, schema, packs))
    return GroundItem(item.item_id, item.title, tuple(facts))


def _ground_fact(fact: Fact, declared: Field, packs: Sequence[LanguagePack]) -> GroundFact:
    words = [label for labels in declared.labels.values() for label in labels]
    return GroundFact(
        fact.fact_id,
        tuple(dict.fromkeys([*words, declared.name.replace("_", " ")])),
        fact.value,
        fact.unit,
        declared.type,
        declared.better,
        _synonyms(fact.value, declared, packs),
    )


def _synonyms(value: Value, declared: Field, packs: Sequence[LanguagePack]) -> dict[str, tuple[str, ...]]:
    """For each word value, what the project file and the packs' glossaries also call it."""
    synonyms = {}
    for word in value if isinstance(value, tuple) else (value,):
        if not isinstance(word, str):
            continue
        others = [w for words in declared.values.get(word, {}).values() for w in words]
        others += [value_word(word, declared, pack.code) for pack in packs]
        others += [pack.glossary[word.casefold()] for pack in packs if word.casefold() in pack.glossary]
        if distinct := tuple(w for w in dict.fromkeys(others) if w != word):
            synonyms[word] = distinct
    return synonyms


def _learnt_category(
    item_id: ItemId, category: str, schema: Schema, packs: Sequence[LanguagePack]
) -> GroundFact:
    nouns = tuple(dict.fromkeys(category_noun(category, schema, pack.code) for pack in packs))
    return GroundFact(
        f"{item_id}#{CATEGORY}", (CATEGORY,), category, None, "category", None, {category: nouns}
    )


def _nearest_items(
    entries: Iterable[Evidence], known: set[ItemId], schema: Schema, packs: Sequence[LanguagePack]
) -> Iterator[GroundItem]:
    """Items that a relaxation would bring: known by their title and the one value told of them."""
    told: dict[str, tuple[str, list[GroundFact]]] = {}
    for entry in entries:
        if "relaxes" not in entry.inputs or entry.item_id in known:
            continue
        _, facts = told.setdefault(entry.item_id, (str(entry.inputs["title"]), []))
        if entry.value is not None and entry.observed_at is not None and entry.field in schema.fields:
            fact = _fact_of(entry, entry.value, entry.observed_at)
            facts.append(_ground_fact(fact, schema.fields[fact.field], packs))
    for item_id, (title, facts) in told.items():
        yield GroundItem(item_id, title, tuple(facts))


def _causes(entries: Iterable[Evidence]) -> Iterator[Cause]:
    for entry in entries:
        if entry.type == "similar_to_event":
            yield Cause(entry.fact_ids[0], str(entry.inputs["kind"]), str(entry.inputs["title"]))


def _wishes(intent: Intent, schema: Schema, packs: Sequence[LanguagePack]) -> list[str]:
    said = [wish_text(c, schema, pack.code) for c in intent.constraints for pack in packs]
    kinds = [category_noun(c, schema, pack.code) for c in intent.categories for pack in packs]
    return list(dict.fromkeys([*said, *kinds, *intent.given_up]))


def _counts(entries: Iterable[Evidence], shown: int, fitting: int) -> dict[str, int]:
    counts = {"shown": shown, "fitting": fitting}
    for entry in entries:
        if "relaxes" in entry.inputs:
            # Two wishes may be about one field: neither count may take the other's place.
            key = f"without_{entry.inputs['relaxes']}"
            counts[f"{key}_{len(counts)}" if key in counts else key] = int(entry.inputs["count"])
    return counts


def _fact_of(entry: Evidence, value: Value, observed_at: datetime) -> Fact:
    return Fact(
        FactId(entry.fact_ids[0]), ItemId(entry.item_id), str(entry.field), value, entry.unit, entry.source,
        observed_at,
    )  # fmt: skip
