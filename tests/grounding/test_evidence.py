"""Evidence exists only for what a step really used."""

from landas.grounding.claims import Evidence
from landas.grounding.evidence import gather_evidence
from landas.grounding.shown import EventLink, Relaxation
from landas.ids import EventId, ItemId
from landas.request.intent import Constraint, Intent, Sort
from tests.grounding.world import ASTER, BRIO, CELO, LAPTOPS, PACKS, READ_AT, SCHEMA, shown_items, under

ANYTHING = Intent()


def entries(intent: Intent = ANYTHING, **options: object) -> dict[str, tuple[Evidence, ...]]:
    shown = options.pop("shown", None) or shown_items(LAPTOPS)
    return gather_evidence(shown, intent, SCHEMA, PACKS, **options)  # type: ignore[arg-type,return-value]


def of_type(found: tuple[Evidence, ...], kind: str) -> list[Evidence]:
    return [e for e in found if e.type == kind]


def test_ids_are_numbered_across_the_turn() -> None:
    ids = [e.id for of_item in entries().values() for e in of_item]
    assert ids == [f"e{n}" for n in range(1, len(ids) + 1)]


def test_a_satisfied_constraint_cites_the_fact_and_its_time() -> None:
    match = of_type(entries(Intent(constraints=(under(760),)))["s1"], "constraint_match")[0]
    assert (match.field, match.value, match.unit) == ("price", 749.0, "USD")
    assert match.fact_ids == ("s1#price@3",)
    assert match.observed_at == READ_AT
    assert match.inputs == {"op": "lt", "wanted": 760}


def test_a_constraint_the_item_breaks_is_no_evidence() -> None:
    light = Constraint("weight", "lte", 1.2, strength="soft")
    found = entries(Intent(constraints=(light,)))
    assert [bool(of_type(found[i], "constraint_match")) for i in ("s1", "s2", "s3")] == [False, True, False]


def test_a_negative_wish_over_an_unknown_value_is_no_evidence() -> None:
    found = entries(Intent(constraints=(Constraint("color", "ne", "red"),)))
    assert of_type(found["s1"], "constraint_match")
    assert not of_type(found["s3"], "constraint_match")


def test_fields_that_are_not_public_never_become_evidence() -> None:
    found = entries(Intent(constraints=(Constraint("margin", "gt", 0.0),), sort=Sort("margin", "higher")))
    assert not any(e.field == "margin" for of_item in found.values() for e in of_item)


def test_the_price_is_told_once() -> None:
    for intent in (Intent(), Intent(constraints=(under(760),)), Intent(sort=Sort("price", "lower"))):
        assert len([e for e in entries(intent)["s1"] if e.field == "price" and e.type != "tradeoff"]) == 1


def test_stock_is_availability_under_its_indonesian_label_too() -> None:
    assert [e.value for e in of_type(entries()["s1"], "availability")] == [5.0]
    assert not of_type(entries()["s3"], "availability")


def test_a_tradeoff_keeps_both_items_values_and_facts() -> None:
    price = next(e for e in of_type(entries()["s2"], "tradeoff") if e.field == "price")
    assert price.value == 40.0
    assert price.fact_ids == ("s2#price@3", "s1#price@3")
    assert price.inputs == {"item_id": "s2", "other_item_id": "s1", "value": 789.0, "other_value": 749.0}


def test_a_difference_is_free_of_binary_dust() -> None:
    weight = next(e for e in of_type(entries()["s2"], "tradeoff") if e.field == "weight")
    assert weight.value == -0.3


def test_equal_or_unknown_values_make_no_tradeoff() -> None:
    shown = shown_items({"A": ASTER, "B": {**BRIO, "price": 749.0}, "C": {"ram": 16.0}})
    found = entries(shown=shown)
    assert not [e for e in of_type(found["s2"], "tradeoff") if e.field in ("price", "ram")]
    assert not of_type(found["s3"], "tradeoff")


def test_only_sources_that_proposed_the_item_are_evidence() -> None:
    plain = entries(shown=shown_items(LAPTOPS, sources=("external",)))
    kinds = {e.type for of_item in plain.values() for e in of_item}
    assert not kinds & {"semantic_match", "popularity", "similar_to_event"}
    popular = entries(shown=shown_items(LAPTOPS, sources=("popular",)))
    assert all(of_type(popular[i], "popularity") for i in ("s1", "s2", "s3"))


def test_words_the_request_shares_with_the_title_are_kept() -> None:
    found = entries(request_text="a feather light laptop")
    assert [e.value for e in of_type(found["s2"], "semantic_match")] == [("feather", "laptop")]


def test_an_event_is_evidence_only_where_covisitation_proposed_the_item() -> None:
    led_by = {ItemId("s1"): EventLink(EventId("ev9"), "view", ItemId("x1"), "Dano Pad 11")}
    with_source = entries(shown=shown_items(LAPTOPS, sources=("covisitation",)), led_by=led_by)
    entry = of_type(with_source["s1"], "similar_to_event")[0]
    assert (entry.fact_ids, entry.inputs["kind"], entry.inputs["title"]) == (("ev9",), "view", "Dano Pad 11")
    assert not of_type(with_source["s2"], "similar_to_event")
    assert not of_type(entries(led_by=led_by)["s1"], "similar_to_event")


def test_the_rules_that_kept_an_item_are_named() -> None:
    assert [e.value for e in of_type(entries(rules=("in_stock",))["s1"], "policy_match")] == [("in_stock",)]


def test_the_nearest_item_of_a_relaxation_brings_only_the_value_in_question() -> None:
    nearest = shown_items({"Celo Basic 15": CELO})[0]
    found = gather_evidence((), Intent(), SCHEMA, PACKS, relaxations=(Relaxation(under(300), 4, nearest),))
    (entry,) = found[ItemId("s1")]
    assert (entry.type, entry.field, entry.value) == ("attribute", "price", 599.0)
    assert entry.inputs == {"title": "Celo Basic 15", "relaxes": "price", "count": 4}


def test_of_tags_only_the_wished_ones_are_said_to_match() -> None:
    from landas.catalog.fields import Field, Schema

    schema = Schema(("en",), "USD", "id", "t", (), {"diet": Field("diet", "tags", "diet")})
    shown = shown_items({"Warung": {"diet": ("Halal", "Vegan", "Spicy")}}, schema)
    intent = Intent(constraints=(Constraint("diet", "eq", "halal"),))
    assert gather_evidence(shown, intent, schema, PACKS)[ItemId("s1")][0].value == ("Halal",)
