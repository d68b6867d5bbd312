"""Where in people's sequences an item tends to stand: some things begin a sequence, some end it."""

from collections.abc import Mapping

import numpy as np

from landas.events.sequences import Sequences
from landas.ranking.learned.table import CandidateTable, Column

_PRIOR = 2.0
"""As many further people of whom nothing is known: one meeting is no tendency."""


class PlaceFeature:
    def __init__(self, log: Sequences) -> None:
        before, after = log.places(), log.places_back()
        counts = np.bincount(log.rows, minlength=log.size) + _PRIOR
        relative = np.bincount(log.rows, before / np.maximum(before + after, 1), log.size)
        self._first = np.bincount(log.rows, before == 0, log.size) / counts
        self._last = np.bincount(log.rows, after == 0, log.size) / counts
        self._mean = (relative + _PRIOR / 2) / counts

    def columns(self, table: CandidateTable) -> Mapping[str, Column]:
        return {
            "place.first": self._first[table.rows],
            "place.last": self._last[table.rows],
            "place.mean": self._mean[table.rows],
        }
