"""What a person turned to lately, as answers read it."""

from datetime import UTC, datetime, timedelta

from landas.events.events import Event, EventType
from landas.events.history import LONGEST, in_cart, turned_lately
from landas.ids import EventId, ItemId, UserId

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def did(kind: EventType, item: str, minute: int, value: float | None = None) -> Event:
    moment = NOON + timedelta(minutes=minute)
    return Event(EventId(f"e{minute}-{kind}"), kind, moment, UserId("ani"), None, ItemId(item), value)


def newest_first(*events: Event) -> list[Event]:
    return list(reversed(events))


def test_the_same_item_right_again_is_one_entry_and_later_again_another() -> None:
    found = turned_lately(
        newest_first(did("view", "a", 1), did("purchase", "a", 2), did("click", "b", 3), did("view", "a", 4))
    )
    assert [(strongest.type, first.time.minute) for strongest, first in found] == [
        ("view", 4),
        ("click", 3),
        ("purchase", 1),
    ]


def test_a_rating_counts_from_the_same_value_as_in_learning() -> None:
    rated = [
        did("rating", item, n, value) for n, (item, value) in enumerate([("a", 3.0), ("b", 3.5), ("c", 5)])
    ]
    assert [entry.item_id for entry, _ in turned_lately(newest_first(*rated))] == ["c", "b"]


def test_the_latest_entries_count() -> None:
    many = [did("view", f"i{n % 7}", n) for n in range(120)]
    found = turned_lately(newest_first(*many))
    assert len(found) == LONGEST
    assert found[0][0].time == many[-1].time


def test_what_was_bought_since_is_in_the_cart_no_more() -> None:
    found = in_cart(
        newest_first(
            did("cart", "a", 1),
            did("cart", "b", 2),
            did("purchase", "a", 3),
            did("view", "c", 4),
            did("purchase", "d", 5),
            did("cart", "d", 6),
            did("cart", "b", 7),
        )
    )
    assert [(event.item_id, event.time.minute) for event in found] == [("b", 7), ("d", 6)]
