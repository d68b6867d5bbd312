"""Words that come later, on SQLite and PostgreSQL."""

import pytest

from landas.storage.database import Database
from landas.storage.late_words import SqlLateWordsStore
from tests.suites.late_words_store_suite import LateWordsStoreSuite


class TestSqlLateWordsStore(LateWordsStoreSuite):
    @pytest.fixture
    def store(self, database: Database) -> SqlLateWordsStore:
        return SqlLateWordsStore(database)
