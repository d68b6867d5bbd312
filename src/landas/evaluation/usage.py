"""What language models cost and brought: per task, per answer, and per item that a person acted on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from landas.events.events import Event
from landas.llm.calls import CallRecord

ACCEPTING = frozenset({"click", "cart", "purchase", "like", "accept"})
"""Events by which a person accepts an item of an answer. Only those count that name the answer's receipt."""


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
    receipts: set[str] = field(default_factory=set)

    def add(self, call: CallRecord) -> None:
        self.calls += 1
        self.answered += call.outcome == "answer"
        self.cached += call.cached
        self.requests += call.attempts
        self.input_tokens += call.input_tokens
        self.output_tokens += call.output_tokens
        self.cost += call.cost or 0.0
        self.unpriced += call.cost is None
        if call.receipt_id is not None:
            self.receipts.add(call.receipt_id)

    def to_document(self, accepted: dict[str, set[str]]) -> dict[str, Any]:
        items = sum(len(accepted.get(receipt, ())) for receipt in self.receipts)
        return {
            "calls": self.calls,
            "answered": self.answered,
            "cached": self.cached,
            "requests": self.requests,
            "input_tokens": self.input_tokens,
            "output_tokens": self.output_tokens,
            "cost": round(self.cost, 9),
            "unpriced_calls": self.unpriced,
            "answers": len(self.receipts),
            "cost_per_answer": _ratio(self.cost, len(self.receipts)),
            "accepted_items": items,
            "cost_per_accepted_item": _ratio(self.cost, items),
        }


def usage_of(calls: Iterable[CallRecord], events: Iterable[Event]) -> dict[str, Any]:
    """`{total, tasks: [{task, …}], bundles: [{task, model, bundle, …}]}`, each with calls, tokens and costs.

    Costs are in the currency of the project's prices; calls whose cost isn't known are counted as `unpriced_calls`
    and add nothing. A ratio without a denominator is None.
    """
    total = _Sum()
    tasks: dict[str, _Sum] = defaultdict(_Sum)
    bundles: dict[tuple[str, str, str], _Sum] = defaultdict(_Sum)
    for call in calls:
        for group in (
            total,
            tasks[call.task],
            bundles[call.task, f"{call.provider}:{call.model}", call.bundle],
        ):
            group.add(call)
    accepted = _accepted(events, total.receipts)
    return {
        "total": total.to_document(accepted),
        "tasks": [{"task": task, **found.to_document(accepted)} for task, found in sorted(tasks.items())],
        "bundles": [
            {"task": task, "model": model, "bundle": bundle, **found.to_document(accepted)}
            for (task, model, bundle), found in sorted(bundles.items())
        ],
    }


def _accepted(events: Iterable[Event], receipts: set[str]) -> dict[str, set[str]]:
    """The items that people acted on, by the receipt of the answer that showed them; each once an answer."""
    accepted: dict[str, set[str]] = defaultdict(set)
    if receipts:
        for event in events:
            if event.type in ACCEPTING and event.receipt_id in receipts and event.item_id is not None:
                accepted[event.receipt_id].add(event.item_id)
    return accepted


def _ratio(cost: float, count: int) -> float | None:
    return round(cost / count, 9) if count else None
