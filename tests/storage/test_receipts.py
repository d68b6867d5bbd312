"""The receipt store on SQLite and PostgreSQL."""

import pytest

from landas.storage.database import Database
from landas.storage.receipts import SqlReceiptStore
from tests.suites.receipt_store_suite import ReceiptStoreSuite


class TestSqlReceiptStore(ReceiptStoreSuite):
    @pytest.fixture
    def store(self, database: Database) -> SqlReceiptStore:
        return SqlReceiptStore(database)
