"""Measures of what is shown beside whether it hits: how much of the catalogue, how new, how varied, how popular.

P. Castells, N. Hurley and S. Vargas, Novelty and diversity in recommender systems, 2015. Slates are people x
places of row numbers; -1 stands where a slate is shorter.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Slates = NDArray[np.int64]
Values = NDArray[np.float64]


def coverage(slates: Slates, size: int) -> float:
    """Share of the catalogue that is shown to anybody.

    >>> coverage(np.array([[0, 1], [1, -1]]), size=4)
    0.5
    """
    return len(np.unique(slates[slates >= 0])) / size


def novelty(slates: Slates, counts: NDArray[Any], people: int) -> Values:
    """For each slate the mean surprise of its items in bits: -log2 of the share of people who turned to them.

    An item that nobody turned to counts as if one person had.

    >>> novelty(np.array([[0, 1]]), np.array([4, 1]), people=4).tolist()
    [1.0]
    """
    surprise = -np.log2(np.clip(counts / people, 1 / people, 1))
    return _mean_shown(surprise[slates], slates)


def diversity(slates: Slates, similarity: Any) -> Values:
    """For each slate one less the mean similarity of its pairs; 1 where it has none. `similarity`: rows x rows, sparse.

    >>> from scipy.sparse import csr_matrix
    >>> alike = csr_matrix(np.array([[0, 0.5, 0], [0.5, 0, 0], [0, 0, 0]]))
    >>> diversity(np.array([[0, 1], [0, 2], [0, -1]]), alike).tolist()
    [0.5, 1.0, 1.0]
    """
    alike, pairs = np.zeros(len(slates)), np.zeros(len(slates))
    for first in range(slates.shape[1]):
        for second in range(first + 1, slates.shape[1]):
            both = (slates[:, first] >= 0) & (slates[:, second] >= 0)
            if both.any():
                found = similarity[slates[both, first], slates[both, second]]
                alike[both] += np.asarray(found).ravel()
                pairs[both] += 1
    return np.asarray(1 - alike / np.maximum(pairs, 1))


def popularity_lift(slates: Slates, counts: NDArray[Any], usual: Values) -> Values:
    """For each slate the mean count of its items over `usual`, the mean count in the person's history.

    >>> popularity_lift(np.array([[0, 1]]), np.array([3, 1]), np.array([4.0])).tolist()
    [0.5]
    """
    return np.asarray(_mean_shown(counts[slates].astype(float), slates) / np.maximum(usual, 1e-9))


def _mean_shown(values: Values, slates: Slates) -> Values:
    shown = slates >= 0
    return np.asarray((values * shown).sum(axis=1) / np.maximum(shown.sum(axis=1), 1))
