"""What language models cost and brought: per task, answer and item that a person acted on, and what people said."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from landas.events.events import Event
from landas.llm.calls import CallRecord
from landas.llm.prices import NANO, Price
from landas.recommend.store import Feedback

ACCEPTING = frozenset({"click", "cart", "purchase", "like", "accept"})
"""Events by which a person accepts an item of an answer. Only those count that name the answer's receipt."""

BatchPrices = Callable[[CallRecord], Price | None]
"""What the model of a call costs in a batch; None where it has no such price."""


@dataclass(frozen=True)
class _Brought:
    """What came of answers, by receipt: the items that people acted on, and their ratings."""

    accepted: Mapping[str, set[str]]
    ratings: Mapping[str, Sequence[float]]


@dataclass
class _Sum:
    """Calls added up. `receipts` are the answers they were made for."""

    calls: int = 0
    answered: int = 0
    cached: int = 0
    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float = 0.0
    unpriced: int = 0
    schema_errors: int = 0
    check_errors: int = 0
    contradicted: int = 0
    unsupported: int = 0
    batch_calls: int = 0
    batch_before: float = 0.0
    batch_cost: float = 0.0
    receipts: set[str] = field(default_factory=set)

    def add(self, call: CallRecord, batch: Price | None) -> None:
        self.calls += 1
        self.answered += call.outcome == "answer"
        self.cached += call.cached
        self.requests += call.attempts
        self.cost += call.cost or 0.0
        self.unpriced += call.cost is None
        for kind in _ADDED:
            setattr(self, kind, getattr(self, kind) + getattr(call, kind))
        if batch is not None and call.cost is not None and call.attempts:
            self.batch_calls += 1
            self.batch_before += call.cost
            self.batch_cost += batch.nanos(call.input_tokens, call.output_tokens) / NANO
        if call.receipt_id is not None:
            self.receipts.add(call.receipt_id)

    def to_document(self, brought: _Brought) -> dict[str, Any]:
        items = sum(len(brought.accepted.get(receipt, ())) for receipt in self.receipts)
        ratings = [rating for receipt in self.receipts for rating in brought.ratings.get(receipt, ())]
        return {
            "calls": self.calls,
            "answered": self.answered,
            "cached": self.cached,
            "requests": self.requests,
            **{kind: getattr(self, kind) for kind in _ADDED},
            "cost": round(self.cost, 9),
            "unpriced_calls": self.unpriced,
            "answers": len(self.receipts),
            "cost_per_answer": _ratio(self.cost, len(self.receipts)),
            "accepted_items": items,
            "cost_per_accepted_item": _ratio(self.cost, items),
            "batch": {
                "calls": self.batch_calls,
                "cost": round(self.batch_before, 9),
                "cost_as_batch": round(self.batch_cost, 9),
            }
            if self.batch_calls
            else None,
            **_rated(ratings),
        }


_ADDED = ("input_tokens", "output_tokens", "schema_errors", "check_errors", "contradicted", "unsupported")


def usage_of(
    calls: Iterable[CallRecord],
    events: Iterable[Event],
    feedback: Iterable[Feedback] = (),
    batch_prices: BatchPrices = lambda call: None,
) -> dict[str, Any]:
    """`{total, tasks: [{task, …}], bundles: [{task, model, bundle, …}], shadow, feedback}`.

    Costs are in the currency of the project's prices; calls whose cost isn't known are counted as `unpriced_calls`
    and add nothing. A ratio without a denominator is None. `batch` is what the calls of models with a batch price
    cost, and would have cost as a batch; None without any. `shadow` are the bundles that nobody was shown, which are
    in no other sum. `feedback` is of all answers, and of those that no model was asked for.
    """
    total = _Sum()
    tasks: dict[str, _Sum] = defaultdict(_Sum)
    bundles: dict[tuple[str, str, str], _Sum] = defaultdict(_Sum)
    shadow: dict[tuple[str, str, str], _Sum] = defaultdict(_Sum)
    for call in calls:
        batch, bundle = batch_prices(call), (call.task, f"{call.provider}:{call.model}", call.bundle)
        groups = (shadow[bundle],) if call.shadow else (total, tasks[call.task], bundles[bundle])
        for group in groups:
            group.add(call, batch)
    ratings = _ratings(feedback)
    brought = _Brought(_accepted(events, total.receipts), ratings)
    unasked = [given for receipt, given in ratings.items() if receipt not in total.receipts]
    return {
        "total": total.to_document(brought),
        "tasks": [{"task": task, **found.to_document(brought)} for task, found in sorted(tasks.items())],
        "bundles": _by_bundle(bundles, brought),
        # What people did and said is owed to the words that they saw.
        "shadow": _by_bundle(shadow, _Brought({}, {})),
        "feedback": {
            "all": _rated([rating for given in ratings.values() for rating in given]),
            "without_model": _rated([rating for given in unasked for rating in given]),
        },
    }


def _by_bundle(sums: Mapping[tuple[str, str, str], _Sum], brought: _Brought) -> list[dict[str, Any]]:
    return [
        {"task": task, "model": model, "bundle": bundle, **found.to_document(brought)}
        for (task, model, bundle), found in sorted(sums.items())
    ]


def _accepted(events: Iterable[Event], receipts: set[str]) -> dict[str, set[str]]:
    """The items that people acted on, by the receipt of the answer that showed them; each once an answer."""
    accepted: dict[str, set[str]] = defaultdict(set)
    if receipts:
        for event in events:
            if event.type in ACCEPTING and event.receipt_id in receipts and event.item_id is not None:
                accepted[event.receipt_id].add(event.item_id)
    return accepted


def _ratings(feedback: Iterable[Feedback]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for said in feedback:
        found[said.receipt_id].append(said.rating)
    return found


def _rated(ratings: Sequence[float]) -> dict[str, Any]:
    return {
        "ratings": len(ratings),
        "mean_rating": round(sum(ratings) / len(ratings), 6) if ratings else None,
    }


def _ratio(cost: float, count: int) -> float | None:
    return round(cost / count, 9) if count else None
