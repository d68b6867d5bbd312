"""What every LateWordsStore promises. A test class inherits the suite and gives `store`."""

from datetime import UTC, datetime, timedelta

import pytest

from landas.dialogue.late import LateWords, LateWordsStore
from landas.ids import ReceiptId, UserId

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def awaited(name: str, person: str | None = "ani") -> LateWords:
    who = UserId(person) if person else None
    return LateWords(ReceiptId(name), who, NOON + timedelta(seconds=5), NOON + HOUR)


class LateWordsStoreSuite:
    @pytest.fixture
    def store(self) -> LateWordsStore:
        raise NotImplementedError

    def test_words_are_awaited_and_then_there(self, store: LateWordsStore) -> None:
        store.begin(awaited("r-1"), NOON)
        assert store.get(ReceiptId("r-1"), NOON) == awaited("r-1")
        store.finish(ReceiptId("r-1"), {"reply": "Küsten 🌊"})
        found = store.get(ReceiptId("r-1"), NOON)
        assert found is not None
        assert found.document == {"reply": "Küsten 🌊"}
        assert store.get(ReceiptId("r-2"), NOON) is None
        assert store.get(ReceiptId("\x00"), NOON) is None

    def test_words_past_their_time_are_not_found_and_dropped_with_the_next_turn(
        self, store: LateWordsStore
    ) -> None:
        store.begin(awaited("r-1"), NOON)
        assert store.get(ReceiptId("r-1"), NOON + HOUR) is None
        store.begin(awaited("r-2", None), NOON + HOUR)
        assert store.get(ReceiptId("r-1"), NOON) is None

    def test_an_erased_person_leaves_nothing_and_gets_nothing(self, store: LateWordsStore) -> None:
        for name, person in (("r-1", "ani"), ("r-2", "budi"), ("r-3", None)):
            store.begin(awaited(name, person), NOON)
        assert store.erase_user(UserId("ani")) == 1
        assert store.erase_user(UserId("ani")) == store.erase_user(UserId("\x00")) == 0
        store.finish(ReceiptId("r-1"), {"reply": "too late"})
        assert store.get(ReceiptId("r-1"), NOON) is None
        assert store.get(ReceiptId("r-2"), NOON) is not None
