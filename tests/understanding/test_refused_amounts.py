"""Numbers and values that are refused are never read as what is wanted."""

import pytest

from landas.catalog.fields import Field
from landas.understanding.turns.merge import merge
from tests.understanding.other_worlds import reader

FIELDS = (
    Field("kind", "category", "kind"),
    Field("maker", "category", "brand", labels={"en": ("brand",)}),
    Field("memory", "number", "memory", unit="GB", better="higher", labels={"en": ("memory",)}),
    Field("price", "money", "price", currency="IDR", labels={"en": ("price",), "id": ("harga",)}),
)
SHOP = reader(
    FIELDS,
    [
        (
            f"{('Korva', 'Melda', 'Torrin')[n % 3]} recorder {n}",
            {
                "kind": "recorder",
                "maker": ("Korva", "Melda", "Torrin")[n % 3],
                "memory": (8.0, 16.0, 32.0)[n % 3],
                "price": 2_000_000.0 + 700_000.0 * n,
            },
        )
        for n in range(24)
    ],
    category="kind",
)


def wishes(text: str) -> list[tuple[str, str, object]]:
    return [(c.field, c.op, c.value) for c in SHOP.parse(text).constraints]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("recorder neither Korva nor Melda", ("maker", "not_in", ("Korva", "Melda"))),
        ("recorder not 8GB", ("memory", "ne", 8.0)),
        ("recorder bukan yang 8 GB", ("memory", "ne", 8.0)),
        ("except those over 10 million", ("price", "lte", 10_000_000.0)),
        ("no, less than 6 million", ("price", "lt", 6_000_000.0)),
        ("no less than 6 million", ("price", "gte", 6_000_000.0)),
        (
            "recorder between IDR 6,500,000 and 11.5 million",
            ("price", "between", (6_500_000.0, 11_500_000.0)),
        ),
        ("isn't there a recorder with 8GB", ("memory", "eq", 8.0)),
        ("gak ada recorder 8 GB?", ("memory", "eq", 8.0)),
    ],
)
def test_what_is_refused_is_turned_around(text: str, wish: tuple[str, str, object]) -> None:
    assert wishes(text) == [wish]


@pytest.mark.parametrize("text", ["recorder not between 5 and 10 million", "recorder bukan 10 juta"])
def test_a_refusal_that_no_wish_can_say_is_told_to_be_unused(text: str) -> None:
    found = SHOP.parse(text)
    assert not found.constraints
    assert found.unparsed


def test_a_limit_put_right_takes_the_place_of_one_to_the_other_side() -> None:
    before = SHOP.parse("recorder at least 10 million")
    after = merge(before, SHOP.parse("no, I meant at most 10 million"))
    assert [(c.op, c.value) for c in after.constraints] == [("lte", 10_000_000.0)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("recorder, Korva jangan", [("maker", "ne", "Korva")]),
        ("recorder tapi Korva gak mau", [("maker", "ne", "Korva")]),
        ("recorder, Korva and Melda I don't want", [("maker", "not_in", ("Korva", "Melda"))]),
        ("recorder Korva, yang Melda jangan", [("maker", "eq", "Korva"), ("maker", "ne", "Melda")]),
        ("ada recorder Korva gak?", [("maker", "eq", "Korva")]),
        ("recorder jangan Korva", [("maker", "ne", "Korva")]),
    ],
)
def test_a_refusal_behind_a_name_refuses_it(text: str, wanted: list[tuple[str, str, object]]) -> None:
    assert wishes(text) == wanted


def test_what_is_put_right_with_a_pronoun_is_no_possession() -> None:
    after = merge(SHOP.parse("recorder Korva"), SHOP.parse("maaf, maksud saya Melda"))
    assert [(c.value, c.strength) for c in after.constraints] == [("Melda", "hard")]
