"""What every PreferenceStore promises. A test class inherits the suite and gives `store`."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from landas.ids import ConversationId, UserId
from landas.recommend.preferences import (
    MOST_KEPT,
    PreferenceStore,
    RememberedPreference,
    SourceTurn,
    new_preference,
)
from landas.request.intent import Constraint

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ANI = UserId("ani")


def liking(value: str, hours: int = 0, days: int = 2) -> RememberedPreference:
    source = SourceTurn(ConversationId("c-1"), 2)
    wish = Constraint("colour", "eq", value)
    return new_preference(wish, NOON + timedelta(hours=hours), NOON + days * DAY, source, 0.25)


class PreferenceStoreSuite:
    @pytest.fixture
    def store(self) -> PreferenceStore:
        raise NotImplementedError

    def test_what_is_kept_is_given_back_the_newest_first_until_its_time_is_over(
        self, store: PreferenceStore
    ) -> None:
        one, two = liking("white"), liking("putih 🌊", hours=1, days=1)
        store.put(ANI, [one, two], NOON)
        assert store.of_user(ANI, NOON) == [two, one]
        assert store.of_user(ANI, NOON + DAY) == [one]
        assert store.of_user(ANI, NOON + 2 * DAY) == store.of_user(UserId("budi"), NOON) == []
        assert store.of_user(UserId("\x00"), NOON) == []

    def test_the_latest_word_about_a_value_holds_and_so_does_a_correction(
        self, store: PreferenceStore
    ) -> None:
        liked = liking("white")
        store.put(ANI, [liked], NOON)
        avoided = replace(liking("white", hours=1), op="ne")
        store.put(ANI, [avoided], NOON)
        assert store.of_user(ANI, NOON) == [avoided]
        corrected = replace(avoided, value="black", strength=1.0)
        store.put(ANI, [corrected], NOON)
        assert store.of_user(ANI, NOON) == [corrected]

    def test_one_or_all_are_forgotten_and_nobody_elses(self, store: PreferenceStore) -> None:
        one, two, other = liking("white"), liking("black"), liking("white")
        store.put(ANI, [one, two], NOON)
        store.put(UserId("budi"), [other], NOON)
        assert store.forget(ANI, one.preference_id)
        assert not store.forget(ANI, one.preference_id)
        assert not store.forget(ANI, other.preference_id)
        assert not store.forget(UserId("\x00"), "\x00")
        assert store.erase_user(ANI) == 1
        assert store.erase_user(ANI) == store.erase_user(UserId("\x00")) == 0
        assert store.of_user(UserId("budi"), NOON) == [other]

    def test_the_oldest_give_way(self, store: PreferenceStore) -> None:
        many = [liking(f"v{n}", hours=n) for n in range(MOST_KEPT + 5)]
        store.put(ANI, [replace(each, expires_at=NOON + 100 * DAY) for each in many], NOON)
        kept = store.of_user(ANI, NOON)
        assert len(kept) == MOST_KEPT
        assert kept[-1].value == "v5"
