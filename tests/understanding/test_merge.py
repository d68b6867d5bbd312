from landas.request.intent import Intent
from landas.understanding.merge import merge
from tests.understanding.world import parser

PARSER = parser()


def after(*texts: str) -> Intent:
    intent = PARSER.parse(texts[0])
    for text in texts[1:]:
        intent = merge(intent, PARSER.parse(text), PARSER.several)
    return intent


def held(intent: Intent) -> set[tuple[str, str]]:
    return {(c.field, c.op) for c in intent.constraints}


def test_a_later_turn_refines_the_earlier_ones() -> None:
    intent = after("laptop di bawah 8 juta", "yang warna hitam", "bukan Velora")
    assert intent.categories == ("laptop",)
    assert held(intent) == {("price", "lt"), ("color", "eq"), ("brand", "ne")}


def test_the_newest_wish_about_a_field_holds() -> None:
    intent = after("laptop under 8 juta", "make that under 6 juta")
    assert [c.value for c in intent.constraints] == [6e6]


def test_a_lower_and_an_upper_limit_stand_together() -> None:
    assert held(after("laptop under 8 juta", "at least 5 juta")) == {("price", "lt"), ("price", "gte")}


def test_a_wish_can_be_taken_back() -> None:
    assert held(after("black laptop under 8 juta", "any color")) == {("price", "lt")}


def test_another_kind_of_thing_begins_anew() -> None:
    intent = after("laptop under 8 juta", "now a phone")
    assert intent.categories == ("phone",)
    assert held(intent) == set()


def test_spans_of_earlier_turns_are_dropped_since_they_quote_another_text() -> None:
    intent = after("laptop under 8 juta", "black")
    assert [c.span is None for c in intent.constraints] == [True, False]
