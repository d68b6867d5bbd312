"""How popular each item is: weighted, ageing events, tempered by what people said of it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from landas.events.events import Event
from landas.ids import ItemId
from landas.retrieval.covisits import HALF_LIFE_DAYS, event_weight

PRIOR_OPINIONS = 5.0
"""How many opinions of the average kind an item is given before its own count (Bayesian smoothing)."""

_GOOD = frozenset({"like", "accept"})
_BAD = frozenset({"dislike", "hide", "reject"})


def learn_popularity(
    events: Iterable[Event], rows: Mapping[ItemId, int], completeness: NDArray[np.float32]
) -> NDArray[np.float32]:
    """One number from 0 to 1 a row: with events their reach times the share of good opinions.

    `completeness` (0 to 1 a row: how much is known of the item) decides among items without any event, and
    orders the whole catalogue before the first event.
    """
    seen = list(_known(events, rows))
    if not seen:
        return completeness * 0.01
    newest = max(time for _, _, time, _ in seen)
    reach, good, opinions = (np.zeros(len(rows)) for _ in range(3))
    for row, weight, time, opinion in seen:
        reach[row] += weight * 0.5 ** ((newest - time).total_seconds() / 86400 / HALF_LIFE_DAYS)
        if opinion is not None:
            good[row] += opinion
            opinions[row] += 1
    average = good.sum() / opinions.sum() if opinions.sum() else 1.0
    liked = (good + PRIOR_OPINIONS * average) / (opinions + PRIOR_OPINIONS)
    popularity = np.log1p(reach) * liked
    popularity = 0.99 * popularity / max(popularity.max(), 1e-9) + 0.01 * completeness
    return np.asarray(popularity, dtype=np.float32)


def _known(
    events: Iterable[Event], rows: Mapping[ItemId, int]
) -> Iterable[tuple[int, float, datetime, float | None]]:
    ratings = _Scale()
    for event in events:
        row = rows.get(event.item_id) if event.item_id else None
        if row is not None and event.type != "impression":
            yield row, event_weight(event), event.time, _opinion(event, ratings)


class _Scale:
    """The highest rating seen so far: feeds rate out of 5, 10 or 100."""

    def __init__(self) -> None:
        self.highest = 5.0


def _opinion(event: Event, scale: _Scale) -> float | None:
    """From 0 (bad) to 1 (good); None for an event that is no opinion."""
    if event.type == "rating" and event.value is not None:
        scale.highest = max(scale.highest, event.value)
        return max(event.value, 0.0) / scale.highest
    return 1.0 if event.type in _GOOD else 0.0 if event.type in _BAD else None
