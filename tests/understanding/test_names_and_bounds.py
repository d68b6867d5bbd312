"""Bounds before, behind and at a distance from a number, with a catalogue's own names of fields between; which of two
numbers a name belongs to; and numbers that nothing names."""

import pytest

from landas.catalog.fields import Field
from tests.understanding.other_worlds import reader

_KINDS = ("sloop", "ketch", "yawl")
HARBOUR = reader(
    (
        Field("kind", "category", "kind"),
        Field("price", "money", "price", currency="USD", labels={"en": ("price",), "id": ("harga",)}),
        Field("berths", "number", "berths", labels={"en": ("berths",), "id": ("ranjang kapal",)}),
        Field("keel", "number", "keel", unit="m", labels={"en": ("keel depth", "keel"), "id": ("lunas",)}),
        Field("tons", "number", "tons", labels={"en": ("tonnage",), "id": ("tonase",)}),
        Field(
            "crew", "number", "crew", labels={"en": ("minimum crew", "crew"), "id": ("awak minimal", "awak")}
        ),
        Field("rating", "number", "rating", labels={"en": ("rating",), "id": ("bintang",)}),
        Field("year", "number", "year", labels={"en": ("built",), "id": ("dibuat",)}),
        Field("nights", "number", "nights", labels={"en": ("nights",), "id": ("malam",)}),
    ),
    [
        (
            f"Tern {_KINDS[n % 3]} {n}",
            {
                "kind": _KINDS[n % 3],
                "price": 120.0 + 10 * n,
                "berths": float(2 + n % 7),
                "keel": 1.0 + 0.1 * (n % 12),
                "tons": 40.0 + 3 * n,
                "crew": float(1 + n % 4),
                "rating": 2.5 + 0.1 * (n % 25),
                "year": float(1980 + n),
                "nights": float(1 + n % 3),
            },
        )
        for n in range(40)
    ],
    category="kind",
)


def wishes(text: str) -> list[tuple[str, str, object]]:
    return [(c.field, c.op, c.value) for c in HARBOUR.parse(text).constraints]


@pytest.mark.parametrize(
    "text",
    [
        "minimum keel depth 1.5 m",
        "at least keel depth of 1.5 m",
        "1.5 m keel or more",
        "keel depth 1.5 m or more",
        "keel depth should be at least 1.5 m",
        "the keel has to be at least 1.5 m",
        "minimal lunas 1,5 m",
        "paling tidak lunas 1,5 m",
        "1,5 m lunas ke atas",
        "lunasnya harus minimal 1,5 m",
    ],
)
def test_a_bound_is_read_across_the_catalogues_own_name_of_a_field(text: str) -> None:
    assert wishes(text) == [("keel", "gte", 1.5)]


def test_a_name_that_holds_a_word_for_a_bound_sets_none() -> None:
    assert wishes("minimum crew 2") == [("crew", "eq", 2.0)]
    assert wishes("awak minimal 2") == [("crew", "eq", 2.0)]
    assert wishes("minimum crew 2 or more") == [("crew", "gte", 2.0)]
    assert wishes("crew minimum 2") == [("crew", "gte", 2.0)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "sloop from 1990 to 1999 with a rating above 3",
            [("year", "between", (1990.0, 1999.0)), ("rating", "gt", 3.0)],
        ),
        (
            "sloop di bawah 300 dolar yang bintang minimal 4",
            [("price", "lt", 300.0), ("rating", "gte", 4.0)],
        ),
        ("6 berths tonnage 80", [("berths", "eq", 6.0), ("tons", "eq", 80.0)]),
    ],
)
def test_a_name_between_two_numbers_is_of_the_one_it_suits(
    text: str, expected: list[tuple[str, str, object]]
) -> None:
    assert wishes(text) == expected


@pytest.mark.parametrize("text", ["under 300 a night", "max 300 per night", "under 300/night"])
def test_what_a_sum_is_paid_for_is_no_number_of_it(text: str) -> None:
    assert [(field, value) for field, _, value in wishes(text)] == [("price", 300.0)]
    assert wishes("2 nights")[0][0] == "nights"


def test_a_limit_that_nothing_names_is_of_the_one_field_with_such_numbers() -> None:
    assert wishes("above 4.2") == [("rating", "gt", 4.2)]
    assert wishes("under 300") == [("price", "lt", 300.0)]
    assert HARBOUR.parse("above 4.2").constraints[0].confidence < 1
    assert wishes("above 5.2") == []


@pytest.mark.parametrize("text", ["no ketches over 300 dollars", "bukan ketch di atas 300 dolar"])
def test_a_refused_limit_of_a_kind_is_the_contrary_limit_of_that_kind(text: str) -> None:
    assert wishes(text) == [("price", "lte", 300.0)]
    assert HARBOUR.parse(text).categories == ("ketch",)
    assert HARBOUR.parse("no ketches, under 300 dollars").categories == ()


def test_years_of_things_without_a_kind_may_be_refused() -> None:
    assert wishes("no boats from 1999") == [("year", "ne", 1999.0)]
    assert wishes("no boats built before 1990") == [("year", "gte", 1990.0)]


def test_a_decade_joined_to_one_that_is_said_is_a_decade() -> None:
    assert wishes("tahun 80an atau 90an") == [("year", "between", (1980.0, 1999.0))]


def test_ordinals_may_be_alternatives() -> None:
    assert wishes("first or second nights") == [("nights", "in", (1.0, 2.0))]
