"""Sources of sequential co-visitation: what people turned to after, or before, an item, the nearer the more.

Item-based neighbourhoods (B. Sarwar et al. 2001) with the distance and the direction of each pair. Several
weightings of the same counts stand side by side: one alone is good at the top, another further down, and the
ranker learns when to believe which.
"""

from collections.abc import Callable

import numpy as np
from scipy.sparse import csr_matrix

from landas.events.sequences import Sequences
from landas.retrieval.behaviour.neighbourhood import Neighbourhood, neighbourhood
from landas.retrieval.behaviour.source import Matrix, tempered

BACKWARD = 0.5
"""What a pair says in the direction against time, of what it says along it."""
_NEAR_WINDOW, _FAR_WINDOW = 10, 50
_FAR_FADING = 0.9
_CHUNK = 4_000_000


def near_pairs(log: Sequences) -> Matrix:
    """Row -> later row, summed over one over the distance; up to 10 places."""
    return _pairs(log, _NEAR_WINDOW, lambda gap: 1 / gap)


def far_pairs(log: Sequences) -> Matrix:
    """Row -> later row, each place further fading by a tenth; up to 50 places."""
    return _pairs(log, _FAR_WINDOW, lambda gap: _FAR_FADING ** (gap - 1))


def both_ways(pairs: Matrix) -> Matrix:
    return (pairs + BACKWARD * pairs.T).tocsr()


def learn_near(log: Sequences) -> Neighbourhood:
    return neighbourhood(tempered(both_ways(near_pairs(log)), 0.5, 0.2), fading=0.75)


def learn_far(log: Sequences) -> Neighbourhood:
    return neighbourhood(tempered(both_ways(far_pairs(log)), 0.5, 0.0), fading=0.75)


def learn_next(log: Sequences) -> Neighbourhood:
    """Only along time, and the last few items say nearly all."""
    return neighbourhood(tempered(near_pairs(log), 0.5, 0.0), fading=0.5)


def learn_before(log: Sequences) -> Neighbourhood:
    """Only against time."""
    return neighbourhood(tempered(far_pairs(log).T.tocsr(), 0.5, 0.0), fading=0.75)


def learn_after_last(log: Sequences) -> Neighbourhood:
    """Of the last item alone, as shares of all its pairs."""
    return neighbourhood(tempered(both_ways(far_pairs(log)), 1.0, 0.0), fading=1.0, reach=1)


def learn_after_second(log: Sequences) -> Neighbourhood:
    """Of the last item but one alone."""
    return neighbourhood(tempered(both_ways(far_pairs(log)), 1.0, 0.0), fading=1.0, first=1, reach=1)


def learn_adjacent(log: Sequences) -> Neighbourhood:
    """Bare counts after the last item: how much evidence there is at all."""
    return neighbourhood(near_pairs(log), fading=1.0, reach=1)


def learn_meetings(log: Sequences) -> Neighbourhood:
    """Bare counts with the whole history."""
    return neighbourhood(both_ways(far_pairs(log)), fading=1.0)


def learn_links(log: Sequences) -> Neighbourhood:
    """How many items of the history were ever met."""
    pairs = both_ways(far_pairs(log))
    pairs.data[:] = 1
    return Neighbourhood(pairs, fading=1.0)


def _pairs(log: Sequences, window: int, weight: Callable[[int], float]) -> Matrix:
    total = csr_matrix((log.size, log.size), dtype=np.float32)
    places = log.places()
    for gap in range(1, window + 1):
        ends = np.flatnonzero(places >= gap)
        # In chunks, so that what is held beside the counts stays small for a long log.
        for start in range(0, len(ends), _CHUNK):
            chunk = ends[start : start + _CHUNK]
            first, second = log.rows[chunk - gap], log.rows[chunk]
            values = np.full(len(chunk), weight(gap), dtype=np.float32) * (first != second)
            total = total + csr_matrix((values, (first, second)), shape=total.shape)
    total.eliminate_zeros()
    return total
