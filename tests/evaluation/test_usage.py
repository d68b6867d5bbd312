"""What models cost: sums that a reader can do by hand."""

from datetime import UTC, datetime

import pytest

from landas.evaluation.usage import usage_of
from landas.events.events import Event, EventType
from landas.ids import EventId, ItemId, ReceiptId
from landas.llm.calls import CallRecord
from landas.llm.prices import batch_price_of, batch_prices, price_of
from landas.recommend.store import Feedback
from landas.settings import LlmSection

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


def said(receipt: str, rating: float) -> Feedback:
    return Feedback(ReceiptId(receipt), rating, None, NOON)


def test_what_people_said_stands_beside_what_it_cost() -> None:
    feedback = [said("r-1", 5), said("r-1", 2), said("r-2", 4), said("r-8", 1)]
    found = usage_of(CALLS, EVENTS, feedback)
    assert (found["total"]["ratings"], found["total"]["mean_rating"]) == (3, pytest.approx(11 / 3))
    tasks = {row["task"]: row for row in found["tasks"]}
    assert (tasks["understanding"]["ratings"], tasks["understanding"]["mean_rating"]) == (2, 3.5)
    assert found["feedback"] == {
        "all": {"ratings": 4, "mean_rating": 3.0},
        "without_model": {"ratings": 1, "mean_rating": 1.0},
    }


def test_calls_in_shadow_are_told_apart_and_bring_nothing() -> None:
    found = usage_of([*CALLS, call("k-5", "r-1", 9.0, shadow=True)], EVENTS, [said("r-1", 5)])
    assert found["total"]["cost"] == pytest.approx(0.006)
    (row,) = found["shadow"]
    assert (row["calls"], row["cost"], row["accepted_items"], row["ratings"]) == (1, 9.0, 0, 0)


def test_faults_are_added_up() -> None:
    faulty = [
        call("k-6", "r-1", 0.0, schema_errors=1, unsupported=2),
        call("k-7", "r-2", 0.0, check_errors=2),
    ]
    total = usage_of(faulty, [])["total"]
    assert [total[kind] for kind in ("schema_errors", "check_errors", "contradicted", "unsupported")] == [
        1,
        2,
        0,
        2,
    ]


def test_what_the_same_calls_would_have_cost_as_a_batch() -> None:
    half = LlmSection(
        provider="openai", model="small", price_input=20.0, price_output=20.0, price_input_batch=10.0,
        price_output_batch=10.0,
    )  # fmt: skip
    total = usage_of(CALLS, EVENTS, [], batch_prices(half))["total"]
    # Three calls were made, of which one has no known cost: 2 × 110 tokens at 10 a million.
    assert total["batch"] == {"calls": 2, "cost": 0.006, "cost_as_batch": pytest.approx(0.0022)}
    assert usage_of(CALLS, EVENTS, [], batch_prices(None))["total"]["batch"] is None


def test_batch_prices_are_those_of_the_file_else_the_published_ones_else_none() -> None:
    known = LlmSection(provider="openai", model="gpt-5-mini")
    one, batch = price_of(known), batch_price_of(known)
    assert one is not None
    assert batch is not None
    assert batch.nanos(1000, 1000) * 2 == one.nanos(1000, 1000)
    assert batch_price_of(LlmSection(provider="openai", model="nobody-knows")) is None
    assert batch_price_of(LlmSection(provider="local")) is None
    own = known.model_copy(update={"price_input": 1.0, "price_output": 1.0})
    assert batch_price_of(own) is None
