"""What every source learnt from behaviour is: histories in, the rows it would go on with and their scores out.

The same call serves one request, the training of the ranker and an evaluation over everybody. Scores stay
sparse, so that a catalogue of any size costs what its neighbours cost.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from landas.events.sequences import Sequences

Matrix = Any
"""A scipy CSR matrix of 32-bit floats; scipy ships no types."""


class BehaviourSource(Protocol):
    """A fitted source. A history it has nothing to go by for gets an empty row."""

    def scores(self, histories: Sequences) -> Matrix:
        """People x rows: positive scores, higher is better; seen rows may be among them."""
        ...


@dataclass(frozen=True)
class SourceKind:
    """How a source is learnt. `proposes` is how many candidates a person it gives; 0: it only scores others'."""

    name: str
    fit: Callable[[Sequences], BehaviourSource]
    proposes: int


def faded(histories: Sequences, fading: float, first: int = 0, reach: int = 50) -> Matrix:
    """People x rows: each step back into the history leaves `fading` of an item's say.

    `first` steps are left out and at most `reach` read; an item turned to twice counts twice.
    """
    back = histories.places_back()
    read = (back >= first) & (back < first + reach)
    weights = fading ** (back[read] - first)
    shape = (len(histories), histories.size)
    place = (histories.people()[read], histories.rows[read])
    return csr_matrix((weights.astype(np.float32), place), shape=shape)


def tempered(matrix: Matrix, by_row: float, by_column: float) -> Matrix:
    """Each entry over powers of its row's and its column's total, so that what everybody has says less."""
    rows = np.maximum(np.asarray(matrix.sum(axis=1)).ravel(), 1e-9)
    columns = np.maximum(np.asarray(matrix.sum(axis=0)).ravel(), 1e-9)
    scaled = diags(rows**-by_row) @ matrix @ diags(columns**-by_column)
    return scaled.tocsr().astype(np.float32)


def strongest(matrix: Matrix, count: int) -> Matrix:
    """The `count` largest entries of each row; only positive ones."""
    matrix = matrix.tocsr()
    kept = matrix.data > 0
    for row in np.flatnonzero(np.diff(matrix.indptr) > count):
        low, high = matrix.indptr[row], matrix.indptr[row + 1]
        kept[low:high] &= _among_largest(matrix.data[low:high], count)
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    offsets = np.concatenate([[0], np.cumsum(np.bincount(rows[kept], minlength=matrix.shape[0]))])
    return csr_matrix((matrix.data[kept], matrix.indices[kept], offsets), shape=matrix.shape)


def _among_largest(values: NDArray[Any], count: int) -> NDArray[np.bool_]:
    found = np.zeros(len(values), dtype=bool)
    found[np.argpartition(-values, count)[:count]] = True
    return found
