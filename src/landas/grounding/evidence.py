"""Evidence of a turn: what each step really used for each shown item, numbered e1, e2, … in slate order.

An entry exists only where a satisfied constraint, a live fact, a source's hit or a kept rule stands behind it,
so wording that speaks only of evidence can only say what happened.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from landas.catalog.fields import Schema, Value
from landas.catalog.items import Fact
from landas.grounding.claims import Evidence, EvidenceType
from landas.grounding.matching import matched_words
from landas.grounding.salience import availability_field, price_field, salient_fields
from landas.grounding.shown import EventLink, Relaxation, ShownItem
from landas.grounding.tradeoffs import tradeoffs_of
from landas.ids import ItemId
from landas.language.pack import LanguagePack
from landas.request.intent import Constraint, Intent
from landas.request.satisfaction import NEGATIVE_OPS, satisfies, text_key

EvidenceByItem = dict[ItemId, tuple[Evidence, ...]]


def gather_evidence(
    shown: Sequence[ShownItem],
    intent: Intent,
    schema: Schema,
    packs: Sequence[LanguagePack] = (),
    *,
    request_text: str = "",
    led_by: Mapping[ItemId, EventLink] | None = None,
    rules: Sequence[str] = (),
    relaxations: Sequence[Relaxation] = (),
) -> EvidenceByItem:
    """Every entry the wording may rest on, by item.

    `led_by`: for items that co-visitation proposed, the event that made it do so. `rules`: names of the policy
    rules every shown item passed. `relaxations`: the nearest item of each gets one entry, about the field whose
    wish it breaks.
    """
    found: list[tuple[ItemId, Evidence]] = []
    for item in shown:
        matches = list(_constraint_matches(item, intent, schema))
        stock = list(_availability(item, schema, packs))
        told = {entry.field for entry in (*matches, *stock)}
        entries = [
            *matches,
            *stock,
            *_attributes(item, intent, schema, told),
            *_source_hits(item, request_text, packs, (led_by or {}).get(item.item_id)),
            *_rules_passed(item, rules),
            *tradeoffs_of(item, shown, intent, schema),
        ]
        found.extend((item.item_id, entry) for entry in entries)
    found += [(r.nearest.item_id, _nearest(r, r.nearest, schema)) for r in relaxations if r.nearest]
    return numbered(found)


def numbered(found: Iterable[tuple[ItemId, Evidence]]) -> EvidenceByItem:
    """Entries in their order with ids `e1`, `e2`, …"""
    by_item: dict[ItemId, list[Evidence]] = {}
    for number, (item_id, entry) in enumerate(found, start=1):
        by_item.setdefault(item_id, []).append(replace(entry, id=f"e{number}"))
    return {item_id: tuple(entries) for item_id, entries in by_item.items()}


def from_fact(kind: EvidenceType, fact: Fact, **inputs: object) -> Evidence:
    return Evidence(
        "", kind, fact.item_id, fact.field, fact.value, fact.unit, (fact.fact_id,), fact.source,
        fact.observed_at, inputs,
    )  # fmt: skip


def _constraint_matches(item: ShownItem, intent: Intent, schema: Schema) -> Iterator[Evidence]:
    values = {name: fact.value for name, fact in item.facts.items()}
    for constraint in intent.constraints:
        fact = item.facts.get(constraint.field)
        # A negative wish passes on an unknown value; with no fact there is nothing to cite, so no entry.
        if fact is None or not _public(schema, constraint.field) or not satisfies(values, constraint):
            continue
        entry = from_fact("constraint_match", fact, op=constraint.op, wanted=plain(constraint.value))
        yield replace(entry, value=matching_part(fact.value, constraint))


def matching_part(value: Value, constraint: Constraint) -> Value:
    """Of tags only those that were asked for; any other value as it is."""
    if not isinstance(value, tuple) or constraint.op in NEGATIVE_OPS:
        return value
    keys = {text_key(str(wanted)) for wanted in constraint.values}
    return tuple(v for v in value if text_key(v) in keys)


def plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _availability(item: ShownItem, schema: Schema, packs: Sequence[LanguagePack]) -> Iterator[Evidence]:
    declared = availability_field(schema, packs)
    if declared and (fact := item.facts.get(declared.name)):
        yield from_fact("availability", fact)


def _attributes(
    item: ShownItem, intent: Intent, schema: Schema, told: Collection[str | None]
) -> Iterator[Evidence]:
    """The price, the field the list is sorted by, and a few public facts worth saying, unless told already."""
    sorted_by = schema.fields.get(intent.sort.field) if intent.sort else None
    wanted = (price_field(schema), sorted_by, *salient_fields(item, schema))
    for declared in dict.fromkeys(f.name for f in wanted if f and f.public and f.name not in told):
        if fact := item.facts.get(declared):
            yield from_fact("attribute", fact)


def _source_hits(
    item: ShownItem, request_text: str, packs: Sequence[LanguagePack], link: EventLink | None
) -> Iterator[Evidence]:
    sources = item.candidate.sources
    if "lexical" in sources or "vector" in sources:
        words = matched_words(request_text, item, packs)
        source = "lexical" if "lexical" in sources else "vector"
        inputs = {"rank": sources[source].rank, "words": list(words)}
        yield Evidence("", "semantic_match", item.item_id, None, words or None, source=source, inputs=inputs)
    if "covisitation" in sources and link is not None:
        inputs = {"event_id": link.event_id, "kind": link.kind, "item_id": link.item_id, "title": link.title}
        yield Evidence(
            "",
            "similar_to_event",
            item.item_id,
            None,
            None,
            None,
            (link.event_id,),
            "covisitation",
            None,
            inputs,
        )
    if "popular" in sources:
        inputs = {"rank": sources["popular"].rank}
        yield Evidence("", "popularity", item.item_id, None, None, source="popular", inputs=inputs)


def _rules_passed(item: ShownItem, rules: Sequence[str]) -> Iterator[Evidence]:
    if rules:
        yield Evidence("", "policy_match", item.item_id, None, tuple(rules), source="policy")


def _nearest(relaxation: Relaxation, item: ShownItem, schema: Schema) -> Evidence:
    name = relaxation.constraint.field
    inputs = {"title": item.title, "relaxes": name, "count": relaxation.count}
    fact = item.facts.get(name) if _public(schema, name) else None
    if fact is None:
        return Evidence("", "attribute", item.item_id, name, None, source="retrieval", inputs=inputs)
    return from_fact("attribute", fact, **inputs)


def _public(schema: Schema, name: str) -> bool:
    declared = schema.fields.get(name)
    return declared is not None and declared.public
