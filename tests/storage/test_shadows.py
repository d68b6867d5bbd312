"""Answers in shadow on SQLite and PostgreSQL."""

import pytest

from landas.storage.database import Database
from landas.storage.receipts import SqlReceiptStore
from landas.storage.shadows import SqlShadowStore
from tests.suites.shadow_store_suite import ShadowStoreSuite


class TestSqlShadowStore(ShadowStoreSuite):
    @pytest.fixture
    def receipts(self, database: Database) -> SqlReceiptStore:
        return SqlReceiptStore(database)

    @pytest.fixture
    def shadows(self, database: Database) -> SqlShadowStore:
        return SqlShadowStore(database)
