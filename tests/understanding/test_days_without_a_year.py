"""A day said without its year is the one nearest to today, or of the years that things have."""

from datetime import date

import pytest

from landas.language.pack import load_packs
from landas.understanding.pieces.dates import find_dates

PACKS = load_packs(("en", "id"))
TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("text", "op", "day"),
    [
        ("before 1 December", "lt", "2026-12-01"),
        ("ready by Dec 3rd", "lte", "2026-12-03"),
        ("on the 5th of January", "eq", "2027-01-05"),
        ("since October 1", "gte", "2026-10-01"),
        ("sebelum 1 desember", "lt", "2026-12-01"),
        ("setelah tanggal 5 desember", "gt", "2026-12-05"),
        ("tgl 30 november", "eq", "2026-11-30"),
        ("before 1 December 2025", "lt", "2025-12-01"),
    ],
)
def test_a_day_and_a_month_are_a_date(text: str, op: str, day: str) -> None:
    (wish,) = find_dates(text, PACKS, TODAY)
    assert (wish.op, wish.first, wish.last) == (op, day, day)


@pytest.mark.parametrize("text", ["it may take 5", "40 December", "march to the 3", "5"])
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert find_dates(text, PACKS, TODAY) == []
