"""The hand-made sum of features for answers without words, over a whole table of candidates at once.

It is what the learned ranker has to beat, and must say the same as `ranking/scorer.py` (a test compares them).
"""

import numpy as np
from numpy.typing import NDArray

from landas.ranking.features import WEIGHTS
from landas.ranking.learned.table import CandidateTable, Floats

_NAMES = {"covisitation": "covisitation", "vector": "content"}


def formula_scores(table: CandidateTable, popularity: NDArray[np.float32]) -> Floats:
    """One score a candidate. `popularity` has one entry a row."""
    total = WEIGHTS["popularity"][1] * popularity[table.rows].astype(np.float32)
    for feature, column in _NAMES.items():
        if column in table.scores:
            scores = table.scores[column]
            best = np.zeros(len(table.histories), dtype=np.float32)
            np.maximum.at(best, table.people, scores)
            total = total + WEIGHTS[feature][1] * scores / np.maximum(best[table.people], 1e-9)
    return np.asarray(total, dtype=np.float32)
