"""Which column is what in the logs people have."""

import pytest

from landas.errors import FeedError
from landas.events.columns import find_columns


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            ["userId", "filmId", "rating", "timestamp"],
            {"filmId": "item_id", "rating": "value", "userId": "user_id"},
        ),
        (
            ["timestamp", "visitorid", "event", "itemid"],
            {"visitorid": "user_id", "event": "type", "itemid": "item_id"},
        ),
        (
            ["event_time", "event_type", "product_id", "user_id", "user_session", "price"],
            {"user_session": "session_id"},
        ),
        (["rating", "parent_asin", "asin", "timestamp", "user_id"], {"parent_asin": "item_id"}),
        (["Customer ID", "SKU", "Date", "Action", "Event ID"], {"SKU": "item_id", "Event ID": "event_id"}),
    ],
)
def test_common_logs_are_understood(names: list[str], expected: dict[str, str]) -> None:
    found = find_columns(names)
    by_column = {column: field for field, column in found.columns.items()}
    assert {column: by_column[column] for column in expected} == expected


def test_the_fields_own_names_win() -> None:
    names = ["type", "action", "time", "date", "item_id", "sku", "event_id"]
    found = find_columns(names)
    assert set(found.columns.values()) == {"type", "time", "item_id", "event_id"}
    assert found.ignored == ("action", "date", "sku")


def test_a_rating_column_without_a_type_makes_ratings_and_says_so() -> None:
    found = find_columns(["user", "item", "stars", "ts"])
    assert found.constant_type == "rating"
    assert found.notes[0] == "No column names the type of event: every row is a rating, from 'stars'."


def test_the_notes_say_what_was_taken_for_what_and_what_was_left_out() -> None:
    notes = "\n".join(find_columns(["user", "item_id", "type", "time", "browser"]).notes)
    assert "'user' is user_id" in notes
    assert "each gets one from its content" in notes
    assert "Columns not used: browser." in notes


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        (
            ["user", "time", "type"],
            "No column of the event file names the item. Call it item_id. The columns are: user",
        ),
        (["user", "time", "type", "order_id", "store_id"], "No column of the event file names the item"),
        (["user", "item", "type"], "No column of the event file gives the time. Call it time"),
        (["user", "item", "time"], "Say what the rows are with --type, for instance --type view"),
    ],
)
def test_columns_that_can_not_be_events_are_refused(names: list[str], problem: str) -> None:
    with pytest.raises(FeedError) as caught:
        find_columns(names)
    assert problem in str(caught.value)


def test_the_caller_may_say_what_the_rows_are() -> None:
    assert find_columns(["user", "item", "time"], default_type="view").constant_type == "view"
    assert find_columns(["user", "item", "time", "rating"], default_type="view").constant_type == "view"
