"""The suite `order`: the same candidates in the base order and in a model's, against graded judgements, and whether the
model may order.

Each query is asked twice, shown from both ends, so that how far the model agrees with itself is measured too.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from landas.clock import Deadline
from landas.evaluation.cases import SearchCase
from landas.evaluation.order_gate import JudgedQuery, asked_model, judge_bundle
from landas.evaluation.records import EvaluationRecords
from landas.llm.calls import CallRecord
from landas.metrics.agreement import kendall_tau
from landas.metrics.intervals import mean_estimate
from landas.metrics.ranking import judged_only, ndcg_at
from landas.ranking.contracts.order.contract import ORDER
from landas.ranking.contracts.order.task_input import MOST_CANDIDATES
from landas.ranking.model_order import stability
from landas.recommend.draft import Draft, OrderedByModel, Request
from landas.recommend.order_input import order_input
from landas.recommend.parts import Parts
from landas.recommend.run import Step, run_steps
from landas.recommend.service import new_draft
from landas.recommend.steps.order_by_model import (
    Asked,
    OrderByModel,
    ask,
    base_order,
    decided,
    in_order,
)
from landas.recommend.surfaces.search import search_steps
from landas.settings import LlmSection, ProjectSettings, TaskSection, switched_on

PASSES = 2
_DEPTH = 10

Scores = Mapping[str, float | None]
Scored = tuple[SearchCase, "Compared", Scores]


@dataclass(frozen=True, slots=True)
class Compared:
    """One query's candidates in three orders: of ranking, as a person is shown them, and as first proposed."""

    base: list[str]
    shown: list[str]
    proposed: list[str]
    order: OrderedByModel
    stability: float | None
    copied: float | None
    """How far the first proposal follows the order of presentation: 1 where it copies it."""
    calls: tuple[CallRecord, ...]
    language: str


def evaluate_order(
    settings: ProjectSettings,
    records: EvaluationRecords,
    cases: Sequence[SearchCase],
    parts: Callable[[], Parts],
    use_model: Callable[[LlmSection | None], None],
) -> dict[str, Any]:
    """The record, with the gate's verdict on the task's bundle, which is kept. `use_model` changes what `parts` ask; it
    ends as it began.

    A project without `[llm.tasks.order]` is measured with the task's defaults. Raises SetupError without `[llm]`.
    """
    llm = asked_model(settings)
    try:
        # What is to be measured may order meanwhile, and every answer is a fresh one.
        use_model(llm.model_copy(update={"require_evaluation": False, "cache": "off"}))
        section = switched_on(llm, ORDER.task) or TaskSection()
        compared = [_compared(parts(), case, section) for case in cases]
        bundle = parts().gateway.bundle(ORDER)
    finally:
        use_model(llm)
    scored = [(case, one, _scores(case, one)) for case, one in zip(cases, compared, strict=True)]
    return judge_bundle(order_record(scored), bundle, ORDER.task, _judged(scored), settings, records)


def _judged(scored: Sequence[Scored]) -> list[JudgedQuery]:
    return [
        JudgedQuery(one.language, bool(one.order.proposed), shown - base)
        for _, one, scores in scored
        if (base := scores["ndcg@10_base"]) is not None and (shown := scores["ndcg@10_model"]) is not None
    ]


def order_record(scored: Sequence[Scored]) -> dict[str, Any]:
    """`{suite, metrics, base_kept, usage, cases, without_relevant, per_case}`; a `difference` is paired."""
    compared = [one for _, one, _ in scored]
    counted = [scores for _, _, scores in scored if scores["ndcg@10_base"] is not None]
    return {
        "suite": "order",
        "metrics": _metrics(counted, compared),
        "base_kept": dict(Counter(one.order.base_kept or "model's order" for one in compared)),
        "usage": _usage(compared),
        "cases": len(scored),
        "without_relevant": len(scored) - len(counted),
        "per_case": [
            {
                "query": case.query,
                "language": one.language,
                "base_kept": one.order.base_kept,
                "confidence": one.order.confidence,
                "stability": one.stability,
                "metrics": dict(scores),
            }
            for case, one, scores in scored
        ],
    }


