"""What every EventStore promises. A test class inherits the suite and gives `store`."""

from datetime import UTC, datetime, timedelta

import pytest

from landas.events.events import AppendCounts, Event, EventStore, RejectedEvent
from landas.ids import EventId, ItemId, ReceiptId, SessionId, UserId

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANI = UserId("ani")


def view(name: str, *, minute: int = 0, user: str | None = "ani", item: str = "chair") -> Event:
    moment = NOON + timedelta(minutes=minute)
    return Event(EventId(name), "view", moment, UserId(user) if user else None, item_id=ItemId(item))


class EventStoreSuite:
    @pytest.fixture
    def store(self) -> EventStore:
        raise NotImplementedError

    def test_an_event_comes_back_exactly_as_it_was_sent(self, store: EventStore) -> None:
        moment = datetime(2026, 3, 1, 12, 0, 0, 987654, tzinfo=UTC)
        full = Event(
            EventId("e-1"), "rating", moment, ANI, SessionId("s"), ItemId("chair"), 4.5, ReceiptId("r-1"), 3
        )
        bare = Event(EventId("e-2"), "impression", moment)
        store.append([full, bare])
        assert list(store.scan()) == [full, bare]

    def test_events_are_stored_once_by_id_and_the_first_stays(self, store: EventStore) -> None:
        assert store.append([view("e-1"), view("e-2")]) == AppendCounts(stored=2)
        again = [view("e-2", item="lamp"), view("e-3"), view("e-3", item="lamp")]
        assert store.append(again) == AppendCounts(stored=1, duplicate=2)
        assert [event.item_id for event in store.scan()] == ["chair"] * 3
        assert store.count() == 3

    def test_nothing_to_append_is_fine(self, store: EventStore) -> None:
        assert store.append([]) == AppendCounts()
        store.keep_rejected([])

    def test_a_scan_is_in_the_order_of_time_then_id(self, store: EventStore) -> None:
        store.append([view("b", minute=1), view("z"), view("a", minute=1), view("Z", minute=1)])
        assert [event.event_id for event in store.scan()] == ["z", "Z", "a", "b"]

    def test_a_persons_latest_events_come_newest_first(self, store: EventStore) -> None:
        store.append([view(f"e-{n}", minute=n) for n in range(5)])
        store.append([view("other", user="budi"), view("nobody", user=None)])
        latest = store.of_user(ANI, limit=2)
        assert [event.event_id for event in latest] == ["e-4", "e-3"]
        older = store.of_user(ANI, limit=9, before=NOON + timedelta(minutes=2))
        assert [event.event_id for event in older] == ["e-1", "e-0"]
        assert store.of_user(UserId("half \ud83d"), limit=5) == []

    def test_a_visits_latest_events_come_newest_first(self, store: EventStore) -> None:
        visit = [view(f"e-{n}", user=None, minute=n)._replace(session_id=SessionId("s")) for n in range(3)]
        store.append([*visit, view("other")])
        latest = store.of_session(SessionId("s"), limit=2)
        assert [event.event_id for event in latest] == ["e-2", "e-1"]
        older = store.of_session(SessionId("s"), limit=9, before=NOON + timedelta(minutes=2))
        assert [event.event_id for event in older] == ["e-1", "e-0"]
        assert store.of_session(SessionId("half \ud83d"), limit=5) == []

    def test_how_many_turned_to_what_is_told_hour_by_hour(self, store: EventStore) -> None:
        of_visit = view("e-4", user=None, minute=5)._replace(session_id=SessionId("s"))
        store.append([view("e-1"), view("e-2", minute=9), view("e-3", user="budi", minute=59), of_visit])
        store.append([view("n-1", user=None), view("n-2", user=None), view("late", minute=60)])
        others = [("dislike", None), ("impression", None), ("rating", 2.0), ("rating", None)]
        store.append(
            [view(f"o-{n}", user=f"o{n}")._replace(type=kind, value=v) for n, (kind, v) in enumerate(others)]  # type: ignore[arg-type]
        )
        store.append([view("r-1", user="cici", item="lamp")._replace(type="rating", value=4.0)])
        store.append([view("no-item")._replace(item_id=None), view("after", minute=120)])
        hour = int(NOON.timestamp()) // 3600
        told = store.turned(NOON, NOON + timedelta(hours=2))
        # Ani twice, Budi, the visit and two of whom nothing is known.
        assert sorted(told) == [("chair", hour, 5), ("chair", hour + 1, 1), ("lamp", hour, 1)]

    def test_people_are_told_once_each_in_ranges_of_their_ids(self, store: EventStore) -> None:
        told = [view("e-1", user="b"), view("e-2", user="a"), view("e-3", user="b"), view("e-4", user="Ä")]
        store.append([*told, Event(EventId("e-5"), "view", told[0].time)])
        everybody = store.people(after=UserId(""))
        assert everybody == ["a", "b", "Ä"]
        assert store.people(after=UserId(""), limit=2) == ["a", "b"]
        assert store.people(after=UserId("a"), up_to=UserId("b")) == ["b"]

    def test_erasing_a_person_removes_their_events_only(self, store: EventStore) -> None:
        store.append([view("e-1"), view("e-2"), view("e-3", user="budi")])
        assert store.erase_user(ANI) == 2
        assert [event.user_id for event in store.scan()] == ["budi"]
        assert store.erase_user(ANI) == 0

    def test_ten_thousand_events_are_taken_at_once(self, store: EventStore) -> None:
        many = [view(f"e-{n:05}", minute=n) for n in range(10_000)]
        assert store.append(many).stored == 10_000
        assert sum(1 for _ in store.scan()) == 10_000

    def test_any_unusable_event_can_be_kept(self, store: EventStore) -> None:
        store.keep_rejected(
            [RejectedEvent({"odd": "\ud83d\x00", "n": 2**70, 5: NOON}, "type '\x00' is unknown")]
        )
        store.keep_rejected([RejectedEvent("not even an object", "not an object")])
        assert store.count() == 0
