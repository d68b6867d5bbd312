"""The cache of replies on SQLite and PostgreSQL."""

from datetime import timedelta

import pytest

from landas.ids import UserId
from landas.storage.database import Database
from landas.storage.receipts import SqlReceiptStore
from landas.storage.replies import SqlReplyCache
from tests.suites.reply_cache_suite import HOUR, NOON, ReplyCacheSuite

SECOND = timedelta(seconds=1)


class TestSqlReplyCache(ReplyCacheSuite):
    @pytest.fixture
    def cache(self, database: Database) -> SqlReplyCache:
        return SqlReplyCache(database)


def test_a_reply_to_work_that_began_before_somebody_was_erased_is_not_kept(database: Database) -> None:
    cache = SqlReplyCache(database)
    SqlReceiptStore(database).erase_user(UserId("ani"), NOON)
    for asked_at in (NOON - SECOND, NOON):
        cache.put("k", "You asked for it.", asked_at, NOON + HOUR)
        assert cache.get("k", NOON + SECOND) is None
    cache.put("k", "You asked for it.", NOON + SECOND, NOON + HOUR)
    assert cache.get("k", NOON + SECOND) == "You asked for it."
