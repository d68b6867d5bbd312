"""The suite `ranking`: recommending from sequences, against the item each person really turned to last.

Beside the two stages stand what they must beat: `popular`, the sources' proposals in the order of retrieval
(`noop`) and in no order (`shuffle`), and each source alone.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from landas.errors import DataError
from landas.evaluation.leave_one_out import Outcome, Split, popular_outcome, record_candidates, split_last
from landas.events.sequences import Sequences
from landas.metrics.full_ranking import gains_at, hits_at, reciprocals
from landas.metrics.intervals import mean_estimates
from landas.metrics.slates import coverage, diversity, novelty, popularity_lift
from landas.recommend.judging import fused_order
from landas.recommend.two_stages import TwoStages, fit_two_stages
from landas.retrieval.behaviour.matrices import people_matrix

_K = 10
_PLACES = (1, 2, 3, 5, 10, 20, 50, 100)
Columns = dict[str, Any]


@dataclass
class Outcomes:
    """The two stages, the baselines, each source alone, and how many wanted items were proposed at all."""

    ranked: Outcome
    baselines: Mapping[str, Outcome]
    sources: Mapping[str, Outcome]
    proposed: list[bool] = field(default_factory=list)
    candidates: int = 0


def evaluate_ranking(log: Sequences, progress: Callable[[str], None] = lambda step: None) -> dict[str, Any]:
    """`{suite, protocol, metrics, baselines, sources, cases, …}`; every figure but coverage with its interval.

    Raises DataError where no sequence is long enough.
    """
    started, worked = time.perf_counter(), time.process_time()
    split = split_last(log)
    if not len(split.targets):
        raise DataError("no sequence has three items whose last is new.", "Give longer sequences.")
    try:
        model = fit_two_stages(split.known, progress)
    except ValueError as error:
        raise DataError(f"the ranker can't learn from these sequences: {error}.", "Give more.") from error
    progress("ranking everything unseen for everybody")
    outcomes = _outcomes(model, split)
    return {
        "suite": "ranking",
        "protocol": "leave-one-out: learnt without the last two of each, ranked among all unseen, ties half",
        **_figures(outcomes, split),
        "candidates": {
            "recall": round(float(np.mean(outcomes.proposed)), 4),
            "each": round(outcomes.candidates / len(split.targets), 1),
        },
        "importance": {name: round(share, 4) for name, share in model.ranker.importance().items()},
        "learnt_from": model.groups,
        "items": log.size,
        "cases": len(split.targets),
        "without_case": split.without_case,
        "seconds": round(time.perf_counter() - started, 1),
        "cpu_seconds": round(time.process_time() - worked, 1),
    }


def _outcomes(model: TwoStages, split: Split) -> Outcomes:
    people, chance = len(split.targets), np.random.default_rng(0)
    alone = {name: Outcome.empty(people) for name, count in model.stage.fitted.proposes.items() if count}
    noop, shuffle = Outcome.empty(people), Outcome.empty(people)
    baselines = {"popular": popular_outcome(split), "noop": noop, "shuffle": shuffle}
    found = Outcomes(Outcome.empty(people), baselines, alone)
    for start, table, scores in model.ranked(split.histories):
        record_candidates(found.ranked, split, start, table, scores)
        record_candidates(noop, split, start, table, fused_order(table, alone))
        record_candidates(shuffle, split, start, table, chance.random(len(table)))
        for name, outcome in alone.items():
            own = table.only(table.scores[name] > 0)
            record_candidates(outcome, split, start, own, own.scores[name])
        good = table.rows == split.targets[start + table.people]
        found.proposed += (np.bincount(table.people[good], minlength=len(table.histories)) > 0).tolist()
        found.candidates += len(table)
    return found


def _figures(outcomes: Outcomes, split: Split) -> dict[str, Any]:
    """Estimates of all systems from the same resamples, so that they can be compared."""
    full = {"": outcomes.ranked, **outcomes.baselines}
    known, histories = split.known, split.histories
    counts = np.bincount(known.rows, minlength=known.size)
    usual = np.bincount(histories.people(), counts[histories.rows], len(histories)) / histories.lengths
    alike = _similarity(known)
    columns: dict[tuple[str, str], Any] = {}
    for system, outcome in full.items():
        slates = outcome.slates
        columns |= {(system, name): column for name, column in _accuracy(outcome).items()}
        columns[system, f"novelty@{_K}"] = novelty(slates, counts, len(known))
        columns[system, f"diversity@{_K}"] = diversity(slates, alike)
        columns[system, f"popularity_lift@{_K}"] = popularity_lift(slates, counts, usual)
    for system, outcome in outcomes.sources.items():
        columns |= {(system, name): column for name, column in _accuracy(outcome).items()}
    columns["lead", f"ndcg@{_K}"] = _lead(outcomes)
    estimates = mean_estimates({f"{s}/{name}": column for (s, name), column in columns.items()})
    tables: dict[str, dict[str, Any]] = {}
    for key, estimate in estimates.items():
        system, name = key.split("/")
        tables.setdefault(system, {})[name] = estimate.to_document()
    for system, outcome in full.items():
        # No interval: a resample of people shows fewer items, so that its interval lies below the figure.
        shown = {"value": round(coverage(outcome.slates, known.size), 4), "n": len(split.targets)}
        tables[system][f"coverage@{_K}"] = shown
    best = dict([_best_other(outcomes)])
    return {
        "metrics": tables[""],
        "baselines": {name: tables[name] for name in outcomes.baselines},
        "sources": {name: tables[name] for name in outcomes.sources},
        "reach": {
            name: _reach(outcome)
            for name, outcome in {"ranked": outcomes.ranked, **outcomes.baselines, **best}.items()
        },
        "lead_over_best": {"over": _best_other(outcomes)[0], **tables["lead"]},
    }


def _reach(outcome: Outcome) -> dict[str, float]:
    """Places shown -> the share of people whose wanted item is among them."""
    return {str(place): round(float(hits_at(outcome.ranks, place).mean()), 4) for place in _PLACES}


def _accuracy(outcome: Outcome) -> Columns:
    return {
        f"ndcg@{_K}": gains_at(outcome.ranks, _K),
        f"recall@{_K}": hits_at(outcome.ranks, _K),
        "recall@100": hits_at(outcome.ranks, 100),
        "mrr": reciprocals(outcome.ranks),
    }


def _lead(outcomes: Outcomes) -> Any:
    return gains_at(outcomes.ranked.ranks, _K) - gains_at(_best_other(outcomes)[1].ranks, _K)


def _best_other(outcomes: Outcomes) -> tuple[str, Outcome]:
    """What the ranker would replace: the best baseline or source."""
    others = {**outcomes.baselines, **outcomes.sources}
    return max(others.items(), key=lambda other: float(gains_at(other[1].ranks, _K).mean()))


def _similarity(known: Sequences) -> Any:
    """Cosine of who turned to two items."""
    from scipy.sparse import diags

    people = people_matrix(known)
    lengths = np.sqrt(np.maximum(np.asarray(people.sum(axis=0)).ravel(), 1))
    scaled = people @ diags(1 / lengths)
    return (scaled.T @ scaled).tocsr()
