"""SqlTurnStreamStore keeps what the suite of turn stream stores promises, on both databases."""

import pytest

from landas.storage.database import Database
from landas.storage.turn_streams import SqlTurnStreamStore
from tests.suites.turn_stream_store_suite import TurnStreamStoreSuite


class TestSqlTurnStreamStore(TurnStreamStoreSuite):
    @pytest.fixture
    def store(self, database: Database) -> SqlTurnStreamStore:
        return SqlTurnStreamStore(database)
