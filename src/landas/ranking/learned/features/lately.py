"""How many people turned to an item in the days before, and for how long it has been there at all. Beside days that
end suddenly stand half-lives: which of them foretells most, the ranker learns.

Before what: the full hour before the moment of asking, where that is known; else the end of what was known.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from landas.events.activity import HALF_LIVES, WINDOWS, Activity, ItemValues, hours_of
from landas.ranking.learned.known import Known
from landas.ranking.learned.table import CandidateTable, Column, Floats

_NAMES = (
    *(f"lately.{days}d" for days in WINDOWS), *(f"lately.aged_{days}d" for days in HALF_LIVES),
    "lately.age", "lately.silence",
)  # fmt: skip
_AT_ONCE = 50_000


@dataclass(frozen=True)
class LatelyFeature:
    """`activity` is None where the log holds no times: every column is then NaN, unknown and not never."""

    activity: Activity | None

    def columns(self, table: CandidateTable) -> Mapping[str, Column]:
        if self.activity is None:
            return dict.fromkeys(_NAMES, np.full(len(table), np.nan, dtype=np.float32))
        if table.moments is None:
            return _named(self.activity.at(table.rows, self.activity.until))
        return _named(self.activity.at(table.rows, hours_of(table.moments)[table.people]))


@dataclass(frozen=True)
class LatelyAtAnHour:
    """The same for one hour and every row, looked up: what answers are made with all that hour long."""

    values: Floats
    """Columns x rows."""

    @property
    def latest(self) -> Floats:
        """Of each row how many turned to it in the shortest span."""
        return np.asarray(self.values[0])

    def columns(self, table: CandidateTable) -> Mapping[str, Column]:
        return dict(zip(_NAMES, self.values[:, table.rows], strict=True))


def lately_at(activity: Activity, hour: int) -> LatelyAtAnHour:
    """Some rows at a time: of a million, what is worked out between would take ten times what is kept."""
    # What an activity works out for its entries is kept by it, and goes with this copy of it.
    asked = replace(activity)
    values = np.empty((len(_NAMES), activity.size), dtype=np.float32)
    for start in range(0, activity.size, _AT_ONCE):
        rows = np.arange(start, min(start + _AT_ONCE, activity.size))
        values[:, rows[0] : rows[-1] + 1] = list(_named(asked.at(rows, hour)).values())
    return LatelyAtAnHour(values)


def learn_lately(known: Known) -> LatelyFeature:
    return LatelyFeature(known.activity_of_rows)


def _named(values: ItemValues) -> dict[str, Column]:
    return dict(zip(_NAMES, (*values.counted, *values.aged, values.age, values.silence), strict=True))