def _compared(parts: Parts, case: SearchCase, section: TaskSection) -> Compared:
    draft = new_draft(parts, Request("search", parts.clock(), text=case.query, locale=case.language))
    step = OrderByModel(parts)
    run_steps(_before(step.name, search_steps(parts)), draft)
    base = draft.candidates[:MOST_CANDIDATES]
    kept = step.withheld(draft)
    asked = [] if kept else _asked(parts, draft, section)
    # Careful: as served, the second answer is there only where the project asks for it.
    order = base_order(base, kept) if kept else decided(base, asked[: section.passes], section, parts)
    rankings = [each.ranking for each in asked if each.ranking]
    first = replace(order, accepted=order.proposed[0]) if order.proposed else order
    return Compared(
        base=[candidate.item_id for candidate in draft.candidates],
        shown=[candidate.item_id for candidate in in_order(draft.candidates, order)],
        proposed=[candidate.item_id for candidate in in_order(draft.candidates, first)],
        order=order,
        stability=stability(rankings),
        copied=_copied(draft, parts, asked),
        calls=tuple(each.call for each in asked if each.call),
        language=case.language or draft.intent.language,
    )


def _before(name: str, steps: Sequence[Step[Draft]]) -> list[Step[Draft]]:
    return list(steps[: [step.name for step in steps].index(name)])


def _asked(parts: Parts, draft: Draft, section: TaskSection) -> list[Asked]:
    """Each pass has the time that it has when a person waits."""
    told = order_input(draft, draft.candidates[:MOST_CANDIDATES], parts)
    time = Deadline.after_ms(section.deadline_ms * PASSES / section.passes)
    return ask(parts, draft, told, PASSES, time)


def _copied(draft: Draft, parts: Parts, asked: Sequence[Asked]) -> float | None:
    if not asked or asked[0].ranking is None:
        return None
    shown = order_input(draft, draft.candidates[:MOST_CANDIDATES], parts).presented
    return kendall_tau(shown, asked[0].ranking.named, range(len(shown)))


def _scores(case: SearchCase, one: Compared) -> dict[str, float | None]:
    scores: dict[str, float | None] = {}
    for suffix, ranking in (("base", one.base), ("model", one.shown), ("proposed", one.proposed)):
        scores[f"ndcg@10_{suffix}"] = ndcg_at(ranking, case.grades, _DEPTH)
        judged = judged_only(ranking, case.grades)
        scores[f"ndcg@10_judged_{suffix}"] = ndcg_at(judged, case.grades, _DEPTH)
    return scores


def _metrics(scores: Sequence[Scores], compared: Sequence[Compared]) -> dict[str, Any]:
    if not scores:
        return {}
    values = {name: [score or 0.0 for each in scores for score in [each[name]]] for name in scores[0]}
    for kind in ("ndcg@10", "ndcg@10_judged"):
        base = values[f"{kind}_base"]
        for order in ("model", "proposed"):
            other = values[f"{kind}_{order}"]
            values[f"{kind}_{order}_difference"] = [b - a for a, b in zip(base, other, strict=True)]
    values["touched"] = [float(one.order.touched) for one in compared]
    values["answered"] = [float(bool(one.order.proposed)) for one in compared]
    values["stability"] = [one.stability for one in compared if one.stability is not None]
    values["copied_presentation"] = [one.copied for one in compared if one.copied is not None]
    return {name: mean_estimate(each).to_document() for name, each in values.items() if each}


def _usage(compared: Sequence[Compared]) -> dict[str, Any]:
    """What the asking cost, per query; `cost` is None where the price of a call isn't known."""
    calls = [call for one in compared for call in one.calls]
    costs = [call.cost for call in calls]
    queries = max(1, len(compared))
    known = [cost for cost in costs if cost is not None]
    return {
        "calls": len(calls),
        "cached": sum(call.cached for call in calls),
        "input_tokens_per_query": round(sum(call.input_tokens for call in calls) / queries, 1),
        "output_tokens_per_query": round(sum(call.output_tokens for call in calls) / queries, 1),
        "cost_per_query": sum(known) / queries if len(known) == len(costs) else None,
        "latency_ms_per_call": round(sum(call.latency_ms for call in calls) / max(1, len(calls)), 1),
    }
