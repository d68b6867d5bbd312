"""Which column is what in the logs people have."""

import pytest

from landas.errors import FeedError
from landas.events.column_contents import LogSample
from landas.events.columns import find_columns
from landas.events.log_words import LogWords
from landas.language.pack import load_packs


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


INDONESIAN = LogWords(load_packs(["en", "id"]))


def test_columns_of_an_indonesian_log_are_understood() -> None:
    found = find_columns(["Waktu", "Pelanggan", "Aksi", "Produk", "Nilai", "catatan"], words=INDONESIAN)
    assert found.columns == {
        "type": "Aksi",
        "time": "Waktu",
        "user_id": "Pelanggan",
        "item_id": "Produk",
        "value": "Nilai",
    }
    assert found.ignored == ("catatan",)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("add_to_cart", "cart"),
        ("AddToCart", "cart"),
        ("Beli", "purchase"),
        ("dilihat", "view"),
        ("view", "view"),
    ],
)
def test_words_of_logs_for_types_of_event_are_understood(word: str, kind: str) -> None:
    assert INDONESIAN.type_of(word) == kind


def test_an_unknown_type_of_event_stays_unknown() -> None:
    assert INDONESIAN.type_of("teleported") is None
    assert INDONESIAN.type_of(7) is None


def test_the_column_that_the_feed_calls_its_id_names_the_item() -> None:
    found = find_columns(["ts", "user", "type", "Rest ID", "menu"], item_column="Rest ID")
    assert found.columns["item_id"] == "Rest ID"


def test_columns_without_a_telling_name_are_told_by_what_they_hold() -> None:
    rows = [
        {"a": f"2026-03-{n:02d} 10:00", "b": ("view", "add_to_cart")[n % 2], "c": f"T-{n}", "d": f"n {n}"}
        for n in range(1, 20)
    ]
    sample = LogSample(rows, lambda ids: [i for i in ids if i.startswith("T-")])
    found = find_columns(list("abcd"), words=INDONESIAN, sample=sample)
    assert found.columns == {"time": "a", "type": "b", "item_id": "c"}


def test_ids_of_the_catalogue_outdo_a_name() -> None:
    rows = [{"product": f"Lamp {n}", "code": f"T-{n}", "time": n, "type": "view"} for n in range(9)]
    sample = LogSample(rows, lambda ids: [i for i in ids if i.startswith("T-")])
    assert find_columns(list(rows[0]), sample=sample).columns["item_id"] == "code"


def test_two_columns_of_times_leave_the_time_open() -> None:
    rows = [{"item": "T-1", "type": "view", "opened": "2026-03-01", "closed": "2026-03-02"}]
    with pytest.raises(FeedError, match="gives the time"):
        find_columns(list(rows[0]), sample=LogSample(rows))
