"""The suite `search`: rankings of the search surface against graded judgements."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from landas.evaluation.cases import SearchCase
from landas.metrics.intervals import Estimate, mean_estimate
from landas.metrics.ranking import Grades, judged_only, ndcg_at, recall_at, reciprocal_rank
from landas.recommend.draft import Draft, Request
from landas.recommend.parts import Parts
from landas.recommend.run import run_steps
from landas.recommend.service import new_draft
from landas.recommend.surfaces.search import search_steps

SHOWN = 50

SearchMetric = Callable[[Sequence[str], Grades], float | None]
METRICS: Mapping[str, SearchMetric] = {
    "ndcg@10": lambda ranking, grades: ndcg_at(ranking, grades, 10),
    "ndcg@10_judged": lambda ranking, grades: ndcg_at(judged_only(ranking, grades), grades, 10),
    "mrr": reciprocal_rank,
    "recall@10": lambda ranking, grades: recall_at(ranking, grades, 10),
    "recall@50": lambda ranking, grades: recall_at(ranking, grades, 50),
}


def evaluate_search(parts: Parts, cases: Sequence[SearchCase]) -> dict[str, Any]:
    """`{suite, metrics, cases, without_relevant, per_case}`; queries without a relevant item are only counted."""
    per_case = [_measure(parts, case) for case in cases]
    counted = [scores for scores in per_case if scores["metrics"]["ndcg@10"] is not None]
    metrics = {name: _mean(counted, name).to_document() for name in METRICS} if counted else {}
    return {
        "suite": "search",
        "metrics": metrics,
        "cases": len(cases),
        "without_relevant": len(cases) - len(counted),
        "per_case": per_case,
    }


def _measure(parts: Parts, case: SearchCase) -> dict[str, Any]:
    ranking = full_ranking(parts, case.query)
    return {
        "query": case.query,
        "metrics": {n: metric(ranking, case.grades) for n, metric in METRICS.items()},
    }


def _mean(scores: Sequence[Mapping[str, Any]], name: str) -> Estimate:
    return mean_estimate([s["metrics"][name] for s in scores])


def full_ranking(parts: Parts, query: str) -> list[str]:
    """Every candidate of a query in order: the slate as it is shown, then the candidates below it."""
    return ranking_of(ranked_draft(parts, SearchCase(query, {})))


def ranked_draft(parts: Parts, case: SearchCase) -> Draft:
    """The finished draft of a case's search."""
    draft = new_draft(parts, Request("search", parts.clock(), k=SHOWN, text=case.query, locale=case.language))
    run_steps(search_steps(parts), draft)
    return draft


def ranking_of(draft: Draft) -> list[str]:
    """The ids of a draft's slate, then of the candidates below it."""
    shown = [place.version.item.item_id for place in draft.slate]
    return [*shown, *(c.item_id for c in draft.candidates if c.item_id not in set(shown))]
