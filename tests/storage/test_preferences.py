"""Remembered preferences, on SQLite and PostgreSQL."""

from datetime import timedelta

import pytest

from landas.settings import PrivacySection
from landas.storage.database import Database
from landas.storage.preferences import SqlPreferenceStore
from landas.storage.receipts import SqlReceiptStore
from landas.storage.retention import prune
from tests.suites.preference_store_suite import ANI, DAY, NOON, PreferenceStoreSuite, liking


class TestSqlPreferenceStore(PreferenceStoreSuite):
    @pytest.fixture
    def store(self, database: Database) -> SqlPreferenceStore:
        return SqlPreferenceStore(database)


def test_pruning_deletes_those_whose_time_is_over(database: Database) -> None:
    store = SqlPreferenceStore(database)
    store.put(ANI, [liking("white", days=1), liking("black", days=3)], NOON)
    assert prune(database, PrivacySection(), NOON + 2 * DAY)["preferences"] == 1
    assert [kept.value for kept in store.of_user(ANI, NOON)] == ["black"]


def test_an_answer_that_was_made_while_the_person_was_erased_keeps_nothing(database: Database) -> None:
    store = SqlPreferenceStore(database)
    SqlReceiptStore(database).erase_user(ANI, NOON)
    store.put(ANI, [liking("white")], NOON - timedelta(seconds=1))
    assert store.of_user(ANI, NOON) == []
    store.put(ANI, [liking("white")], NOON + timedelta(seconds=1))
    assert len(store.of_user(ANI, NOON)) == 1
