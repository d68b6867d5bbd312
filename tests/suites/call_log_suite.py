"""What every CallLog promises. A test class inherits the suite and gives `log`."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from landas.llm.calls import CallLog, CallRecord

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANSWER = CallRecord("k-1", "explanation", "b1", "openai", "small", "v1", NOON, 12.25, 1, 100, 20, "answer")


class CallLogSuite:
    @pytest.fixture
    def log(self) -> CallLog:
        raise NotImplementedError

    def test_records_come_back_whole_newest_first(self, log: CallLog) -> None:
        late = replace(
            ANSWER,
            call_id="k-0",
            started_at=NOON + timedelta(seconds=1),
            outcome="fallback",
            reason="deadline",
            problems=("late", "empty"),
            receipt_id="r-1",
        )
        log.append(ANSWER)
        log.append(late)
        assert log.recent(5) == [late, ANSWER]
        assert log.recent(1) == [late]

    def test_all_records_come_oldest_first_from_a_moment_on(self, log: CallLog) -> None:
        late = replace(
            ANSWER, call_id="k-0", started_at=NOON + timedelta(seconds=1), cached=True, cost=0.00045
        )
        log.append(late)
        log.append(ANSWER)
        assert list(log.scan()) == [ANSWER, late]
        assert list(log.scan(late.started_at)) == [late]
        assert list(log.scan(NOON + timedelta(hours=1))) == []
