"""The best of some rows by their scores, as every source and the vectors put them in order."""

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Kind = TypeVar("Kind", bound=np.floating[Any])


def best(rows: Rows, scores: NDArray[Kind], limit: int) -> tuple[Rows, NDArray[Kind]]:
    """The `limit` best-scored of some rows, one score a row; of equal scores the lower row comes first."""
    if len(rows) > limit:
        least = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        kept = scores >= least
        rows, scores = rows[kept], scores[kept]
    order = np.lexsort((rows, -scores))[:limit]
    return rows[order], scores[order]
