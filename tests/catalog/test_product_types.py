"""Kinds of things learnt from titles: the main word, not what it is for."""

import pytest

from landas.catalog.fields import Field, Schema
from landas.catalog.items import Item
from landas.catalog.product_types import ProductTypes, infer_product_types
from landas.ids import ItemId

SCHEMA = Schema(("en", "id"), "USD", "id", "title", (), {"brand": Field("brand", "category", "brand")})
BRANDS = ("Merapi", "Toba", "Kelud", "Bromo")
TITLES = (
    "{} X{}00 Laptop 14 inch 8 GB",
    "{} Laptop Bag 15.6 inch black",
    "{} Sleeve for laptops up to {}4 inch",
    "{} Z-{}1 Laser Printer A4 white",
    "{} USB Printer Cable {} m",
    "{} Power Adapter for printers and laptops {}0 W",
    "{} Wireless Mouse M{} black",
    "Tas Ransel {} hitam {} liter",
    "Kabel Data {} {} meter",
)


def items() -> list[Item]:
    return [
        Item(ItemId(f"{brand}-{number}"), title.format(brand, number + 1), values={"brand": brand})
        for brand in BRANDS
        for number, title in enumerate(TITLES)
    ]


@pytest.fixture(scope="module")
def types() -> ProductTypes:
    return infer_product_types(items(), SCHEMA)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Semeru Laptop Bag 13 inch red", "laptop bag"),
        ("Toba Y900 Laptop 16 inch", "laptop"),
        ("Kelud Sleeve for laptops", "sleeve"),
        ('Semeru Sleeve for 15" Laptop', "sleeve"),
        ("Semeru laptop- or printer adapter", "adapter"),
        ("Merapi Adapter for laptop", "adapter"),
        ("Bromo Printer Cable 5 m", "printer cable"),
        ("Toba Mice 2 pack", "mouse"),
        ("Tas Ransel Semeru merah", "tas ransel"),
    ],
)
def test_the_main_word_names_the_thing_and_not_what_it_is_for(
    types: ProductTypes, title: str, kind: str
) -> None:
    assert types.type_of(Item(ItemId("new"), title)) == kind


def test_a_title_without_any_known_word_has_no_kind(types: ProductTypes) -> None:
    assert types.type_of(Item(ItemId("new"), "Zorbl 3000")) is None
    assert types.type_of(Item(ItemId("new"), "")) is None


def test_a_brand_a_number_or_a_colour_is_no_kind(types: ProductTypes) -> None:
    kinds = {types.type_of(item) for item in items()}
    assert not kinds & {"merapi", "toba", "kelud", "bromo", "black", "white", "hitam", "inch", "gb", "usb"}


def test_what_was_learnt_is_kept_as_a_document(types: ProductTypes) -> None:
    again = ProductTypes.from_document(types.to_document())
    assert [again.type_of(item) for item in items()] == [types.type_of(item) for item in items()]


def test_nothing_is_learnt_from_an_empty_catalogue() -> None:
    assert infer_product_types([], SCHEMA).type_of(items()[0]) is None


def test_what_stands_between_a_number_and_its_unit_is_no_kind() -> None:
    lamps = [
        Item(ItemId(f"{brand}-{n}"), f"{brand} P{n} {n}000 ANSI lumens projector", values={"brand": brand})
        for brand in BRANDS
        for n in range(1, 9)
    ]
    learnt = infer_product_types([*items(), *lamps], SCHEMA)
    assert {learnt.type_of(item) for item in lamps} == {"projector"}
    assert learnt.type_of(Item(ItemId("new"), "Semeru X 3000 ANSI lumens")) is None
