"""The call log on SQLite and PostgreSQL."""

import pytest

from landas.storage.calls import SqlCallLog
from landas.storage.database import Database
from tests.suites.call_log_suite import CallLogSuite


class TestSqlCallLog(CallLogSuite):
    @pytest.fixture
    def log(self, database: Database) -> SqlCallLog:
        return SqlCallLog(database)
