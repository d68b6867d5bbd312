"""Recommending from behaviour in two stages: many sources propose, the learned ranker orders.

The ranker learns on a cut in time: the sources it learns from never saw what came next. Then they are fitted
again on everything, which is what they answer from.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landas.events.sequences import Ints, Sequences
from landas.ranking.learned.features.feature import Feature, FeatureKind
from landas.ranking.learned.features.kinds import FEATURES
from landas.ranking.learned.ranker import LearnedRanker, TrainingRows
from landas.ranking.learned.table import CandidateTable, Floats
from landas.retrieval.behaviour.kinds import BEHAVIOUR_SOURCES
from landas.retrieval.behaviour.source import BehaviourSource, SourceKind, strongest

_BATCH = 512
_SHORTEST = 3
"""A person needs a history of two and what came next to teach the ranker."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Stage:
    """Fitted sources and features, from the same log."""

    kinds: Sequence[SourceKind]
    sources: Mapping[str, BehaviourSource]
    features: Sequence[Feature]

    def candidates(self, histories: Sequences) -> CandidateTable:
        """Everything any source proposes for a person and that isn't in the history, with all sources' scores."""
        seen = _keys(histories.people(), histories.rows, histories.size)
        found = {name: source.scores(histories).tocsr() for name, source in self.sources.items()}
        for matrix in found.values():
            matrix.sort_indices()
            matrix.data[np.isin(_keys_of(matrix), seen)] = 0
        proposed = [_keys_of(strongest(found[k.name], k.proposes)) for k in self.kinds if k.proposes]
        wanted = np.unique(np.concatenate(proposed))
        scores = {name: _looked_up(matrix, wanted) for name, matrix in found.items()}
        return CandidateTable(wanted // histories.size, wanted % histories.size, scores, histories)


def fit_stage(
    log: Sequences,
    kinds: Sequence[SourceKind] = BEHAVIOUR_SOURCES,
    features: Sequence[FeatureKind] = FEATURES,
    progress: Progress = lambda step: None,
) -> Stage:
    sources: dict[str, BehaviourSource] = {}
    for kind in kinds:
        started = time.perf_counter()
        sources[kind.name] = kind.fit(log)
        progress(f"{kind.name}: fitted in {time.perf_counter() - started:.1f} s")
    return Stage(kinds, sources, [learn(log) for learn in features])


@dataclass(frozen=True)
class TwoStages:
    """A stage over the whole log and the ranker that learnt on a cut of it."""

    stage: Stage
    ranker: LearnedRanker
    groups: int
    """How many moments the ranker learnt from."""

    def ranked(self, histories: Sequences) -> Iterator[tuple[int, CandidateTable, Floats]]:
        """Batches of people: the first one's place, their candidates, the ranker's scores."""
        for start, batch in batches(histories):
            table = self.stage.candidates(batch)
            yield start, table, self.ranker.scores(table, self.stage.features)


def fit_two_stages(log: Sequences, progress: Progress = lambda step: None) -> TwoStages:
    """Raises ValueError where nobody's sequence is long enough to learn from."""
    ranker, groups = train_ranker(log, progress)
    progress("fitting the sources on everything")
    return TwoStages(fit_stage(log, progress=progress), ranker, groups)


def train_ranker(log: Sequences, progress: Progress) -> tuple[LearnedRanker, int]:
    """From each person's last item and the sources fitted without any of these."""
    before, targets = log.without_last(1), log.back(0)
    stage = fit_stage(before, progress=progress)
    rows = TrainingRows(stage.features)
    enough: NDArray[np.bool_] = log.lengths >= _SHORTEST
    wanted: Ints = targets[enough]
    for start, batch in batches(before.only(enough)):
        rows.add(stage.candidates(batch), wanted[start : start + len(batch)])
    progress(f"training on {rows.groups} moments")
    return rows.train(), rows.groups


def batches(histories: Sequences) -> Iterator[tuple[int, Sequences]]:
    for start in range(0, len(histories), _BATCH):
        yield start, histories.between(start, min(start + _BATCH, len(histories)))


def _keys(people: NDArray[Any], rows: NDArray[Any], size: int) -> Ints:
    """Person and row as one number, ascending by person."""
    keys: Ints = people.astype(np.int64) * size + rows
    return keys


def _keys_of(matrix: Any) -> Ints:
    people = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    return _keys(people, matrix.indices, matrix.shape[1])


def _looked_up(matrix: Any, wanted: Ints) -> Floats:
    """The entries of a matrix with sorted indices, 0 where there is none."""
    keys = _keys_of(matrix)
    if not len(keys):
        return np.zeros(len(wanted), dtype=np.float32)
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[places] == wanted, matrix.data[places], 0).astype(np.float32)
