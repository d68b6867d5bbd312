# ruff: noqa: E501
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landas.request.intent import Intent
from landas.understanding.lexicon.learning import build_lexicon
from landas.understanding.lexicon.lexicon import Lexicon
from landas.understanding.parse import IntentParser
from tests.understanding.world import PACKS, SCHEMA, items, parser

PARSER = parser()


def said(intent: Intent, strength: str = "hard") -> set[tuple[str, str, Any]]:
    return {
        (c.field, c.op, frozenset(c.value) if isinstance(c.value, tuple) and c.op != "between" else c.value)
        for c in intent.constraints
        if c.strength == strength
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("laptop under Rp 7.000.000", {("price", "lt", 7e6)}),
        ("laptop di bawah 15 juta", {("price", "lt", 15e6)}),
        ("laptop max 7jt", {("price", "lte", 7e6)}),
        ("laptop antara 5 dan 7 juta", {("price", "between", (5e6, 7e6))}),
        ("laptop budget 7,5 juta", {("price", "lte", 7.5e6)}),
        ("laptop at least 16GB RAM", {("ram", "gte", 16.0)}),
        ("16GB RAM laptop", {("ram", "eq", 16.0)}),
        ("laptop RAM 16 GB", {("ram", "eq", 16.0)}),
        ("laptop 512GB", {("storage", "eq", 512.0)}),
        ("laptop with 1 TB storage", {("storage", "eq", 1024.0)}),
        ("laptop lighter than 1500 g", {("weight", "lt", 1.5)}),
        ("laptop lebih ringan dari 1,5 kg", {("weight", "lt", 1.5)}),
        ("laptop weight between 1 and 1.5 kg", {("weight", "between", (1.0, 1.5))}),
        ("laptop 15 inch", {("screen_size", "between", (15.0, 15.6))}),
        ("laptop rating minimal 4", {("rating", "gte", 4.0)}),
        ("black laptop", {("color", "eq", "Black")}),
        ("laptop hitam", {("color", "eq", "Black")}),
        ("laptop hitam atau perak", {("color", "in", frozenset({"Black", "Silver"}))}),
        ("navy blue phone", {("color", "eq", "Navy Blue")}),
        ("Velora or Kestrin laptop", {("brand", "in", frozenset({"Velora", "Kestrin"}))}),
        ("laptop not Velora", {("brand", "ne", "Velora")}),
        ("laptop bukan Velora atau Kestrin", {("brand", "not_in", frozenset({"Velora", "Kestrin"}))}),
        ("laptop selain Velora", {("brand", "ne", "Velora")}),
        ("laptop with bluetooth", {("bluetooth", "eq", True)}),
        ("laptop tanpa bluetooth", {("bluetooth", "ne", True)}),
        ("laptop with touchscreen and backlit keyboard", {("features", "eq", "touchscreen"), ("features", "eq", "backlit keyboard")}),
        ("laptop bag size M", {("size", "eq", "M")}),
        ("laptop released after 2021", {("released", "gt", "2021-12-31")}),
        ("laptop rilis sejak 2022", {("released", "gte", "2022-01-01")}),
        ("laptop murah warna hitam di bawah 8 juta bukan Velora", {("color", "eq", "Black"), ("price", "lt", 8e6), ("brand", "ne", "Velora")}),
    ],
)  # fmt: skip
def test_hard_wishes_are_read_in_both_languages(text: str, expected: set[tuple[str, str, Any]]) -> None:
    assert said(PARSER.parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("laptop", ("laptop",)),
        ("laptops under 5 juta", ("laptop",)),
        ("a laptop bag", ("laptop bag",)),
        ("tas laptop", ("laptop bag",)),
        ("tas", ("laptop bag",)),
        ("bag for my laptop", ("laptop bag",)),
        ("tas untuk laptop", ("laptop bag",)),
        ("phone or laptop", ("phone", "laptop")),
        ("something nice", ()),
    ],
)
def test_a_thing_is_told_from_its_accessories(text: str, categories: tuple[str, ...]) -> None:
    assert PARSER.parse(text).categories == categories


@pytest.mark.parametrize(
    ("text", "field", "direction"),
    [
        ("cheapest laptop", "price", "lower"),
        ("laptop termurah", "price", "lower"),
        ("laptop paling ringan", "weight", "lower"),
        ("lightest phone", "weight", "lower"),
        ("newest laptop", "released", "higher"),
        ("most expensive phone", "price", "higher"),
    ],
)
def test_superlatives_ask_for_an_order(text: str, field: str, direction: str) -> None:
    sort = PARSER.parse(text).sort
    assert sort is not None
    assert (sort.field, sort.direction) == (field, direction)


@pytest.mark.parametrize(
    ("text", "field", "op"),
    [
        ("light laptop", "weight", "lte"),
        ("laptop ringan", "weight", "lte"),
        ("laptop yang tidak terlalu mahal", "price", "lte"),
        ("laptop with large storage", "storage", "gte"),
    ],
)
def test_vague_words_become_thirds_of_the_category(text: str, field: str, op: str) -> None:
    intent = PARSER.parse(text)
    vague = [c for c in intent.constraints if c.assumption]
    assert [(c.field, c.op, c.strength) for c in vague] == [(field, op, "soft")]


