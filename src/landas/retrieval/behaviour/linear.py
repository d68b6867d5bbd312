"""Source `linear`: ridge regression from what a person turned to before onto what came next.

M. Choi et al., Session-aware linear item-item models for session-based recommendation (SLIT), WWW 2021, with
the weights of both sides fading. Unlike counts it knows which of two items that go together explains a third.
"""

import numpy as np
from numpy.typing import NDArray

from landas.events.sequences import Sequences
from landas.retrieval.behaviour.learning import Learning
from landas.retrieval.behaviour.matrices import Matrix, strongest
from landas.retrieval.behaviour.neighbourhood import NEIGHBOURS, Neighbourhood, neighbourhood

MOST_ITEMS = 15_000
"""The regression inverts a dense matrix of so many rows, 0.9 GB; the items turned to most take part."""
_PAST_FADING, _NEXT_FADING = 0.7, 0.3
_REACH = 20
_RIDGE = 200.0
_BLOCK = 1024


def learn_linear(known: Learning) -> Neighbourhood:
    from scipy.sparse import csr_matrix

    log = known.log
    counts = np.bincount(log.rows, minlength=log.size)
    kept = np.sort(np.argsort(-counts, kind="stable")[:MOST_ITEMS])
    past, following = past_matrix(log)[:, kept], next_matrix(log)[:, kept]
    inverse = _inverse((past.T @ past).toarray().astype(np.float32))
    weights = _weights(inverse, (past.T @ following).T.tocsr()).tocoo()
    size = (log.size, log.size)
    matrix = csr_matrix((weights.data, (kept[weights.row], kept[weights.col])), shape=size)
    return neighbourhood("linear", matrix, _PAST_FADING)


def past_matrix(log: Sequences) -> Matrix:
    """Entries x rows: what preceded each entry, fading."""
    places = log.places()
    at, rows, weights = [], [], []
    for step in range(_REACH):
        entries = np.flatnonzero(places > step)
        at.append(entries)
        rows.append(log.rows[entries - 1 - step])
        weights.append(np.full(len(entries), _PAST_FADING**step, dtype=np.float32))
    return _entries(log, at, rows, weights)


def next_matrix(log: Sequences) -> Matrix:
    """Entries x rows: the entry itself and what followed it, fading; nothing for a person's first."""
    places, left = log.places(), log.places_back()
    at, rows, weights = [], [], []
    for step in range(_REACH):
        entries = np.flatnonzero((places > 0) & (left >= step))
        at.append(entries)
        rows.append(log.rows[entries + step])
        weights.append(np.full(len(entries), _NEXT_FADING**step, dtype=np.float32))
    return _entries(log, at, rows, weights)


def _entries(
    log: Sequences,
    at: list[NDArray[np.int64]],
    rows: list[NDArray[np.int32]],
    weights: list[NDArray[np.float32]],
) -> Matrix:
    from scipy.sparse import csr_matrix

    place = (np.concatenate(at), np.concatenate(rows))
    return csr_matrix((np.concatenate(weights), place), shape=(len(log.rows), log.size))


def _inverse(gram: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of the symmetric matrix plus the ridge, in place where LAPACK can."""
    from scipy.linalg import cho_factor, lapack

    gram[np.diag_indices(len(gram))] += _RIDGE
    factor, lower = cho_factor(gram.T, lower=True, overwrite_a=True, check_finite=False)
    inverse, _ = lapack.spotri(factor, lower=lower, overwrite_c=1)
    for start in range(0, len(inverse), _BLOCK):
        end = start + _BLOCK
        corner = np.tril(inverse[start:end, start:end])
        inverse[start:end, start:end] = corner + np.tril(corner, -1).T
        inverse[start:end, end:] = inverse[end:, start:end].T
    return np.asarray(inverse)


def _weights(inverse: NDArray[np.float32], crossing: Matrix) -> Matrix:
    """The strongest weights of each row, block by block: all of them would be dense."""
    from scipy.sparse import csr_matrix, vstack

    blocks = []
    for start in range(0, len(inverse), _BLOCK):
        # The inverse is symmetric, and columns of an array in Fortran's order lie together.
        block = np.ascontiguousarray((crossing @ inverse[:, start : start + _BLOCK]).T)
        block[np.arange(len(block)), np.arange(start, start + len(block))] = 0
        least = -np.partition(-block, min(NEIGHBOURS, block.shape[1] - 1), axis=1)[
            :, [min(NEIGHBOURS, block.shape[1] - 1)]
        ]
        block[block < np.maximum(least, 0)] = 0
        blocks.append(strongest(csr_matrix(block), NEIGHBOURS))
    return vstack(blocks)
