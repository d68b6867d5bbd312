"""A feed's spellings of numbers, money, flags, dates and lists, in one form."""

import re
from datetime import date
from typing import Any

import pytest

from landas.catalog.canonical_values import canonical_value
from landas.catalog.fields import Field
from landas.language.pack import load_packs

PACKS = load_packs(("en", "id"))
PLAIN = Field("n", "number", "n")
GRAMS = Field("w", "number", "w", unit="kg", feed_unit="g")
RUPIAH = Field("p", "money", "p", currency="IDR")
DOLLARS = Field("p", "money", "p", currency="USD")
EUROS = Field("p", "money", "p", currency="EUR", decimal=",")


@pytest.mark.parametrize(
    ("given", "field", "expected"),
    [
        (3, PLAIN, 3.0),
        ("1,299.5", PLAIN, 1299.5),
        ("1 200", PLAIN, 1200.0),
        ("12,5", PLAIN, 12.5),
        (1250, GRAMS, 1.25),
        ("1.2 kg", GRAMS, 1.2),
        ("105 g (3.70 oz)", GRAMS, 0.105),
        (1_500_000, RUPIAH, 1_500_000.0),
        ("Rp 1.500.000", RUPIAH, 1_500_000.0),
        ("Rp1.500", RUPIAH, 1500.0),
        ("$12.99", DOLLARS, 12.99),
        ("12.99 USD", DOLLARS, 12.99),
        ("1.299,00 €", EUROS, 1299.0),
        ("ya", Field("f", "flag", "f"), True),
        ("Tidak", Field("f", "flag", "f"), False),
        ("out_of_stock", Field("f", "flag", "f"), False),
        (0, Field("f", "flag", "f"), False),
        ("31/12/2025", Field("d", "date", "d"), "2025-12-31"),
        ("2025-12-31T10:00:00Z", Field("d", "date", "d"), "2025-12-31"),
        (date(2025, 12, 31), Field("d", "date", "d"), "2025-12-31"),
        ("Drama|Laga|Drama", Field("t", "tags", "t"), ("Drama", "Laga")),
        ("['a', 'b']", Field("t", "tags", "t"), ("a", "b")),
        ("Elektronik > Ponsel", Field("c", "category", "c"), "Ponsel"),
        ("<b>Kopi</b> &amp; teh", Field("x", "text", "x"), "Kopi & teh"),
        ("n/a", PLAIN, None),
        (" - ", Field("c", "category", "c"), None),
    ],
)
def test_a_value_becomes_canonical(given: Any, field: Field, expected: Any) -> None:
    assert canonical_value(given, field, PACKS) == expected


@pytest.mark.parametrize(
    ("given", "field", "reason"),
    [
        ("berat", GRAMS, "is not a number"),
        (True, PLAIN, "is not a number"),
        ("5 mm", GRAMS, "is in mm, which can't be converted into kg"),
        ("5 kg", PLAIN, 'has the unit kg and the field declares none; add unit = "kg" to the field'),
        (float("nan"), PLAIN, "is not a finite number"),
        ("USD 5", RUPIAH, "is in USD where the field is in IDR"),
        (-1, RUPIAH, "is negative"),
        ("gratis", RUPIAH, "is not an amount of money"),
        ("1,5 jt", RUPIAH, 'is not an amount of money; write 12.99 or "12.99 IDR"'),
        ("mungkin", Field("f", "flag", "f"), "is neither yes nor no; write true or false"),
        ("01/02/2025", Field("d", "date", "d"), "day or the month first"),
        ("30/02/2025", Field("d", "date", "d"), "names no day of the calendar"),
    ],
)
def test_a_value_that_can_t_be_read_says_why(given: Any, field: Field, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        canonical_value(given, field, PACKS)
