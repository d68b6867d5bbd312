"""The conversation store on SQLite and PostgreSQL."""

import pytest

from landas.storage.conversations import SqlConversationStore
from landas.storage.database import Database
from tests.suites.conversation_store_suite import ConversationStoreSuite


class TestSqlConversationStore(ConversationStoreSuite):
    @pytest.fixture
    def store(self, database: Database) -> SqlConversationStore:
        return SqlConversationStore(database)
