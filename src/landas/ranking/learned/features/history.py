"""What kind of history it is: how long, how popular its items, how popular its last one."""

from collections.abc import Mapping

import numpy as np

from landas.events.sequences import Sequences
from landas.ranking.learned.table import CandidateTable, Column


class HistoryFeature:
    def __init__(self, log: Sequences) -> None:
        self._counts = np.bincount(log.rows, minlength=log.size).astype(np.float32)

    def columns(self, table: CandidateTable) -> Mapping[str, Column]:
        histories, last = table.histories, table.histories.back(0)
        known = np.log1p(self._counts[histories.rows])
        mean = np.bincount(histories.people(), known, len(histories)) / np.maximum(histories.lengths, 1)
        latest = np.where(last >= 0, self._counts[last], 0)
        return {
            "history.length": histories.lengths[table.people],
            "history.popularity": mean[table.people],
            "history.last_popularity": latest[table.people],
        }
