"""Maximal marginal relevance: each next place goes to the item that is good and unlike those already placed.

J. Carbonell and J. Goldstein, The use of MMR, diversity-based reranking, SIGIR 1998.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def marginal_order(scores: Floats, vectors: Floats, diversity: float) -> list[int]:
    """Places of the candidates in their new order.

    `scores`: n, in any order; `vectors`: n x d of unit length (zeros where nothing is known: unlike everything);
    `diversity` from 0 (the order of scores) to 1 (unlikeness alone, but for the first place).

    >>> marginal_order(np.array([1.0, 0.9, 0.5]), np.array([[1, 0], [1, 0], [0, 1]], dtype=float), 0.5)
    [0, 2, 1]
    """
    worth = (1 - diversity) * _spread(scores)
    likeness = np.zeros(len(scores))
    free = np.ones(len(scores), dtype=bool)
    order: list[int] = []
    for _ in range(len(scores)):
        now = worth - diversity * likeness if order else _spread(scores)
        best = int(np.argmax(np.where(free, now, -np.inf)))
        order.append(best)
        free[best] = False
        likeness = np.maximum(likeness, vectors @ vectors[best])
    return order


def _spread(scores: Floats) -> NDArray[np.float64]:
    """From 0 for the worst to 1 for the best."""
    low, high = float(scores.min(initial=0)), float(scores.max(initial=0))
    return (np.asarray(scores, dtype=np.float64) - low) / max(high - low, 1e-9)
