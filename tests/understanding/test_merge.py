"""What holds after several turns."""

from typing import Any

import pytest

from landas.request.intent import Constraint, Intent
from landas.understanding.turns.merge import Shown, merge
from tests.understanding.world import parser

PARSER = parser()


def after(*texts: str, shown: Shown | None = None) -> Intent:
    intent = PARSER.parse(texts[0])
    for text in texts[1:]:
        intent = merge(intent, PARSER.parse(text, before=intent), PARSER.several, shown)
    return intent


def held(intent: Intent) -> set[tuple[str, str]]:
    return {(c.field, c.op) for c in intent.constraints}


def wishes(intent: Intent) -> set[tuple[str, str, Any]]:
    return {
        (c.field, c.op, frozenset(c.value) if isinstance(c.value, tuple) else c.value)
        for c in intent.constraints
    }


def test_a_later_turn_refines_the_earlier_ones() -> None:
    intent = after("laptop di bawah 8 juta", "yang warna hitam", "bukan Velora")
    assert intent.categories == ("laptop",)
    assert held(intent) == {("price", "lt"), ("color", "eq"), ("brand", "ne")}


def test_the_newest_wish_about_a_field_holds() -> None:
    intent = after("laptop under 8 juta", "make that under 6 juta")
    assert [c.value for c in intent.constraints] == [6e6]


def test_a_lower_and_an_upper_limit_stand_together_where_both_can_hold() -> None:
    assert held(after("laptop under 8 juta", "at least 5 juta")) == {("price", "lt"), ("price", "gte")}
    assert wishes(after("laptop at least 8 juta", "under 6 juta")) == {("price", "lt", 6e6)}


@pytest.mark.parametrize(
    ("turn", "left"),
    [
        ("any color", {("price", "lt")}),
        ("warna apa saja", {("price", "lt")}),
        ("color doesn't matter", {("price", "lt")}),
        ("it doesn't have to be black", {("price", "lt")}),
        ("gak harus hitam", {("price", "lt")}),
        ("remove the price limit", {("color", "eq")}),
        ("no price limit", {("color", "eq")}),
        ("tanpa batas harga", {("color", "eq")}),
        ("harga ga masalah", {("color", "eq")}),
    ],
)
def test_a_wish_can_be_taken_back(turn: str, left: set[tuple[str, str]]) -> None:
    assert held(after("black laptop under 8 juta", turn)) == left


@pytest.mark.parametrize(
    "turn", ["cheaper", "something cheaper please", "yang lebih murah", "ada yang lebih murah?"]
)
def test_cheaper_means_below_the_lowest_price_shown(turn: str) -> None:
    intent = after("laptop under 8 juta", turn, shown={"price": (6e6, 5e6, 7e6)})
    assert wishes(intent) == {("price", "lt", 5e6)}
    assert [c.strength for c in intent.constraints] == ["hard"]


def test_heavier_means_above_the_heaviest_shown() -> None:
    assert wishes(after("laptop", "heavier", shown={"weight": (1.2, 1.4)})) == {("weight", "gt", 1.4)}


def test_a_comparative_with_nothing_shown_stays_a_vague_word() -> None:
    intent = after("laptop", "lighter")
    assert [(c.field, c.op, c.strength) for c in intent.constraints] == [("weight", "lte", "soft")]
    assert intent.constraints[0].assumption


def test_a_vague_word_is_measured_by_the_kind_that_earlier_turns_asked_for() -> None:
    later = after("laptop bag", "cheap ones").constraints[0].value
    assert later == PARSER.parse("cheap laptop bag").constraints[0].value


@pytest.mark.parametrize("turn", ["or silver", "silver is fine too", "atau perak", "perak juga boleh"])
def test_an_alternative_joins_the_value_wanted_before(turn: str) -> None:
    assert wishes(after("black laptop", turn)) == {("color", "in", frozenset({"Black", "Silver"}))}


@pytest.mark.parametrize(
    "turn", ["silver instead", "what about silver", "perak saja", "kalau yang perak", "silver"]
)
def test_another_value_takes_the_place_of_the_one_before(turn: str) -> None:
    assert wishes(after("black laptop", turn)) == {("color", "eq", "Silver")}


def test_several_features_add_up_unless_one_is_wanted_instead() -> None:
    both = {("features", "eq", "touchscreen"), ("features", "eq", "backlit keyboard")}
    assert wishes(after("laptop with touchscreen", "and a backlit keyboard")) == both
    assert wishes(after("laptop with touchscreen", "backlit keyboard instead")) == {
        ("features", "eq", "backlit keyboard")
    }


def test_what_is_refused_replaces_that_it_was_wanted() -> None:
    assert wishes(after("laptop with bluetooth", "without bluetooth")) == {("bluetooth", "ne", True)}


def test_a_number_alone_speaks_of_the_field_limited_last() -> None:
    assert wishes(after("laptop rating above 4", "actually above 4.2")) == {("rating", "gt", 4.2)}


@pytest.mark.parametrize("turn", ["start over", "mulai dari awal"])
def test_words_for_it_begin_anew(turn: str) -> None:
    intent = after("black laptop under 8 juta", turn)
    assert (intent.categories, intent.constraints) == ((), ())


def test_another_kind_of_thing_begins_anew() -> None:
    intent = after("laptop under 8 juta", "now a phone")
    assert intent.categories == ("phone",)
    assert held(intent) == set()


def test_spans_of_earlier_turns_are_dropped_since_they_quote_another_text() -> None:
    intent = after("laptop under 8 juta", "black")
    assert [c.span is None for c in intent.constraints] == [True, False]


def test_an_intent_survives_being_written_with_its_comparatives_and_manner() -> None:
    intent = PARSER.parse("cheaper instead")
    assert intent.comparatives
    assert intent.manner == "instead"
    assert Intent.from_document(intent.to_document()) == intent


def test_a_value_taken_back_leaves_the_others_of_its_field() -> None:
    both = Intent(
        constraints=(Constraint("genre", "in", ("comedy", "war")), Constraint("genre", "eq", "drama"))
    )
    left = merge(both, Intent(let_go=(("genre", "war"),)), {"genre"}).constraints
    assert [(c.op, c.value) for c in left] == [("eq", "comedy"), ("eq", "drama")]
    assert Intent.from_document(Intent(let_go=(("genre", "war"),)).to_document()).let_go == (
        ("genre", "war"),
    )
