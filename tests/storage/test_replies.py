"""The cache of replies on SQLite and PostgreSQL."""

import pytest

from landas.storage.database import Database
from landas.storage.replies import SqlReplyCache
from tests.suites.reply_cache_suite import ReplyCacheSuite


class TestSqlReplyCache(ReplyCacheSuite):
    @pytest.fixture
    def cache(self, database: Database) -> SqlReplyCache:
        return SqlReplyCache(database)
