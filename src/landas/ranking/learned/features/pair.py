"""Was an item shown to this very person before, how often, and how long ago: what is passed over again and again is
seldom what is wanted.

What was shown within the last hour says nothing: it is the slate that is being chosen from (see `shown_before`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from landas.events.activity import HOUR
from landas.events.keys import places_among
from landas.ranking.learned.table import CandidateTable, Column

COLUMNS = _SHOWN, _HOURS_SINCE = ("pair.shown", "pair.hours_since")


@dataclass(frozen=True)
class PairFeature:
    def columns(self, table: CandidateTable) -> Mapping[str, Column]:
        """Unknown where nobody noted what was shown."""
        shown = table.shown
        if shown is None:
            unknown = np.full(len(table), np.nan, dtype=np.float32)
            return dict.fromkeys(COLUMNS, unknown)
        counts, hours = np.zeros(len(table), np.float32), np.full(len(table), np.nan, dtype=np.float32)
        met, pairs, times = np.unique(shown.keys(), return_inverse=True, return_counts=True)
        own, places = places_among(table.people * shown.size + table.rows, met)
        counts[own] = times[places]
        if shown.times is not None and table.moments is not None:
            latest = np.full(len(met), -np.inf)
            np.maximum.at(latest, pairs, shown.times)
            hours[own] = (table.moments[table.people[own]] - latest[places]) / HOUR
        return {_SHOWN: counts, _HOURS_SINCE: hours}
