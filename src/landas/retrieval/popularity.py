"""How popular each item is: weighted, ageing events, tempered by what people said of it."""

import numpy as np
from numpy.typing import NDArray

from landas.retrieval.behaviour.half_life import DAY, USUAL
from landas.retrieval.interactions import CHUNK, InteractionLog

PRIOR_OPINIONS = 5.0
"""How many opinions of the average kind an item is given before its own count (Bayesian smoothing)."""


def learn_popularity(
    log: InteractionLog, completeness: NDArray[np.float32], half_life: float = USUAL
) -> NDArray[np.float32]:
    """One number from 0 to 1 a row: with events their reach times the share of good opinions.

    `completeness` (0 to 1 a row: how much is known of the item) decides among items without any event, and
    orders the whole catalogue before the first event. `half_life` is in days.
    """
    if not len(log):
        return completeness * 0.01
    size = len(completeness)
    newest = float(np.max(log.times))
    reach, good, opinions = np.zeros(size), np.zeros(size), np.zeros(size)
    for start in range(0, len(log), CHUNK):
        part = slice(start, start + CHUNK)
        rows, said = log.rows[part], log.opinions[part]
        fading = np.exp2((log.times[part] - newest) / DAY / half_life)
        reach += np.bincount(rows, log.weights[part] * fading, minlength=size)
        told = ~np.isnan(said)
        good += np.bincount(rows[told], said[told], minlength=size)
        opinions += np.bincount(rows[told], minlength=size)
    # One good opinion more than there are: a single bad one is no reason to think ill of everything.
    average = (good.sum() + 1) / (opinions.sum() + 1)
    liked = (good + PRIOR_OPINIONS * average) / (opinions + PRIOR_OPINIONS)
    popularity = np.log1p(reach) * liked
    popularity = 0.99 * popularity / max(popularity.max(), 1e-9) + 0.01 * completeness
    return np.asarray(popularity, dtype=np.float32)
