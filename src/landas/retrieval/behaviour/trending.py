"""Source `trending`: what many people turned to, the late places of their sequences counting most.

It reads no history, so it has an answer for a person nobody knows.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from landas.events.sequences import Sequences
from landas.retrieval.behaviour.source import Matrix

_PROPOSED = 200
_FADING = 0.8


@dataclass(frozen=True)
class TrendingSource:
    rows: NDArray[np.int64]
    strengths: NDArray[np.float32]

    def scores(self, histories: Sequences) -> Matrix:
        people, count = len(histories), len(self.rows)
        offsets = np.arange(people + 1) * count
        entries = (np.tile(self.strengths, people), np.tile(self.rows, people), offsets)
        return csr_matrix(entries, shape=(people, histories.size))


def learn_trending(log: Sequences) -> TrendingSource:
    counts = np.bincount(log.rows, _FADING ** log.places_back(), log.size)
    best = np.argsort(-counts, kind="stable")[:_PROPOSED]
    best = np.sort(best[counts[best] > 0])
    return TrendingSource(best, (counts[best] / max(counts.max(), 1e-9)).astype(np.float32))