def test_the_third_is_that_of_the_category() -> None:
    laptop = next(c for c in PARSER.parse("cheap laptop").constraints if c.field == "price")
    bag = next(c for c in PARSER.parse("cheap laptop bag").constraints if c.field == "price")
    assert isinstance(laptop.value, float)
    assert isinstance(bag.value, float)
    assert bag.value < 200_000 < laptop.value


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("laptop, preferably black", "soft"),
        ("laptop hitam kalau bisa", "soft"),
        ("laptop kalau bisa hitam", "soft"),
        ("laptop black", "hard"),
    ],
)
def test_hedged_wishes_are_soft(text: str, strength: str) -> None:
    assert said(PARSER.parse(text), strength) == {("color", "eq", "Black")}


def test_in_search_bare_words_rank_and_comparators_filter() -> None:
    intent = PARSER.parse("black Velora laptop under 7 juta not Kestrin", mode="search")
    assert said(intent) == {("price", "lt", 7e6), ("brand", "ne", "Kestrin")}
    assert said(intent, "soft") == {("color", "eq", "Black"), ("brand", "eq", "Velora")}


@pytest.mark.parametrize(
    ("text", "unparsed"),
    [
        ("laptop with a holographic projector", ("holographic projector",)),
        ("laptop merek Zorblatt", ("Zorblatt",)),
        ("laptop aluminium", ()),
    ],
)
def test_a_wish_the_catalogue_lacks_is_named_as_it_was_written(text: str, unparsed: tuple[str, ...]) -> None:
    intent = PARSER.parse(text)
    assert intent.unparsed == unparsed
    assert intent.categories == ("laptop",)


def test_another_currency_is_named_and_not_taken_for_ours() -> None:
    intent = PARSER.parse("laptop under $500")
    assert said(intent) == set()
    assert intent.unparsed == ("under $500",)
    assert "IDR" in intent.rejected[0]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [("laptop Valora", "brand", "Velora"), ("laptop blutooth", "bluetooth", True), ("laptop Siver", "color", "Silver")],
)  # fmt: skip
def test_typing_mistakes_are_read_and_their_span_quotes_the_mistake(
    text: str, field: str, value: Any
) -> None:
    intent = PARSER.parse(text)
    constraint = next(c for c in intent.constraints if c.field == field)
    assert constraint.value == value
    assert constraint.span is not None
    assert text[slice(*constraint.span)] in text


@pytest.mark.parametrize("text", ["hello", "halo", "hi, good morning", "selamat pagi"])
def test_greetings_are_no_request(text: str) -> None:
    assert PARSER.parse(text).intent_type == "greeting"


@pytest.mark.parametrize(
    "text",
    [
        "What do you recommend?",
        "Hi, any recommendations?",
        "Apa rekomendasinya?",
        "rekomendasi dong kak",
        "kasih saran dong",
    ],
)
def test_a_call_for_anything_good_is_a_request_without_a_wish(text: str) -> None:
    intent = PARSER.parse(text)
    assert intent.intent_type == "recommend"
    assert (intent.constraints, intent.categories, intent.unparsed) == ((), (), ())


@pytest.mark.parametrize("text", ["thanks", "ok thank you", "terima kasih", "oke makasih"])
def test_thanks_ask_for_nothing(text: str) -> None:
    assert PARSER.parse(text).intent_type == "other"


def test_what_a_thing_is_for_is_a_preference() -> None:
    intent = PARSER.parse("laptop untuk kuliah di bawah 8 juta")
    assert [p.text for p in intent.preferences] == ["untuk kuliah"]
    assert said(intent) == {("price", "lt", 8e6)}


def test_words_nobody_knows_lower_the_confidence_and_raise_a_question() -> None:
    intent = PARSER.parse("qwrtz blorf flumm")
    assert intent.confidence == 0.0
    assert intent.clarification_needed


def test_a_lexicon_survives_being_written() -> None:
    made = items()
    lexicon = build_lexicon(made, {i.item_id: str(i.values["department"]) for i in made}, SCHEMA, PACKS)
    again = IntentParser(Lexicon.from_document(lexicon.to_document()), SCHEMA, PACKS)
    text = "laptop hitam di bawah 8 juta, bukan Velora"
    assert again.parse(text) == PARSER.parse(text)


_WORDS = ("laptop", "bag", "under", "7 juta", "not", "Velora", "black", "or", "for", "kalau bisa", "16GB", "RAM",
          "$30", "termurah", ",", "murah", "tanpa", "15 inch", "2021", "antara", "dan", "Zorb", "size", "M")  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join)))
def test_any_text_is_read_and_every_span_quotes_it(text: str) -> None:
    intent = PARSER.parse(text)
    for constraint in intent.constraints:
        assert constraint.span is not None
        start, end = constraint.span
        assert 0 <= start < end <= len(text)
        assert constraint.field in SCHEMA.fields
    for word in intent.unparsed:
        assert word in text
    assert 0.0 <= intent.confidence <= 1.0


@pytest.mark.parametrize("text", ["laptop jangan mahal-mahal", "laptop jangan mahal2", "laptop jangan mahal"])
def test_a_doubled_adjective_says_what_it_says_once(text: str) -> None:
    (wish,) = PARSER.parse(text).constraints
    assert (wish.field, wish.op, wish.strength) == ("price", "lte", "soft")
