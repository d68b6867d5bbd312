"""The budget ledger and the cache of replies in memory."""

from datetime import UTC, datetime, timedelta

import pytest

from landas.llm.cache import MemoryReplyCache
from landas.llm.ledger import MemoryLedger
from tests.suites.budget_ledger_suite import BudgetLedgerSuite
from tests.suites.reply_cache_suite import ReplyCacheSuite


class TestMemoryLedger(BudgetLedgerSuite):
    @pytest.fixture
    def ledger(self) -> MemoryLedger:
        return MemoryLedger()


class TestMemoryReplyCache(ReplyCacheSuite):
    @pytest.fixture
    def cache(self) -> MemoryReplyCache:
        return MemoryReplyCache()


def test_the_memory_cache_forgets_what_was_not_used_for_longest() -> None:
    cache = MemoryReplyCache(most=2)
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    for key in ("a", "b"):
        cache.put(key, key, noon, noon + timedelta(hours=1))
    cache.get("a", noon)
    cache.put("c", "c", noon, noon + timedelta(hours=1))
    assert [cache.get(key, noon) for key in ("a", "b", "c")] == ["a", None, "c"]
