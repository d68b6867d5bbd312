"""Filters of a search: values, lists and operators become constraints, or an error says what is known."""

from typing import Any

import pytest

from landas.catalog.fields import Field, Schema
from landas.errors import BadRequest
from landas.language.pack import load_packs
from landas.serving.filters import filter_constraints

PACKS = load_packs(("en", "id"))
FIELDS = (
    Field("price", "money", "price", currency="IDR", scale=0.01),
    Field("weight", "number", "grams", unit="kg", feed_unit="g"),
    Field("brand", "category", "brand"),
    Field("features", "tags", "features"),
    Field("usb_c", "flag", "usb_c"),
    Field("released", "date", "released"),
    Field("cost", "money", "cost", currency="IDR", filterable=False),
)
SCHEMA = Schema(("en", "id"), "IDR", "id", "title", (), {field.name: field for field in FIELDS})


def read(filters: dict[str, Any]) -> list[tuple[str, str, Any]]:
    return [(c.field, c.op, c.value) for c in filter_constraints(filters, SCHEMA, PACKS)]


def test_a_value_means_equal_and_a_list_one_of() -> None:
    assert read({"brand": "Veltuna"}) == [("brand", "eq", "Veltuna")]
    assert read({"brand": ["Veltuna", "Sorvane"]}) == [("brand", "in", ("Veltuna", "Sorvane"))]


def test_all_operators_of_an_object_hold() -> None:
    assert read({"price": {"gte": 100, "lt": 500}}) == [("price", "gte", 100.0), ("price", "lt", 500.0)]
    assert read({"price": {"between": [100, 500]}}) == [("price", "between", (100.0, 500.0))]
    assert read({"brand": {"not_in": ["A"], "ne": "B"}}) == [
        ("brand", "not_in", ("A",)),
        ("brand", "ne", "B"),
    ]


def test_numbers_are_in_the_fields_own_unit_not_in_the_feeds() -> None:
    assert read({"weight": {"lte": 1.5}}) == [("weight", "lte", 1.5)]
    assert read({"price": 500}) == [("price", "eq", 500.0)]


def test_another_unit_is_converted() -> None:
    assert read({"weight": {"lte": 1500, "unit": "g"}}) == [("weight", "lte", 1.5)]
    assert read({"weight": {"lte": "1500 g"}}) == [("weight", "lte", 1.5)]


def test_flags_dates_and_tags_are_read_as_their_type() -> None:
    assert read({"usb_c": True, "features": "HDMI port"}) == [
        ("usb_c", "eq", True),
        ("features", "eq", "HDMI port"),
    ]
    assert read({"released": {"gte": "2026-03-01"}}) == [("released", "gte", "2026-03-01")]


def test_a_filter_quotes_no_words_and_is_hard() -> None:
    (constraint,) = filter_constraints({"weight": 1}, SCHEMA, PACKS)
    assert (constraint.span, constraint.strength, constraint.source) == (None, "hard", "filter")
    assert constraint.unit == "kg"


@pytest.mark.parametrize("name", ["colour", "cost", "id"])
def test_an_unknown_field_names_the_known_ones_with_their_types(name: str) -> None:
    with pytest.raises(BadRequest) as caught:
        read({name: 1})
    assert name in caught.value.problem
    assert "price (money)" in caught.value.remedy
    assert "usb_c (flag)" in caught.value.remedy
    assert "cost" not in caught.value.remedy


@pytest.mark.parametrize(
    "filters",
    [
        {"price": {"below": 5}},
        {"brand": {"gt": "A"}},
        {"usb_c": {"lt": True}},
        {"price": {}},
        {"price": {"unit": "IDR"}},
        {"price": {"between": [1]}},
        {"price": {"between": 5}},
        {"brand": []},
        {"price": "cheap"},
        {"price": True},
        {"price": None},
        {"price": {"lt": 10**400}},
        {"weight": {"lte": 3, "unit": "h"}},
        {"price": {"lte": 3, "unit": "USD"}},
        {"usb_c": "perhaps"},
        {"released": "soon"},
        {"brand": {"in": [["A"]]}},
        {"brand": [{"a": 1}]},
    ],
)
def test_what_does_not_fit_the_field_is_refused_with_a_remedy(filters: dict[str, Any]) -> None:
    with pytest.raises(BadRequest) as caught:
        read(filters)
    assert next(iter(filters)) in caught.value.problem
    assert caught.value.remedy
