"""Dates of feeds in one spelling; a date that reads both ways needs the feed's order."""

import pytest

from landas.catalog.dates import DateOrder, date_order_of, parse_date


@pytest.mark.parametrize(
    ("text", "order", "iso"),
    [
        ("03/04/2026", "day_first", "2026-04-03"),
        ("03/04/2026", "month_first", "2026-03-04"),
        ("31-03-2026", None, "2026-03-31"),
        ("03/31/2026", "day_first", "2026-03-31"),
        ("2026.03.31", "month_first", "2026-03-31"),
        ("05/05/2026", None, "2026-05-05"),
    ],
)
def test_a_date_is_read_in_the_feeds_order(text: str, order: DateOrder | None, iso: str) -> None:
    assert parse_date(text, order) == iso


def test_without_an_order_a_date_that_reads_both_ways_is_refused() -> None:
    with pytest.raises(ValueError, match="day or the month first"):
        parse_date("03/04/2026")


def test_days_past_the_twelfth_tell_the_order_and_contradictions_tell_nothing() -> None:
    assert date_order_of(["03/04/2026", "31/04/2026"]) == "day_first"
    assert date_order_of(["03/04/2026"]) is None
    assert date_order_of(["31/04/2026", "04/31/2026"]) is None
