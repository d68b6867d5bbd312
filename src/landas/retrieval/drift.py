"""How far another embedder, or another version of one, changes what is near to what.

Compared are neighbourhoods, not vectors: those of two embedders have no common directions.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from landas.ids import ItemId
from landas.metrics.intervals import Estimate, mean_estimate
from landas.retrieval.rows import StoredRows
from landas.retrieval.vectors import VectorRows

NEIGHBOURS = 10
_AMONG = 4_000
_ASKED = 300


def neighbours_kept(before: Path, after: Path) -> Estimate | None:
    """The mean share of an item's 10 nearest items that stay its nearest from one release to another.

    Over at most 300 items, among at most 4,000 that both releases hold; None where they share too few.
    """
    known, now = StoredRows.load(before), StoredRows.load(after)
    pairs = [
        (row, there) for row in range(len(now)) if (there := known.row(ItemId(now.item_id(row)))) is not None
    ]
    if len(pairs) <= NEIGHBOURS + 1:
        return None
    chance = np.random.default_rng(0)
    picked = np.array(pairs)[np.sort(chance.permutation(len(pairs))[:_AMONG])]
    new, old = _gathered(after, picked[:, 0]), _gathered(before, picked[:, 1])
    asked = chance.permutation(len(picked))[:_ASKED]
    kept = [len(_near(new, one) & _near(old, one)) / NEIGHBOURS for one in asked]
    return mean_estimate(kept)


def _gathered(folder: Path, rows: NDArray[np.int64]) -> NDArray[np.float32]:
    vectors = VectorRows.load(folder)
    return np.stack([vectors[int(row)] for row in rows])


def _near(vectors: NDArray[np.float32], one: int) -> set[int]:
    cosines = vectors @ vectors[one]
    cosines[one] = -np.inf
    return set(np.argsort(-cosines, kind="stable")[:NEIGHBOURS].tolist())
