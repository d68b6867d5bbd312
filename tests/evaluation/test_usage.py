"""What models cost: sums that a reader can do by hand."""

from datetime import UTC, datetime

import pytest

from landas.evaluation.usage import usage_of
from landas.events.events import Event, EventType
from landas.ids import EventId, ItemId, ReceiptId
from landas.llm.calls import CallRecord

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def call(
    name: str, receipt: str, cost: float | None, task: str = "explanation", **more: object
) -> CallRecord:
    kept = {"cached": False, "attempts": 1, **more}
    return CallRecord(
        call_id=name, task=task, bundle="b-1", provider="openai", model="small", contract_version="v1",
        started_at=NOON, latency_ms=1.0, input_tokens=100, output_tokens=10, outcome="answer", receipt_id=receipt,
        cost=cost, **kept,  # type: ignore[arg-type]
    )  # fmt: skip


def event(name: str, kind: EventType, item: str, receipt: str | None) -> Event:
    held = ReceiptId(receipt) if receipt else None
    return Event(EventId(name), kind, NOON, item_id=ItemId(item), receipt_id=held)


CALLS = [
    call("k-1", "r-1", 0.004, attempts=2),
    call("k-2", "r-1", 0.002, task="understanding"),
    call("k-3", "r-2", 0.0, cached=True, attempts=0),
    call("k-4", "r-3", None),
]
EVENTS = [
    event("e-1", "click", "s1", "r-1"),
    event("e-2", "purchase", "s1", "r-1"),
    event("e-3", "cart", "s2", "r-2"),
    event("e-4", "impression", "s3", "r-1"),
    event("e-5", "click", "s4", "r-9"),
    event("e-6", "click", "s5", None),
]


def test_cost_is_told_per_task_per_answer_and_per_accepted_item() -> None:
    total = usage_of(CALLS, EVENTS)["total"]
    assert (total["calls"], total["requests"], total["cached"], total["unpriced_calls"]) == (4, 4, 1, 1)
    assert (total["answers"], total["accepted_items"]) == (3, 2)
    assert total["cost"] == pytest.approx(0.006)
    assert total["cost_per_answer"] == pytest.approx(0.002)
    assert total["cost_per_accepted_item"] == pytest.approx(0.003)
    tasks = {row["task"]: row for row in usage_of(CALLS, EVENTS)["tasks"]}
    assert (tasks["explanation"]["cost"], tasks["understanding"]["cost"]) == (0.004, 0.002)
    assert (tasks["explanation"]["answers"], tasks["understanding"]["accepted_items"]) == (3, 1)


def test_each_bundle_has_its_row() -> None:
    rows = usage_of(CALLS, EVENTS)["bundles"]
    assert [(row["task"], row["model"], row["bundle"], row["calls"]) for row in rows] == [
        ("explanation", "openai:small", "b-1", 3),
        ("understanding", "openai:small", "b-1", 1),
    ]


def test_without_calls_there_is_nothing_to_divide_by() -> None:
    found = usage_of([], EVENTS)
    assert found["tasks"] == []
    assert (found["total"]["cost_per_answer"], found["total"]["cost_per_accepted_item"]) == (None, None)
