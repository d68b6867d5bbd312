"""Sources `bought_together` and `viewed_also`: what was bought within the same day, and what was turned to within the
same sitting, by the same people (the cosine of items over baskets and sittings, B. Sarwar et al. 2001)."""

import numpy as np
from numpy.typing import NDArray

from landas.events.sequences import Sequences
from landas.events.weights import EVENT_WEIGHTS
from landas.retrieval.behaviour.learning import Learning
from landas.retrieval.behaviour.matrices import Matrix, ones_matrix
from landas.retrieval.behaviour.neighbourhood import Neighbourhood, met_in

DAY, SITTING = 86400.0, 1800.0
"""Seconds between one thing and the next, at most, of the same basket and of the same sitting."""


def learn_bought_together(known: Learning) -> Neighbourhood:
    log = known.log
    return met_in("bought_together", _groups(log.keeping(_bought(log)), DAY), fading=0.9)


def learn_viewed_also(known: Learning) -> Neighbourhood:
    return met_in("viewed_also", _groups(known.log, SITTING), fading=0.75)


def no_purchases(log: Sequences) -> str | None:
    """Why nothing can be learnt from purchases; None where something can."""
    return no_times(log) or (None if _bought(log).any() else "the log holds no purchases")


def no_times(log: Sequences) -> str | None:
    """Why nothing can be learnt from who was there when; None where something can."""
    return "the log holds no times" if log.times is None or not len(log.times) else None


def _bought(log: Sequences) -> NDArray[np.bool_]:
    if log.weights is None:
        return np.zeros(len(log.rows), dtype=bool)
    return np.asarray(log.weights >= EVENT_WEIGHTS["purchase"])


def _groups(log: Sequences, gap: float) -> Matrix:
    """Groups x rows: 1 where a row is in the group. A group ends where the same person's next entry comes later."""
    times = np.zeros(0) if log.times is None else log.times
    begins = np.ones(len(log.rows), dtype=bool)
    begins[1:] = (np.diff(log.people()) > 0) | (np.diff(times) > gap)
    return ones_matrix(np.cumsum(begins) - 1, log.rows, log.size)
