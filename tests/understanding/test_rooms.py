"""Requests to let a room: what a sum and a number may be of, days, and what is said to be left out."""

import pytest

from tests.understanding.rooms import rooms

AGENCY = rooms()


def wishes(text: str) -> list[tuple[str, str, object]]:
    return [(c.field, c.op, c.value) for c in AGENCY.parse(text).constraints]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("kamar 1 jutaan", ("rent", "between", (900_000.0, 1_100_000.0))),
        ("kamar antara 900 sama 1200 ribu", ("rent", "between", (900_000.0, 1_200_000.0))),
        ("kamar maksimal sejuta setengah", ("rent", "lte", 1_500_000.0)),
        ("room under one point five million", ("rent", "lt", 1_500_000.0)),
        ("room of at least 15 square meters", ("size", "gte", 15.0)),
        ("rumah 3 kamar", ("bedrooms", "eq", 3.0)),
        ("kamar 2 kiloan dari sini", None),
    ],
)
def test_a_sum_is_never_a_number_of_rooms(text: str, wish: tuple[str, str, object] | None) -> None:
    assert wishes(text) == ([wish] if wish else [])
    assert AGENCY.parse(text).categories in (("room",), ("house",))


def test_what_a_sum_is_paid_for_is_no_wish_about_months() -> None:
    for text in (
        "room up to 1.2 million a month",
        "kamar maksimal 1,2 juta per bulan",
        "kamar max 1,2jt/bulan",
    ):
        read = AGENCY.parse(text)
        assert [c.field for c in read.constraints] == ["rent"]
        assert read.unparsed == ()
    assert wishes("room, minimum stay 1 month") == [("minimum_stay", "eq", 1.0)]


def test_a_million_left_unsaid_is_assumed_and_told() -> None:
    (wish,) = AGENCY.parse("kamar budget 1,2").constraints
    assert (wish.op, wish.value) == ("lte", 1_200_000.0)
    assert wish.assumption == "'budget 1,2' read as 1,200,000 IDR"


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("studio available before 1 October 2026", "lt"),
        ("studio available from the 1st of October 2026", "eq"),
        ("studio available until at least October 1, 2026", "gte"),
        ("studio tersedia sebelum 1 oktober 2026", "lt"),
    ],
)
def test_a_date_may_name_its_day(text: str, op: str) -> None:
    assert wishes(text) == [("available", op, "2026-10-01")]


def test_a_flag_that_ends_in_included_is_denied_by_what_it_is_about_alone() -> None:
    for text in ("kamar tanpa sarapan", "room without breakfast", "room, no breakfast"):
        assert wishes(text) == [("breakfast_included", "ne", True)]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("room where breakfast is not included", "breakfast_included"),
        ("kamar, sarapan tidak termasuk", "breakfast_included"),
        ("unfurnished studio", "furnished"),
        ("rumah yang belum ada perabotnya", "furnished"),
        ("kamar yang nggak ada wifi", "wifi"),
    ],
)
def test_a_flag_is_denied_from_behind_and_by_a_prefix(text: str, field: str) -> None:
    assert wishes(text) == [(field, "ne", True)]
    assert AGENCY.parse(text).unparsed == ()


def test_a_storey_is_numbered_in_words_too() -> None:
    for text in ("room on the second floor", "kamar di lantai dua", "kamar lantai 2"):
        assert wishes(text) == [("floor", "eq", 2.0)]


def test_a_budget_is_for_what_is_looked_for() -> None:
    assert AGENCY.parse("I have 900k for a room").categories == ("room",)
    assert AGENCY.parse("something for my room under 900k").categories == ()


def test_any_place_but_one_is_not_that_one() -> None:
    assert wishes("anywhere but Depok, a studio") == [("town", "ne", "Depok")]


def test_a_number_far_from_every_value_is_of_something_else() -> None:
    read = AGENCY.parse("something for a child of 7 years")
    assert read.constraints == ()
    assert read.unparsed == ("7 years",)


def test_what_one_thing_of_the_kind_has_is_counted_in_words() -> None:
    assert wishes("house with one bedroom") == [("bedrooms", "eq", 1.0)]
    assert wishes("low rent house")[0][:2] == ("rent", "lte")
