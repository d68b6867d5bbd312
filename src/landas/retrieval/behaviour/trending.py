"""Sources `trending`, `newcomers` and `popular_all`: what many people turned to, lately or at all.

They read no history, so they have an answer for a person nobody knows. How soon "lately" ends, for people with a
history and for newcomers, is chosen on the log (`half_life.py`).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landas.events.sequences import Sequences
from landas.retrieval.behaviour.half_life import aged
from landas.retrieval.behaviour.learning import Learning
from landas.retrieval.behaviour.source import Floats, Scores

_PROPOSED = 200
_FADING = 0.8


@dataclass(frozen=True)
class FixedSource:
    """The same rows for everybody, ascending."""

    name: str
    rows: NDArray[np.int64]
    strengths: Floats

    def scores(self, histories: Sequences) -> Scores:
        if len(histories) == 1:
            return Scores(self.rows, {self.name: self.strengths})
        people = np.arange(len(histories), dtype=np.int64)[:, None] * histories.size
        return Scores((people + self.rows).ravel(), {self.name: np.tile(self.strengths, len(histories))})


def learn_trending(known: Learning) -> FixedSource:
    """By age where the log holds times; else the late places of people's sequences count most."""
    log = known.log
    if log.times is None or not len(log.rows):
        return _fixed("trending", _counted(log, _FADING ** log.places_back()))
    return _fixed("trending", aged(log, known.half_lives.known))


def learn_newcomers(known: Learning) -> FixedSource:
    """Where the log holds no times, what people begin with."""
    log = known.log
    if log.times is None or not len(log.rows):
        return _fixed("newcomers", _counted(log, _FADING ** log.places()))
    return _fixed("newcomers", aged(log, known.half_lives.newcomers))


def learn_popular(known: Learning) -> FixedSource:
    return _fixed("popular_all", _counted(known.log, np.ones(len(known.log.rows))))


def _counted(log: Sequences, worth: NDArray[Any]) -> NDArray[np.float64]:
    counts = np.bincount(log.rows, worth if log.weights is None else worth * log.weights, log.size)
    return counts.astype(np.float64)


def _fixed(name: str, counts: NDArray[np.float64]) -> FixedSource:
    best = np.argsort(-counts, kind="stable")[:_PROPOSED]
    best = np.sort(best[counts[best] > 0])
    return FixedSource(name, best, (counts[best] / max(counts.max(), 1e-9)).astype(np.float32))
