"""Words that are said for others where they stand so."""

import pytest

from tests.understanding.world import parser

SHOP = parser()


@pytest.mark.parametrize(
    "text", ["laptop yg item", "laptop warna item dong", "ada laptop item nggak sih, yang murah aja"]
)
def test_item_is_black_behind_what_says_so(text: str) -> None:
    read = SHOP.parse(text)
    assert [(c.field, c.op, c.value) for c in read.constraints if c.field == "color"] == [
        ("color", "eq", "Black")
    ]
    assert ("item", "hitam") in {(text[slice(*c[:2])], c[2]) for c in read.corrections}


@pytest.mark.parametrize(
    "text",
    [
        "this item",
        "show me that item",
        "item ini berapa",
        "yang item nomor 2",
        "is this laptop item in stock?",
    ],
)
def test_an_item_is_otherwise_an_item(text: str) -> None:
    read = SHOP.parse(text)
    assert not [c for c in read.constraints if c.field == "color"]
    assert not read.corrections
