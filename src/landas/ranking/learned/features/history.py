"""What kind of history it is: how long, how popular its items, how popular its last one, how long ago that was."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from landas.ranking.learned.known import Known
from landas.ranking.learned.table import CandidateTable, Column, Floats


@dataclass(frozen=True)
class HistoryFeature:
    counts: Floats

    def columns(self, table: CandidateTable) -> Mapping[str, Column]:
        histories, last = table.histories, table.histories.back(0)
        known = np.log1p(self.counts[histories.rows])
        mean = np.bincount(histories.people(), known, len(histories)) / np.maximum(histories.lengths, 1)
        latest = np.where(last >= 0, self.counts[last], 0)
        return {
            "history.length": histories.lengths[table.people],
            "history.popularity": mean[table.people],
            "history.last_popularity": latest[table.people],
            "history.hours_since": _hours_since(table)[table.people],
        }


def learn_history(known: Known) -> HistoryFeature:
    return HistoryFeature(np.bincount(known.log.rows, minlength=known.log.size).astype(np.float32))


def _hours_since(table: CandidateTable) -> Column:
    """NaN where the log holds no times, or nobody asked at a moment."""
    histories = table.histories
    since = np.full(len(histories), np.nan)
    if histories.times is not None and table.moments is not None:
        some = histories.lengths > 0
        latest = histories.times[histories.offsets[1:][some] - 1]
        since[some] = np.maximum(table.moments[some] - latest, 0) / 3600
    return since
