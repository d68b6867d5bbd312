"""The best of some rows by their scores, as every source and the vectors put them in order."""

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Kind = TypeVar("Kind", bound=np.floating[Any])


def best(rows: Rows, scores: NDArray[Kind], limit: int) -> tuple[Rows, NDArray[Kind]]:
    """The `limit` best-scored of some rows, one score a row; of equal scores the lower row comes first."""
    if len(rows) > limit:
        least = least_of_best(scores, limit)
        kept = scores >= least
        if int(np.count_nonzero(kept)) > _MANY * limit:
            # Most are alike: of these only as many as are wanted, the lowest rows.
            alike = np.partition(rows[scores == least], limit - 1)
            kept &= (scores > least) | (rows <= alike[limit - 1])
        rows, scores = rows[kept], scores[kept]
    order = np.lexsort((rows, -scores))[:limit]
    return rows[order], scores[order]


def places_of_best(scores: NDArray[Kind], count: int) -> Rows:
    """The places of the `count` greatest scores, ascending; of equal ones the lower: an answer can be repeated."""
    if len(scores) <= count:
        return np.arange(len(scores))
    least = least_of_best(scores, count)
    kept = scores >= least
    too_many = int(np.count_nonzero(kept)) - count
    if too_many:
        kept[np.flatnonzero(scores == least)[-too_many:]] = False
    return np.flatnonzero(kept)


def least_of_best(scores: NDArray[Kind], count: int) -> Any:
    """The least of the `count` greatest scores, of which there are more."""
    if len(scores) >= _MANY * count:
        # A part of them tells roughly where it lies, so that few are left to be told apart.
        some = scores[::_ONE_IN]
        wanted = 2 * (count // _ONE_IN + 1)
        likely = scores[scores >= np.partition(some, len(some) - wanted)[len(some) - wanted]]
        if len(likely) >= count:
            scores = likely
            if len(likely) >= _MANY * count:
                greatest = likely.max()
                if int(np.count_nonzero(likely == greatest)) >= count:
                    return greatest
    return np.partition(scores, len(scores) - count)[len(scores) - count]


_MANY, _ONE_IN = 8, 16
