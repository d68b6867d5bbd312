"""How many people turned to an item at all, and how many lately: as the latest thing of their sequence."""

from collections.abc import Mapping

import numpy as np

from landas.events.sequences import Sequences
from landas.ranking.learned.table import CandidateTable, Column


class PopularityFeature:
    def __init__(self, log: Sequences) -> None:
        self._counts = np.bincount(log.rows, minlength=log.size).astype(np.float32)
        latest = log.back(0)
        self._latest = np.bincount(latest[latest >= 0], minlength=log.size).astype(np.float32)

    def columns(self, table: CandidateTable) -> Mapping[str, Column]:
        return {
            "popularity.all": self._counts[table.rows],
            "popularity.latest": self._latest[table.rows],
        }
