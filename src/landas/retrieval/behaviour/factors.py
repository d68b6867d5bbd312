"""Source `factors`: items as vectors, by factorising how much oftener they meet than chance would have it.

O. Levy and Y. Goldberg, Neural word embedding as implicit matrix factorization, NIPS 2014, by a randomised
decomposition (N. Halko et al. 2011).
"""

from dataclasses import dataclass

import numpy as np

from landas.events.sequences import Sequences
from landas.retrieval.behaviour.learning import Learning
from landas.retrieval.behaviour.matrices import Matrix
from landas.retrieval.behaviour.neighbourhood import REACH
from landas.retrieval.behaviour.source import Floats, Scores
from landas.retrieval.best import places_of_best

FACTORS = 128
_PROPOSED = 400
_POWER = 0.75
"""Tempers the popularity of what is met, as word2vec does."""
_ITERATIONS = 3
_OVERSAMPLING = 16
_BATCH = 256


@dataclass(frozen=True)
class FactorSource:
    """`asking` are the vectors of items in a history, `answering` those of candidates."""

    asking: Floats
    answering: Floats
    fading: float = 0.75

    def scores(self, histories: Sequences) -> Scores:
        """The best few hundred rows a person."""
        wanted = self._wanted(histories)
        count = min(_PROPOSED, len(self.answering))
        keys, values = [], []
        for start in range(0, len(wanted), _BATCH):
            found = wanted[start : start + _BATCH] @ self.answering.T
            best = np.array([places_of_best(row, count) for row in found])
            people = np.arange(start, start + len(found), dtype=np.int64)[:, None]
            keys.append((people * histories.size + best).ravel())
            values.append(np.maximum(np.take_along_axis(found, best, 1), 0).ravel())
        none = np.zeros(0, dtype=np.int64)
        scores = np.concatenate([np.zeros(0, dtype=np.float32), *values])
        return Scores(np.concatenate([none, *keys]), {"factors": scores})

    def _wanted(self, histories: Sequences) -> Floats:
        back = histories.places_back()
        read = back < REACH
        weighted = self.asking[histories.rows[read]] * (np.float32(self.fading) ** back[read])[:, None]
        wanted = np.zeros((len(histories), self.asking.shape[1]), dtype=np.float32)
        if len(histories) == 1:
            # Careful: one after another, as `add.at` does it; another order would round otherwise.
            for entry in weighted:
                wanted[0] += entry
        else:
            np.add.at(wanted, histories.people()[read], weighted)
        return wanted


def learn_factors(known: Learning) -> FactorSource:
    from scipy.sparse import csr_matrix

    size = known.log.size
    pairs = known.covisits.far_both_ways().tocoo()
    rows = np.bincount(pairs.row, pairs.data, size)
    columns = np.bincount(pairs.col, pairs.data, size) ** _POWER
    expected = rows[pairs.row] * columns[pairs.col] / max(columns.sum(), 1e-9)
    surprise = np.maximum(np.log(np.maximum(pairs.data / np.maximum(expected, 1e-9), 1e-9)), 0)
    matrix = csr_matrix((surprise.astype(np.float32), (pairs.row, pairs.col)), shape=pairs.shape)
    left, strengths, right = _decomposed(matrix, min(FACTORS, size))
    root = np.sqrt(strengths)
    return FactorSource((left * root).astype(np.float32), (right.T * root).astype(np.float32))


def _decomposed(matrix: Matrix, count: int) -> tuple[Floats, Floats, Floats]:
    chance = np.random.default_rng(0)
    width = min(count + _OVERSAMPLING, matrix.shape[1])
    basis = matrix @ chance.standard_normal((matrix.shape[1], width)).astype(np.float32)
    for _ in range(_ITERATIONS):
        basis = matrix @ (matrix.T @ np.linalg.qr(basis)[0])
    basis = np.linalg.qr(basis)[0]
    left, strengths, right = np.linalg.svd((matrix.T @ basis).T, full_matrices=False)
    return (basis @ left)[:, :count], strengths[:count], right[:count]
