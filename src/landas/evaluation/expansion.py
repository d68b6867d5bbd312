"""The suite `expansion`: the same searches with a model's other words and without, against graded judgements; which of
its terms passed the measure, and what they brought.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from landas.evaluation.cases import SearchCase
from landas.evaluation.order_gate import JudgedQuery, asked_model, judge_bundle
from landas.evaluation.records import EvaluationRecords
from landas.evaluation.search import ranked_draft, ranking_of
from landas.metrics.intervals import mean_estimate
from landas.metrics.ranking import Grades, ndcg_at, recall_at
from landas.recommend.draft import Draft
from landas.recommend.expanding import TriedTerm
from landas.recommend.parts import Parts
from landas.settings import LlmSection, ProjectSettings, TaskSection
from landas.understanding.contracts.expansion.contract import EXPANSION

MEASURES: Mapping[str, Callable[[Sequence[str], Grades], float | None]] = {
    "ndcg@10": lambda ranking, grades: ndcg_at(ranking, grades, 10),
    "recall@50": lambda ranking, grades: recall_at(ranking, grades, 50),
}


@dataclass(frozen=True, slots=True)
class ExpandedCase:
    """One query's two rankings and what was asked for it. `relevant_found`: relevant items that only terms brought."""

    case: SearchCase
    base: list[str]
    expanded: list[str]
    draft: Draft

    @property
    def terms(self) -> tuple[TriedTerm, ...]:
        return self.draft.expanded.terms if self.draft.expanded else ()

    @property
    def relevant_found(self) -> int:
        relevant = {item_id for item_id, grade in self.case.grades.items() if grade > 0}
        return len(relevant & set(self.expanded) - set(self.base))


def evaluate_expansion(
    settings: ProjectSettings,
    records: EvaluationRecords,
    cases: Sequence[SearchCase],
    parts: Callable[[], Parts],
    use_model: Callable[[LlmSection | None], None],
) -> dict[str, Any]:
    """The record, with the gate's verdict on the task's bundle, which is kept: a model's words must do no harm in any
    language, as an order must. `use_model` changes what `parts` ask; it ends as it began.

    A project without `[llm.tasks.expansion]` is measured with the task's defaults. Raises SetupError without `[llm]`.
    """
    llm = asked_model(settings)
    section = llm.tasks.get(EXPANSION.task, TaskSection()).model_copy(
        update={"enabled": True, "surfaces": ("chat", "search")}
    )
    other = {name: task for name, task in llm.tasks.items() if name != "order"}
    asking = {"require_evaluation": False, "cache": "off", "tasks": {**other, EXPANSION.task: section}}
    try:
        use_model(None)
        base = [ranking_of(ranked_draft(parts(), case)) for case in cases]
        use_model(llm.model_copy(update=asking))
        drafts = [ranked_draft(parts(), case) for case in cases]
        bundle = parts().gateway.bundle(EXPANSION)
    finally:
        use_model(llm)
    found = [
        ExpandedCase(case, before, ranking_of(draft), draft)
        for case, before, draft in zip(cases, base, drafts, strict=True)
    ]
    return judge_bundle(expansion_record(found), bundle, EXPANSION.task, _judged(found), settings, records)


def _judged(found: Sequence[ExpandedCase]) -> list[JudgedQuery]:
    judged = []
    for each in found:
        scores, told = _scores(each), each.draft.expanded
        before, after = scores["ndcg@10_base"], scores["ndcg@10_expanded"]
        if before is not None and after is not None:
            language = each.case.language or each.draft.intent.language
            answered = told is not None and told.fallback is None
            judged.append(JudgedQuery(language, answered, after - before))
    return judged


def expansion_record(found: Sequence[ExpandedCase]) -> dict[str, Any]:
    """`{suite, metrics, terms, cases, without_relevant, per_case}`; a `difference` is paired."""
    scored = [(each, _scores(each)) for each in found]
    counted = [scores for _, scores in scored if scores["ndcg@10_base"] is not None]
    return {
        "suite": "expansion",
        "metrics": _metrics(counted, found),
        "terms": dict(Counter(term.dropped or "accepted" for each in found for term in each.terms)),
        "cases": len(found),
        "without_relevant": len(found) - len(counted),
        "per_case": [
            {
                "query": each.case.query,
                "asked": each.draft.expanded is not None,
                "terms": [term.to_document() for term in each.terms],
                "relevant_found": each.relevant_found,
                "metrics": scores,
            }
            for each, scores in scored
        ],
    }


def _scores(each: ExpandedCase) -> dict[str, float | None]:
    return {
        f"{name}_{kind}": measure(ranking, each.case.grades)
        for name, measure in MEASURES.items()
        for kind, ranking in (("base", each.base), ("expanded", each.expanded))
    }


def _metrics(scores: Sequence[Mapping[str, float | None]], found: Sequence[ExpandedCase]) -> dict[str, Any]:
    if not scores:
        return {}
    values = {name: [each[name] or 0.0 for each in scores] for name in scores[0]}
    for name in MEASURES:
        pairs = zip(values[f"{name}_base"], values[f"{name}_expanded"], strict=True)
        values[f"{name}_difference"] = [after - before for before, after in pairs]
    values["asked"] = [float(each.draft.expanded is not None) for each in found]
    values["accepted_terms"] = [float(term.dropped is None) for each in found for term in each.terms]
    values["relevant_found"] = [float(each.relevant_found) for each in found]
    return {name: mean_estimate(each).to_document() for name, each in values.items() if each}
