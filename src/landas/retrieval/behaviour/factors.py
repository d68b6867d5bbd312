"""Source `factors`: items as vectors, by factorising how much oftener they meet than chance would have it.

O. Levy and Y. Goldberg, Neural word embedding as implicit matrix factorization, NIPS 2014, by a randomised
decomposition (N. Halko et al. 2011).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from landas.events.sequences import Sequences
from landas.retrieval.behaviour.covisitation import both_ways, far_pairs
from landas.retrieval.behaviour.source import Matrix, faded

FACTORS = 128
_PROPOSED = 400
_POWER = 0.75
"""Tempers the popularity of what is met, as word2vec does."""
_ITERATIONS = 3
_OVERSAMPLING = 16
_BATCH = 256

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class FactorSource:
    """`asking` are the vectors of items in a history, `answering` those of candidates."""

    asking: Floats
    answering: Floats
    fading: float = 0.75

    def scores(self, histories: Sequences) -> Matrix:
        """The best few hundred rows a person."""
        wanted = np.asarray(faded(histories, self.fading) @ self.asking)
        count = min(_PROPOSED, len(self.answering))
        columns = np.empty((len(wanted), count), dtype=np.int64)
        values = np.empty((len(wanted), count), dtype=np.float32)
        for start in range(0, len(wanted), _BATCH):
            found = wanted[start : start + _BATCH] @ self.answering.T
            best = np.argpartition(-found, count - 1, axis=1)[:, :count]
            columns[start : start + _BATCH] = best
            values[start : start + _BATCH] = np.maximum(np.take_along_axis(found, best, 1), 0)
        offsets = np.arange(len(wanted) + 1) * count
        matrix = csr_matrix((values.ravel(), columns.ravel(), offsets), shape=(len(wanted), histories.size))
        matrix.eliminate_zeros()
        return matrix


def learn_factors(log: Sequences) -> FactorSource:
    pairs = both_ways(far_pairs(log)).tocoo()
    rows = np.bincount(pairs.row, pairs.data, log.size)
    columns = np.bincount(pairs.col, pairs.data, log.size) ** _POWER
    expected = rows[pairs.row] * columns[pairs.col] / max(columns.sum(), 1e-9)
    surprise = np.maximum(np.log(np.maximum(pairs.data / np.maximum(expected, 1e-9), 1e-9)), 0)
    matrix = csr_matrix((surprise.astype(np.float32), (pairs.row, pairs.col)), shape=pairs.shape)
    left, strengths, right = _decomposed(matrix, min(FACTORS, log.size))
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
