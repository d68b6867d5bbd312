"""What every TurnStreamStore promises. A test class inherits the suite and gives `store`."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from landas.dialogue.turn_events import EventName, TurnEvent, TurnStream, TurnStreamStore
from landas.errors import Conflict
from landas.ids import ConversationId, ReceiptId, UserId

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def stream(name: str, person: str | None = "ani", turn: int = 1) -> TurnStream:
    who = UserId(person) if person else None
    until, expires = NOON + 5 * SECOND, NOON + 600 * SECOND
    return TurnStream(ReceiptId(name), ConversationId("c-1"), turn, who, until, NOON, expires)


def event(name: str, number: int, kind: EventName = "text") -> TurnEvent:
    return TurnEvent(ReceiptId(name), number, kind, {"text": f"Küsten 🌊 {number}"})


class TurnStreamStoreSuite:
    @pytest.fixture
    def store(self) -> TurnStreamStore:
        raise NotImplementedError

    def test_events_are_given_after_a_number_in_order(self, store: TurnStreamStore) -> None:
        store.begin(stream("r-1"), NOON)
        kept = [event("r-1", 1), event("r-1", 2), event("r-1", 3, "done")]
        for each in kept[:2]:
            store.append(each)
        assert not store.has_ended(ReceiptId("r-1"))
        store.append(kept[2])
        assert store.has_ended(ReceiptId("r-1"))
        assert store.events(ReceiptId("r-1"), 0) == kept
        assert store.events(ReceiptId("r-1"), 2) == kept[2:]
        assert store.events(ReceiptId("r-1"), 3) == store.events(ReceiptId("r-2"), 0) == []
        assert kept[2].id == "r-1.3"

    def test_a_turn_is_found_by_receipt_and_the_latest_by_its_number(self, store: TurnStreamStore) -> None:
        store.begin(stream("r-1"), NOON)
        store.append(event("r-1", 1, "error"))
        store.begin(replace(stream("r-2"), until=NOON + 6 * SECOND), NOON)
        assert store.get(ReceiptId("r-1"), NOON) == stream("r-1")
        found = store.of_turn(ConversationId("c-1"), 1, NOON)
        assert found is not None
        assert found.receipt_id == "r-2"
        assert store.of_turn(ConversationId("c-1"), 2, NOON) is None
        assert store.of_turn(ConversationId("\x00"), 1, NOON) is None
        assert store.get(ReceiptId("\x00"), NOON) is None

    def test_a_turn_is_answered_over_one_line_at_a_time(self, store: TurnStreamStore) -> None:
        store.begin(stream("r-1"), NOON)
        with pytest.raises(Conflict, match="turn 1 of conversation 'c-1' is being answered"):
            store.begin(stream("r-2"), NOON)
        store.begin(stream("r-3", turn=2), NOON)
        after_it_was_lost = NOON + 6 * SECOND
        store.begin(replace(stream("r-4"), until=NOON + 9 * SECOND), after_it_was_lost)
        store.append(event("r-4", 1, "done"))
        with pytest.raises(Conflict):
            store.begin(stream("r-5"), NOON + 20 * SECOND)
        assert store.get(ReceiptId("r-2"), NOON) is store.get(ReceiptId("r-5"), NOON) is None

    def test_listening_and_cancelling_are_seen_by_all(self, store: TurnStreamStore) -> None:
        store.begin(stream("r-1"), NOON)
        store.hear(ReceiptId("r-1"), NOON + SECOND)
        store.cancel(ReceiptId("r-1"))
        changed = replace(stream("r-1"), heard_until=NOON + SECOND, cancelled=True)
        assert store.get(ReceiptId("r-1"), NOON) == changed

    def test_turns_past_their_time_are_dropped_with_their_events(self, store: TurnStreamStore) -> None:
        store.begin(stream("r-1"), NOON)
        store.append(event("r-1", 1))
        later = NOON + 600 * SECOND
        assert store.get(ReceiptId("r-1"), later) is None
        store.begin(stream("r-2"), later)
        assert store.events(ReceiptId("r-1"), 0) == []

    def test_an_erased_person_leaves_nothing_and_gets_nothing(self, store: TurnStreamStore) -> None:
        for turn, (name, person) in enumerate((("r-1", "ani"), ("r-2", "budi"), ("r-3", None)), start=1):
            store.begin(stream(name, person, turn), NOON)
            store.append(event(name, 1))
        assert store.erase_user(UserId("ani")) == 1
        assert store.erase_user(UserId("ani")) == store.erase_user(UserId("\x00")) == 0
        store.append(event("r-1", 2))
        assert store.events(ReceiptId("r-1"), 0) == []
        assert len(store.events(ReceiptId("r-2"), 0)) == 1

    def test_a_turn_that_came_to_nothing_is_forgotten(self, store: TurnStreamStore) -> None:
        store.begin(stream("r-1"), NOON)
        store.drop(ReceiptId("r-1"))
        assert store.get(ReceiptId("r-1"), NOON) is None
