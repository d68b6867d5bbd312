"""The learned ranker beside what it would replace, on moments after everything it learnt from.

A ranker goes live on a surface only where the interval of its lead lies above nothing: people, not moments, are
resampled, and both rankers order the same candidates.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landas.metrics.intervals import Estimate, mean_estimate, mean_estimates
from landas.ranking.learned.table import CandidateTable, Floats, ranks_within
from landas.recommend.moments import Moments, by_person
from landas.recommend.two_stages import Stage, candidates_at
from landas.retrieval.fusion import FLATTENING

K, ALONE_K = 10, 20

Order = Callable[[CandidateTable], NDArray[Any]]


@dataclass
class Judged:
    """For each moment what each order gained, whether each source alone held the target, and all of them together."""

    gains: dict[str, list[NDArray[np.float64]]] = field(default_factory=dict)
    alone: dict[str, list[NDArray[np.float64]]] = field(default_factory=dict)
    proposed: list[NDArray[np.float64]] = field(default_factory=list)


def judge(stage: Stage, orders: Mapping[str, Order], moments: Moments) -> "Judgement":
    found = Judged()
    for part, proposed in candidates_at(stage, moments):
        targets = moments.targets[part]
        for name, order in orders.items():
            scores = order(proposed.table)
            found.gains.setdefault(name, []).append(_gains(proposed.table, scores, targets))
        for name in proposed.by_source:
            found.alone.setdefault(name, []).append(_held(proposed.table, name, targets))
        good = proposed.table.rows == targets[proposed.table.people]
        found.proposed.append(np.bincount(proposed.table.people, good, len(targets)).astype(np.float64))
    return Judgement(
        {name: by_person(np.concatenate(parts), moments) for name, parts in found.gains.items()},
        {name: by_person(np.concatenate(parts), moments) for name, parts in found.alone.items()},
        by_person(np.concatenate(found.proposed), moments),
        len(moments),
    )


@dataclass(frozen=True)
class Judgement:
    """One figure a person each."""

    gains: Mapping[str, NDArray[np.float64]]
    alone: Mapping[str, NDArray[np.float64]]
    proposed: NDArray[np.float64]
    moments: int

    def lead(self, name: str, over: str) -> Estimate:
        return mean_estimate((self.gains[name] - self.gains[over]).tolist())

    def to_document(self) -> dict[str, Any]:
        ndcg, recall = mean_estimates(_lists(self.gains)), mean_estimates(_lists(self.alone))
        return {
            f"ndcg@{K}": {name: estimate.to_document() for name, estimate in ndcg.items()},
            f"recall@{ALONE_K}": {name: estimate.to_document() for name, estimate in recall.items()},
            "candidate_recall": mean_estimate(self.proposed.tolist()).to_document(),
            "moments": self.moments,
            "people": len(self.proposed),
        }


def _lists(columns: Mapping[str, NDArray[np.float64]]) -> dict[str, list[float]]:
    return {name: column.tolist() for name, column in columns.items()}


def _gains(table: CandidateTable, scores: NDArray[Any], targets: NDArray[Any]) -> NDArray[np.float64]:
    good = table.rows == targets[table.people]
    ranks = ranks_within(table.people, scores)[good]
    found = np.zeros(len(targets))
    found[table.people[good]] = np.where(ranks < K, 1 / np.log2(ranks + 2), 0)
    return found


def _held(table: CandidateTable, name: str, targets: NDArray[Any]) -> NDArray[np.float64]:
    own = table.only(table.scores[name] > 0)
    if not len(own):
        return np.zeros(len(targets))
    good = own.rows == targets[own.people]
    ranks = ranks_within(own.people, own.scores[name])
    return np.bincount(own.people, good & (ranks < ALONE_K), len(targets)).astype(np.float64)


def fused_order(table: CandidateTable, names: Iterable[str]) -> Floats:
    """The baseline `noop`: the order in which retrieval would hand its candidates on."""
    total = np.zeros(len(table), dtype=np.float32)
    for name in names:
        scores = table.scores[name]
        total += np.where(scores > 0, 1 / (FLATTENING + 1 + ranks_within(table.people, scores)), 0)
    return total
