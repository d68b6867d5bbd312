"""Which field a number speaks of where an adjective, a unit or the thing itself tells, and how feeds write it."""

import pytest

from landas.catalog.fields import Field
from tests.understanding.other_worlds import reader

SHOP = reader(
    (
        Field("kind", "category", "kind"),
        Field("price", "money", "price", currency="IDR", labels={"en": ("price",), "id": ("harga",)}),
        Field("sold", "number", "sold", labels={"en": ("sold",), "id": ("terjual",)}),
        Field("height", "number", "height", unit="cm", labels={"en": ("height",), "id": ("tinggi",)}),
        Field("width", "number", "width", unit="cm", labels={"en": ("width",), "id": ("lebar",)}),
        Field("length", "number", "length", unit="m", labels={"en": ("length",), "id": ("panjang",)}),
        Field("storage", "number", "storage", unit="GB", better="higher", labels={"en": ("storage",)}),
        Field("ports", "number", "ports", labels={"en": ("ports",), "id": ("port",)}),
        Field("rating", "number", "rating", labels={"en": ("rating",), "id": ("bintang",)}),
    ),
    [
        (
            f"{kind.title()} {n}",
            {
                "kind": kind,
                "price": 1_000.0 * (n + 1),
                "sold": 300.0 * n,
                "rating": 1.0 + n % 5,
                "width": 10.0 + n,
            }
            | ({"length": 0.2 + 0.1 * n} if kind == "cable" else {"height": 20.0 + n, "ports": 1.0 + n % 4})
            | ({"storage": (256.0, 500.0, 512.0, 1000.0)[n % 4]} if kind == "tower" else {}),
        )
        for kind in ("tower", "cable")
        for n in range(24)
    ],
    category="kind",
)


@pytest.mark.parametrize(
    ("text", "field", "op", "value"),
    [
        ("a tower no higher than 45 cm", "height", "lte", 45),
        ("laku keras di atas 5000", "sold", "gt", 5000),
        ("cable of 80 cm at most", "length", "lte", 0.8),
        ("kabel maks 50 cm", "length", "lte", 0.5),
        ("a tower with a couple of ports", "ports", "eq", 2),
        ("a rating of exactly 5", "rating", "eq", 5),
        ("half a terabyte or more", "storage", "gte", 500),
        ("half a terabyte at most", "storage", "lte", 512),
        ("1/2 TB", "storage", "between", (500, 512)),
    ],
)
def test_a_number_is_of_the_field_that_its_words_tell(text: str, field: str, op: str, value: object) -> None:
    found = [(c.field, c.op, c.value) for c in SHOP.parse(text).constraints if c.strength == "hard"]
    assert found == [(field, op, value)]


@pytest.mark.parametrize(
    ("text", "field", "op", "value"),
    [
        ("a tower, 3-ports", "ports", "eq", 3),
        ("a dozen ports", "ports", "eq", 12),
        ("dual ports", "ports", "eq", 2),
        ("ports tiga atau empat", "ports", "in", (3, 4)),
        ("2 TB", "storage", "between", (2000, 2048)),
    ],
)
def test_counts_in_words_and_units_of_data(text: str, field: str, op: str, value: object) -> None:
    assert [(c.field, c.op, c.value) for c in SHOP.parse(text).constraints] == [(field, op, value)]


def test_a_sum_far_beyond_every_price_is_told_to_be_of_another_currency() -> None:
    intent = SHOP.parse("tower di bawah 100 juta")
    assert intent.constraints == ()
    assert "prices are in IDR" in intent.rejected[0]
