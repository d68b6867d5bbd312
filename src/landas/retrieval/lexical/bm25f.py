"""BM25F over a view: how well each row's words answer a query's term groups."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landas.retrieval.lexical.index import LexicalIndex
from landas.retrieval.lexical.terms import TermGroup

SATURATION = 0.5
"""k1: short titles name a thing once, so repetition says little (on judged product queries .5 beats 1.2)."""

FloatArray = NDArray[np.float32]
Frequencies = tuple[NDArray[np.int64], FloatArray]


def bm25f(groups: Sequence[TermGroup], indexes: Sequence[LexicalIndex]) -> list[FloatArray]:
    """Scores of every row of each index. Rarity is judged over all indexes together."""
    total = sum(index.size for index in indexes)
    scores = [np.zeros(index.size, dtype=np.float32) for index in indexes]
    for group in groups:
        found = [frequencies(index, group) for index in indexes]
        holding = sum(len(rows) for rows, _ in found)
        if not holding:
            continue
        rarity = rarity_of(holding, total)
        for score, (rows, frequency) in zip(scores, found, strict=True):
            score[rows] += worth(rarity, frequency)
    return scores


def rarity_of(holding: int, total: int) -> np.float64:
    """What a word says that so many rows of a total hold."""
    return np.float64(np.log1p((total - holding + 0.5) / (holding + 0.5)))


def worth(rarity: np.float64, frequency: Any) -> Any:
    """What a word of a rarity is worth at some frequencies."""
    return rarity * (SATURATION + 1) * frequency / (SATURATION + frequency)


def frequencies(index: LexicalIndex, group: TermGroup) -> Frequencies:
    """Rows that hold any variant, and the sum of their weighted frequencies."""
    parts = [(p, weight) for term, weight in group.variants if (p := index.postings(term)) is not None]
    if not parts:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
    if len(parts) == 1:
        (rows, frequency), weight = parts[0]
        return rows.astype(np.int64), np.asarray(frequency * np.float32(weight), dtype=np.float32)
    every = np.concatenate([rows for (rows, _), _ in parts])
    weighted = np.concatenate([frequency * weight for (_, frequency), weight in parts])
    rows, where = np.unique(every, return_inverse=True)
    return rows.astype(np.int64), np.bincount(where, weights=weighted).astype(np.float32)
