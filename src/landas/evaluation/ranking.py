"""The suite `ranking`: recommending from sequences, against the item each person really turned to last;
or from events, against what people turned to after a moment.

Beside the two stages stand what they must beat: `popular`, the sources' proposals in the order of retrieval
(`noop`) and in no order (`shuffle`), and each source alone.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from landas.errors import DataError
from landas.evaluation.held_out import (
    Outcome,
    Split,
    popular_outcome,
    record_candidates,
    split_by_time,
    split_last,
)
from landas.events.sequences import Sequences
from landas.metrics.intervals import mean_estimates
from landas.metrics.slates import coverage, diversity, novelty, popularity_lift
from landas.recommend.judging import fused_order
from landas.recommend.two_stages import TwoStages, fit_two_stages
from landas.recommend.windows import NEWCOMERS, Foreteller, fit_foreteller
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
    started = _Clocks()
    split = split_last(log)
    if not len(split):
        raise DataError("no sequence has three items whose last is new.", "Give longer sequences.")
    try:
        model = fit_two_stages(split.known, progress)
    except ValueError as error:
        raise DataError(f"the ranker can't learn from these sequences: {error}.", "Give more.") from error
    progress("ranking everything unseen for everybody")
    return {
        "suite": "ranking",
        "protocol": "leave-one-out: learnt without the last two of each, ranked among all unseen, ties half",
        **_measured(model, split),
        "importance": {name: round(share, 4) for name, share in model.ranker.importance().items()},
        "learnt_from": model.groups,
        **started.told(),
    }


def evaluate_by_time(log: Sequences, progress: Callable[[str], None] = lambda step: None) -> dict[str, Any]:
    """The same figures of what people turned to after a moment, foretold from what lay before it; `order` says what
    people with a history were answered by.

    Raises DataError where nobody turned to anything new after it.
    """
    started = _Clocks()
    try:
        split = split_by_time(log)
    except ValueError as error:
        raise DataError(
            f"these events can't be split: {error}.", "Give events of people, with times."
        ) from error
    if not len(split) or not len(split.known.rows):
        raise DataError(
            "nobody turns to anything new in the last tenth of these events.", "Give more events."
        )
    model = fit_foreteller(split.known, progress)
    progress("ranking everything unseen for everybody")
    known = split.histories.lengths > 0
    return {
        "suite": "ranking",
        "protocol": "time split: learnt before the last tenth of the events, which is foretold; ranked among all "
        "unseen, ties half",
        **_measured(model, split),
        "order": {"known": model.order, "newcomers": NEWCOMERS},
        "asked": {"known": int(known.sum()), "newcomers": int((~known).sum())},
        "popularity": model.stage.fitted.half_lives.to_document(),
        "importance": {} if model.ranker is None else dict(model.ranker.importance()),
        "learnt_from": model.groups,
        **started.told(),
    }


class _Clocks:
    def __init__(self) -> None:
        self._started, self._worked = time.perf_counter(), time.process_time()

    def told(self) -> dict[str, float]:
        return {
            "seconds": round(time.perf_counter() - self._started, 1),
            "cpu_seconds": round(time.process_time() - self._worked, 1),
        }


def _measured(model: TwoStages | Foreteller, split: Split) -> dict[str, Any]:
    outcomes = _outcomes(model, split)
    return {
        **_figures(outcomes, split),
        "candidates": {
            "recall": round(float(np.mean(outcomes.proposed)), 4),
            "each": round(outcomes.candidates / len(split), 1),
        },
        "items": split.known.size,
        "cases": len(split),
        "without_case": split.without_case,
    }


def _outcomes(model: TwoStages | Foreteller, split: Split) -> Outcomes:
    chance = np.random.default_rng(0)
    alone = {name: Outcome.empty(split) for name, count in model.stage.fitted.proposes.items() if count}
    noop, shuffle = Outcome.empty(split), Outcome.empty(split)
    baselines = {"popular": popular_outcome(split), "noop": noop, "shuffle": shuffle}
    found = Outcomes(Outcome.empty(split), baselines, alone)
    for start, table, scores in model.ranked(split.histories):
        record_candidates(found.ranked, split, start, table, scores)
        record_candidates(noop, split, start, table, fused_order(table, alone))
        record_candidates(shuffle, split, start, table, chance.random(len(table)))
        for name, outcome in alone.items():
            own = table.only(table.scores[name] > 0)
            record_candidates(outcome, split, start, own, own.scores[name])
        low, high = np.searchsorted(split.owners, [start, start + len(table.histories)])
        wanted = (split.owners[low:high] - start) * split.known.size + split.targets[low:high]
        found.proposed += np.isin(wanted, table.people * split.known.size + table.rows).tolist()
        found.candidates += len(table)
    return found


def _figures(outcomes: Outcomes, split: Split) -> dict[str, Any]:
    """Estimates of all systems from the same resamples, so that they can be compared."""
    full = {"": outcomes.ranked, **outcomes.baselines}
    known, histories = split.known, split.histories
    counts = np.bincount(known.rows, minlength=known.size)
    usual = np.bincount(histories.people(), counts[histories.rows], len(histories))
    # Who has no history is taken to turn to what everybody does.
    everybody = (counts**2).sum() / max(counts.sum(), 1)
    usual = np.where(histories.lengths > 0, usual / np.maximum(histories.lengths, 1), everybody)
    alike = _similarity(known)
    columns: dict[tuple[str, str], Any] = {}
    for system, outcome in full.items():
        slates = outcome.slates
        columns |= {(system, name): column for name, column in _accuracy(outcome, split).items()}
        columns[system, f"novelty@{_K}"] = novelty(slates, counts, len(known))
        columns[system, f"diversity@{_K}"] = diversity(slates, alike)
        columns[system, f"popularity_lift@{_K}"] = popularity_lift(slates, counts, usual.astype(np.float64))
    for system, outcome in outcomes.sources.items():
        columns |= {(system, name): column for name, column in _accuracy(outcome, split).items()}
    columns["lead", f"ndcg@{_K}"] = _lead(outcomes, split)
    estimates = mean_estimates({f"{s}/{name}": column for (s, name), column in columns.items()})
    tables: dict[str, dict[str, Any]] = {}
    for key, estimate in estimates.items():
        system, name = key.split("/")
        tables.setdefault(system, {})[name] = estimate.to_document()
    for system, outcome in full.items():
        # No interval: a resample of people shows fewer items, so that its interval lies below the figure.
        shown = {"value": round(coverage(outcome.slates, known.size), 4), "n": len(split)}
        tables[system][f"coverage@{_K}"] = shown
    best = dict([_best_other(outcomes, split)])
    return {
        "metrics": tables[""],
        "baselines": {name: tables[name] for name in outcomes.baselines},
        "sources": {name: tables[name] for name in outcomes.sources},
        "reach": {
            name: _reach(outcome, split)
            for name, outcome in {"ranked": outcomes.ranked, **outcomes.baselines, **best}.items()
        },
        "lead_over_best": {"over": _best_other(outcomes, split)[0], **tables["lead"]},
    }


def _reach(outcome: Outcome, split: Split) -> dict[str, float]:
    """Places shown -> the share of what people want that is among them."""
    return {str(place): round(float(split.hits(outcome, place).mean()), 4) for place in _PLACES}


def _accuracy(outcome: Outcome, split: Split) -> Columns:
    return {
        f"ndcg@{_K}": split.gains(outcome, _K),
        f"recall@{_K}": split.hits(outcome, _K),
        "recall@100": split.hits(outcome, 100),
        "mrr": split.reciprocals(outcome),
    }


def _lead(outcomes: Outcomes, split: Split) -> Any:
    return split.gains(outcomes.ranked, _K) - split.gains(_best_other(outcomes, split)[1], _K)


def _best_other(outcomes: Outcomes, split: Split) -> tuple[str, Outcome]:
    """What the ranker would replace: the best baseline or source."""
    others = {**outcomes.baselines, **outcomes.sources}
    return max(others.items(), key=lambda other: float(split.gains(other[1], _K).mean()))


def _similarity(known: Sequences) -> Any:
    """Cosine of who turned to two items."""
    from scipy.sparse import diags

    people = people_matrix(known)
    lengths = np.sqrt(np.maximum(np.asarray(people.sum(axis=0)).ravel(), 1))
    scaled = people @ diags(1 / lengths)
    return (scaled.T @ scaled).tocsr()
