"""Sparse matrices as the sources are fitted with them. Serving reads what came of it and needs none."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from landas.events.sequences import Ints, Sequences

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Matrix = Any
"""A scipy CSR matrix of 32-bit floats; scipy ships no types."""


def faded(histories: Sequences, fading: float, reach: int = 50) -> Matrix:
    """People x rows: each of the last `reach` steps back into the history leaves `fading` of an item's say."""
    from scipy.sparse import csr_matrix

    back = histories.places_back()
    read = back < reach
    shape = (len(histories), histories.size)
    place = (histories.people()[read], histories.rows[read])
    return csr_matrix(((fading ** back[read]).astype(np.float32), place), shape=shape)


def people_matrix(log: Sequences) -> Matrix:
    """People x rows: 1 where the person turned to it."""
    return ones_matrix(log.people(), log.rows, log.size, len(log))


def ones_matrix(groups: Ints, rows: NDArray[np.int32], size: int, count: int | None = None) -> Matrix:
    """Groups x rows: 1 where the row is in the group. `groups` ascend from 0; `count` is for empty ones at the end."""
    from scipy.sparse import csr_matrix

    ones = np.ones(len(rows), dtype=np.float32)
    most = int(groups.max(initial=-1)) + 1 if count is None else count
    matrix = csr_matrix((ones, (groups, rows)), shape=(most, size))
    matrix.data[:] = 1
    return matrix


def tempered(matrix: Matrix, by_row: float, by_column: float) -> Matrix:
    """Each entry over powers of its row's and its column's total, so that what everybody has says less."""
    from scipy.sparse import diags

    rows = np.maximum(np.asarray(matrix.sum(axis=1)).ravel(), 1e-9)
    columns = np.maximum(np.asarray(matrix.sum(axis=0)).ravel(), 1e-9)
    scaled = diags(rows**-by_row) @ matrix @ diags(columns**-by_column)
    return scaled.tocsr().astype(np.float32)


def strongest(matrix: Matrix, count: int) -> "csr_matrix":
    """The `count` largest entries of each row; only positive ones."""
    from scipy.sparse import csr_matrix

    matrix = matrix.tocsr()
    kept = strongest_of_lists(matrix.data, matrix.indptr, count) & (matrix.data > 0)
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    offsets = np.concatenate([[0], np.cumsum(np.bincount(rows[kept], minlength=matrix.shape[0]))])
    return csr_matrix((matrix.data[kept], matrix.indices[kept], offsets), shape=matrix.shape)


def strongest_of_lists(values: NDArray[Any], offsets: NDArray[Any], count: int) -> NDArray[np.bool_]:
    """Which entries are among the `count` largest of their list; list `i` has `offsets[i]:offsets[i + 1]`."""
    kept = np.ones(len(values), dtype=bool)
    for number in np.flatnonzero(np.diff(offsets) > count):
        low, high = offsets[number], offsets[number + 1]
        kept[low:high] = False
        kept[low + np.argpartition(-values[low:high], count)[:count]] = True
    return kept
