"""What every ReplyCache promises. A test class inherits the suite and gives `cache`."""

from datetime import UTC, datetime, timedelta

import pytest

from landas.llm.cache import ReplyCache

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class ReplyCacheSuite:
    @pytest.fixture
    def cache(self) -> ReplyCache:
        raise NotImplementedError

    def test_a_reply_is_found_under_its_key_until_its_time_is_over(self, cache: ReplyCache) -> None:
        cache.put("k", '{"title": "Küsten 🌊"}', NOON, NOON + HOUR)
        assert cache.get("k", NOON) == '{"title": "Küsten 🌊"}'
        assert cache.get("k", NOON + HOUR - timedelta(microseconds=1)) is not None
        assert cache.get("k", NOON + HOUR) is None
        assert cache.get("other", NOON) is None

    def test_a_later_reply_takes_the_place_of_an_earlier_one(self, cache: ReplyCache) -> None:
        cache.put("k", "old", NOON, NOON + HOUR)
        cache.put("k", "new", NOON, NOON + 2 * HOUR)
        assert cache.get("k", NOON + HOUR) == "new"

    def test_keeping_a_reply_leaves_the_others_whose_time_runs(self, cache: ReplyCache) -> None:
        cache.put("a", "a", NOON, NOON + HOUR)
        cache.put("b", "b", NOON, NOON + 3 * HOUR)
        cache.put("c", "c", NOON + 2 * HOUR, NOON + 3 * HOUR)
        found = [cache.get(key, NOON + 2 * HOUR) for key in ("a", "b", "c")]
        assert found == [None, "b", "c"]
