"""Wishes of earlier turns that a turn takes back by name or by value, and what it clears."""

import pytest

from landas.language.pack import _in_all_forms
from landas.request.intent import Intent
from tests.understanding.test_merge import PARSER, after, held, wishes

FIRST = "black laptop by Velora or Kestrin with 16 GB RAM under 8 juta"


def left(turn: str, *before: str) -> set[str]:
    """Fields that something is wished of after a turn."""
    return {field for field, _ in held(after(*(before or (FIRST,)), turn))}


@pytest.mark.parametrize(
    ("turn", "gone"),
    [
        ("drop the brand", "brand"),
        ("forget the price limit", "price"),
        ("never mind the colour", "color"),
        ("I no longer want a price limit", "price"),
        ("clear the colour", "color"),
        ("ditch the price cap", "price"),
        ("the price can be anything", "price"),
        ("actually no budget limit", "price"),
        ("I changed my mind about the colour", "color"),
        ("price is irrelevant", "price"),
        ("the memory doesn't need to be 16 GB", "ram"),
        ("it needn't be 16 GB", "ram"),
        ("hapus syarat harga", "price"),
        ("lupain soal warnanya", "color"),
        ("warnanya lupain aja", "color"),
        ("merek bebas deh", "brand"),
        ("merek apa aja boleh", "brand"),
        ("harga berapa aja deh", "price"),
        ("ga usah mikirin harga", "price"),
        ("gk usah pikirin budget deh", "price"),
        ("budgetnya lupain aja", "price"),
        ("RAM-nya ga usah", "ram"),
        ("gak peduli warnanya", "color"),
        ("hitamnya ga jadi", "color"),
    ],
)
def test_a_wish_is_taken_back_by_its_name_or_its_value(turn: str, gone: str) -> None:
    assert left(turn) == {"brand", "color", "price", "ram"} - {gone}


def test_two_wishes_are_taken_back_at_once() -> None:
    assert left("drop the brand and the colour") == {"price", "ram"}
    assert left("hapus merek sama warna") == {"price", "ram"}


@pytest.mark.parametrize(
    "turn",
    [
        "not Kestrin any more, Velora is still ok",
        "Kestrin ga jadi",
        "Kestrin-nya ga usah",
        "Kestrin coret aja",
        "Kestrin is out",
        "forget Kestrin",
        "forget the brand Kestrin",
        "bukan Kestrin",
    ],
)
def test_of_several_values_one_is_let_go(turn: str) -> None:
    assert ("brand", "eq", "Velora") in wishes(after(FIRST, turn))
    assert left(turn) == {"brand", "color", "price", "ram"}


def test_the_only_value_is_refused_or_no_longer_wished() -> None:
    assert ("color", "ne", "Black") in wishes(after(FIRST, "not black"))
    assert "color" not in left("not black any more")


def test_a_refused_feature_is_still_refused_where_others_stay() -> None:
    intent = after("laptop with touchscreen or backlit keyboard", "without touchscreen")
    assert ("features", "ne", "touchscreen") in wishes(intent)


@pytest.mark.parametrize(
    ("turn", "stays"),
    [
        ("clear everything except the price", {"price"}),
        ("drop everything but the price and the colour", {"price", "color"}),
        ("hapus semua kecuali harga", {"price"}),
        ("keep only the brand", {"brand"}),
        ("sisain harganya aja", {"price"}),
        ("clear all filters", set()),
        ("hapus semua syarat", set()),
    ],
)
def test_clearing_leaves_the_kind_of_thing_and_what_is_named(turn: str, stays: set[str]) -> None:
    intent = after(FIRST, turn)
    assert intent.categories == ("laptop",)
    assert {field for field, _ in held(intent)} == stays
    assert Intent.from_document(intent.to_document()).keeps == intent.keeps


@pytest.mark.parametrize(
    "turn",
    [
        "let's start from the beginning",
        "clear everything",
        "start afresh",
        "ulang lagi dari awal dong",
        "mulai ulang",
        "lupain semuanya",
    ],
)
def test_beginning_anew_clears_the_kind_of_thing_too(turn: str) -> None:
    intent = after(FIRST, turn)
    assert (intent.categories, intent.constraints) == ((), ())


def test_a_new_number_is_of_the_wish_said_last_where_it_may_be_of_several() -> None:
    intent = after("laptop with 8 GB RAM", "screen 14 inch", "no, I said 13")
    assert {(c.field, c.value) for c in intent.constraints} == {("ram", 8.0), ("screen_size", 13.0)}


def test_what_takes_back_wishes_nothing_where_nothing_was_wished() -> None:
    assert PARSER.parse("forget the price").constraints == ()


def test_a_list_of_a_pack_is_written_out_by_the_words_its_names_stand_for() -> None:
    table = {"waives": ["{no} {need}", "never"], "forms": {"no": ["not", "no"], "need": ["needed"]}}
    assert _in_all_forms(table)["waives"] == ["not needed", "no needed", "never"]
    assert _in_all_forms({"slots": ["{e1}"]}) == {"slots": ["{e1}"]}


@pytest.mark.parametrize(
    ("first", "turn"),
    [
        ("a light laptop under 8 juta", "never mind the light"),
        ("a light laptop under 8 juta", "it doesn't have to be light"),
        ("laptop ringan di bawah 8 juta", "gak harus ringan"),
        ("laptop ringan di bawah 8 juta", "gak usah yang ringan"),
    ],
)
def test_a_vague_wish_is_taken_back_by_its_word(first: str, turn: str) -> None:
    assert {field for field, _ in held(after(first))} == {"weight", "price"}
    assert left(turn, first) == {"price"}
    assert PARSER.parse(turn, before=after(first)).unparsed == ()
