"""Where one wanted item stands among everything that could be shown, ties counted half; and what that rank is worth."""

import numpy as np
from numpy.typing import NDArray

Ranks = NDArray[np.float64]


def hits_at(ranks: Ranks, k: int) -> Ranks:
    """With one wanted item recall is 1 where it is among the first `k`. Ranks count from 0; a tie gives halves.

    >>> hits_at(np.array([0.0, 9.5, 10.0]), k=10).tolist()
    [1.0, 1.0, 0.0]
    """
    return np.asarray(ranks < k, dtype=np.float64)


def gains_at(ranks: Ranks, k: int) -> Ranks:
    """nDCG with one wanted item: one over log2 of its rank counted from 2; 0 from place `k` on.

    >>> gains_at(np.array([0.0, 2.0, 10.0]), k=10).tolist()
    [1.0, 0.5, 0.0]
    """
    return np.where(ranks < k, 1 / np.log2(ranks + 2), 0.0)


def reciprocals(ranks: Ranks) -> Ranks:
    """One over the rank counted from 1.

    >>> reciprocals(np.array([0.0, 3.0])).tolist()
    [1.0, 0.25]
    """
    return np.asarray(1 / (ranks + 1))
