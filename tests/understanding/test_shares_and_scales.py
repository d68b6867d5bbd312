"""Numbers on a scale ("4/5"), signs of stars, parts of one ("half off"), and what a hundred kilometres take."""

import pytest

from landas.catalog.fields import Field
from landas.understanding.parse import IntentParser
from tests.understanding.other_worlds import reader

# ruff: noqa: E501
_FIELDS = (
    Field("kind", "category", "kind", labels={"en": ("kind",), "id": ("jenis",)}),
    Field("price_per_day", "number", "price_per_day", labels={"en": ("price per day",), "id": ("harga per hari",)}),
    Field("days", "number", "days", labels={"en": ("minimum days", "days"), "id": ("minimal hari", "hari")}),
    Field("rating", "number", "rating", better="higher", labels={"en": ("rating",), "id": ("rating",)}),
    Field("guest_score", "number", "guest_score", better="higher", labels={"en": ("guest score", "score"), "id": ("nilai",)}),
    Field("discount", "number", "discount", unit="%", better="higher", labels={"en": ("discount", "off"), "id": ("diskon",)}),
    Field("fuel_use_l_100km", "number", "fuel_use_l_100km", labels={"en": ("fuel use",), "id": ("pemakaian bensin",)}),
    Field("tank", "number", "tank", unit="l", labels={"en": ("tank",), "id": ("tangki",)}),
)  # fmt: skip


def _rentals() -> IntentParser:
    rows = [
        (
            f"Dovetail {('van', 'sedan')[n % 2]} {n}",
            {
                "kind": ("van", "sedan")[n % 2], "price_per_day": 120.0 + 13 * n, "days": float(1 + n % 4),
                "rating": 3.0 + n % 5 * 0.5, "guest_score": 5.5 + n % 9 * 0.5, "discount": float(n % 8 * 10),
                "fuel_use_l_100km": 4.1 + n % 10 * 0.6, "tank": 38.0 + n,
            },
        )
        for n in range(40)
    ]  # fmt: skip
    return reader(_FIELDS, rows, category="kind")


RENTALS = _rentals()


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("at least 4/5", ("rating", "gte", 4.0)),
        ("4.5/5 rating", ("rating", "eq", 4.5)),
        ("rating minimal 4 dari 5", ("rating", "gte", 4.0)),
        ("8 out of 10 or better", ("guest_score", "gte", 8.0)),
        ("4* or more", ("rating", "gte", 4.0)),
        ("4★ ke atas", ("rating", "gte", 4.0)),
        ("half off", ("discount", "eq", 50.0)),
        ("half off or more", ("discount", "gte", 50.0)),
        ("diskon lebih dari separuh", ("discount", "gt", 50.0)),
        ("diskon separuh", ("discount", "eq", 50.0)),
        ("under 6 l/100km", ("fuel_use_l_100km", "lt", 6.0)),
        ("maksimal 7 liter per 100 km", ("fuel_use_l_100km", "lte", 7.0)),
        ("8 l/100km of fuel use or less", ("fuel_use_l_100km", "lte", 8.0)),
        ("price south of 300", ("price_per_day", "lt", 300.0)),
        ("rating minimal 3 setengah", ("rating", "gte", 3.5)),
        ("minimum days no longer than three days", ("days", "lte", 3.0)),
        ("van with a tank of at least 60 litres", ("tank", "gte", 60.0)),
        ("under 400 a day", ("price_per_day", "lt", 400.0)),
    ],
)
def test_a_number_is_of_what_its_scale_sign_or_unit_says(text: str, wish: tuple[str, str, object]) -> None:
    assert [(c.field, c.op, c.value) for c in RENTALS.parse(text).constraints] == [wish]


def test_a_share_of_another_scale_is_assumed_and_told() -> None:
    (wish,) = RENTALS.parse("guest score of at least 4 out of 5").constraints
    assert (wish.field, wish.op, wish.value) == ("guest_score", "gte", 8.0)
    assert wish.assumption == "'at least 4 out of 5' read as 8 of 10"


def test_a_price_a_day_is_no_number_of_days() -> None:
    for text in ("400 a day", "van for 400 a day", "van 400 per hari"):
        assert [c.field for c in RENTALS.parse(text).constraints] == ["price_per_day"]
