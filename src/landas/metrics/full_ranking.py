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


def ideal_gains(wanted: NDArray[np.int64], k: int) -> Ranks:
    """For each number of wanted items the gains of the best order of `k` places: what nDCG divides by.

    >>> ideal_gains(np.array([1, 2, 99]), k=2).round(3).tolist()
    [1.0, 1.631, 1.631]
    """
    discounts = 1 / np.log2(np.arange(k) + 2)
    return np.asarray(np.concatenate([[0.0], np.cumsum(discounts)])[np.minimum(wanted, k)])


def set_gains_at(ranks: Ranks, owners: NDArray[np.int64], wanted: NDArray[np.int64], k: int) -> Ranks:
    """nDCG of each case with several wanted items; rank `i` is of an item that case `owners[i]` wants.

    >>> set_gains_at(np.array([0.0, 2.0, 5.0]), np.array([0, 0, 1]), np.array([2, 1]), k=3).round(3).tolist()
    [0.92, 0.0]
    """
    return np.asarray(np.bincount(owners, gains_at(ranks, k), len(wanted)) / ideal_gains(wanted, k))


def set_hits_at(ranks: Ranks, owners: NDArray[np.int64], wanted: NDArray[np.int64], k: int) -> Ranks:
    """Recall of each case with several wanted items: the share of them among the first `k`.

    >>> set_hits_at(np.array([0.0, 2.0, 5.0]), np.array([0, 0, 1]), np.array([2, 1]), k=2).tolist()
    [0.5, 0.0]
    """
    return np.asarray(np.bincount(owners, hits_at(ranks, k), len(wanted)) / wanted)


def set_reciprocals(ranks: Ranks, owners: NDArray[np.int64], cases: int) -> Ranks:
    """Of each case one over the rank, counted from 1, of its first wanted item.

    >>> set_reciprocals(np.array([3.0, 0.0, 1.0]), np.array([0, 0, 1]), 2).tolist()
    [1.0, 0.5]
    """
    best = np.zeros(cases)
    np.maximum.at(best, owners, reciprocals(ranks))
    return best
