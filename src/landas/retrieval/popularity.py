"""How popular each item is: weighted, ageing events, tempered by what people said of it."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from landas.retrieval.behaviour.half_life import DAY, USUAL
from landas.retrieval.interactions import CHUNK, InteractionLog

PRIOR_OPINIONS = 5.0
"""How many opinions of the average kind an item is given before its own count (Bayesian smoothing)."""

MOST_OF_ONE = 10.0
"""The reach that one person gives an item at most, about that of viewing, choosing and buying it: nobody makes an item
popular alone. One person's opinions of an item are one, their mean."""


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
    for part, owners in _parts(log):
        rows, said = log.rows[part], log.opinions[part]
        fading = np.exp2((log.times[part] - newest) / DAY / half_life)
        whose, pairs, of_pair = np.unique(owners * size + rows, return_index=True, return_inverse=True)
        given = np.bincount(of_pair, log.weights[part] * fading, minlength=len(whose))
        reach += np.bincount(rows[pairs], np.minimum(given, MOST_OF_ONE), minlength=size)
        told = ~np.isnan(said)
        times_told = np.bincount(of_pair[told], minlength=len(whose))
        mean = np.bincount(of_pair[told], said[told], minlength=len(whose)) / np.maximum(times_told, 1)
        good += np.bincount(rows[pairs], mean, minlength=size)
        opinions += np.bincount(rows[pairs], times_told > 0, minlength=size)
    # One good opinion more than there are: a single bad one is no reason to think ill of everything.
    average = (good.sum() + 1) / (opinions.sum() + 1)
    liked = (good + PRIOR_OPINIONS * average) / (opinions + PRIOR_OPINIONS)
    popularity = np.log1p(reach) * liked
    popularity = 0.99 * popularity / max(popularity.max(), 1e-9) + 0.01 * completeness
    return np.asarray(popularity, dtype=np.float32)


def _parts(log: InteractionLog) -> Iterator[tuple[slice, NDArray[np.int64]]]:
    """About `CHUNK` events at a time with a number for whose each is; each of nobody's has its own."""
    for first, end in log.spans():
        counts = np.diff(log.offsets[first : end + 1])
        yield slice(int(log.offsets[first]), int(log.offsets[end])), np.repeat(np.arange(first, end), counts)
    for start in range(int(log.offsets[-1]), len(log), CHUNK):
        stop = min(start + CHUNK, len(log))
        yield slice(start, stop), np.arange(start, stop)
