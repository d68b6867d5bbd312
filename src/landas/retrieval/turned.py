"""Of a log of interactions, who turned to what one after another: what all sources and features are learnt from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from landas.events.activity import Activity, activity_of
from landas.events.sequences import Sequences
from landas.retrieval.interactions import InteractionLog, Seen


@dataclass(frozen=True)
class Turned:
    """`positions` is for each entry the place of the slate it was chosen from, 0 where there was none; `seen` what the
    same people were shown."""

    sequences: Sequences
    positions: NDArray[np.int16]
    seen: Seen


def turned_of(log: InteractionLog, size: int, until: float = float("inf")) -> Turned:
    """What people turned to before a moment. Events of weight 0 and of nobody in particular are left out.

    Events about the same item right after one another (a view, then a purchase) are one entry at the first one's
    time, with the greatest weight.
    """
    people_end = int(log.offsets[-1])
    owners = np.repeat(np.arange(len(log.offsets) - 1), np.diff(log.offsets))
    kept = np.flatnonzero((log.weights[:people_end] > 0) & (log.times[:people_end] < until))
    rows, owners, weights = log.rows[kept], owners[kept], log.weights[kept]
    first = np.ones(len(kept), dtype=bool)
    first[1:] = (rows[1:] != rows[:-1]) | (owners[1:] != owners[:-1])
    begins = np.flatnonzero(first)
    strongest = np.maximum.reduceat(weights, begins) if len(begins) else weights
    lengths = np.bincount(owners[begins], minlength=len(log.offsets) - 1)
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    chosen = kept[begins]
    sequences = Sequences(
        log.rows[chosen], offsets, size, np.asarray(log.times[chosen]), strongest.astype(np.float32)
    )
    return Turned(sequences, np.asarray(log.positions[chosen]), log.seen)


def activity_in(log: InteractionLog, size: int) -> Activity:
    """Who turned to what, hour by hour. Each event of nobody in particular is somebody's."""
    owners = np.repeat(np.arange(len(log.offsets) - 1), np.diff(log.offsets))
    nobody = -1 - np.arange(len(log) - len(owners))
    kept = log.weights > 0
    return activity_of(log.rows[kept], log.times[kept], np.concatenate([owners, nobody])[kept], size)


def log_until(log: InteractionLog, until: float) -> InteractionLog:
    """The events before a moment, in memory."""
    kept = log.times < until
    owners = np.repeat(np.arange(len(log.offsets) - 1), np.diff(log.offsets))
    lengths = np.bincount(owners[kept[: len(owners)]], minlength=len(log.offsets) - 1)
    return InteractionLog(
        rows=log.rows[kept],
        times=log.times[kept],
        weights=log.weights[kept],
        opinions=log.opinions[kept],
        positions=log.positions[kept],
        offsets=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        shown=log.shown,
        taken=log.taken,
        seen=log.seen,
    )
