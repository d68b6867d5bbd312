"""Where in people's sequences an item tends to stand: some things begin a sequence, some end it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from landas.ranking.learned.known import Known
from landas.ranking.learned.table import CandidateTable, Column, Floats

_PRIOR = 2.0
"""As many further people of whom nothing is known: one meeting is no tendency."""


@dataclass(frozen=True)
class PlaceFeature:
    first: Floats
    last: Floats
    mean: Floats

    def columns(self, table: CandidateTable) -> Mapping[str, Column]:
        return {
            "place.first": self.first[table.rows],
            "place.last": self.last[table.rows],
            "place.mean": self.mean[table.rows],
        }


def learn_place(known: Known) -> PlaceFeature:
    log = known.log
    before, after = log.places(), log.places_back()
    counts = np.bincount(log.rows, minlength=log.size) + _PRIOR
    relative = np.bincount(log.rows, before / np.maximum(before + after, 1), log.size)
    columns = (
        np.bincount(log.rows, before == 0, log.size) / counts,
        np.bincount(log.rows, after == 0, log.size) / counts,
        (relative + _PRIOR / 2) / counts,
    )
    return PlaceFeature(*(column.astype(np.float32) for column in columns))
