"""How many turned to an item in the last days that were known, and for how long it has been there at all. Beside days
that end suddenly stand half-lives: which of them foretells most, the ranker learns.

"Last" means before the end of what was known, in training as in serving: a release is never asked about days it
did not see.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from landas.ranking.learned.known import Known
from landas.ranking.learned.table import CandidateTable, Column, Floats

_DAYS = (2, 7, 30)
_HALF_LIVES = (30, 90, 365)


@dataclass(frozen=True)
class LatelyFeature:
    """`counts` are days x rows, `aged` half-lives x rows; `age` and `silence` days since the first and the last
    event of a row, NaN for none."""

    counts: Floats
    age: Floats
    silence: Floats
    aged: Floats

    def columns(self, table: CandidateTable) -> Mapping[str, Column]:
        counted = {f"lately.{days}d": self.counts[n][table.rows] for n, days in enumerate(_DAYS)}
        counted |= {f"lately.aged_{days}d": self.aged[n][table.rows] for n, days in enumerate(_HALF_LIVES)}
        return {**counted, "lately.age": self.age[table.rows], "lately.silence": self.silence[table.rows]}


def learn_lately(known: Known) -> LatelyFeature:
    """Where the log holds no times every column is NaN: unknown, not never."""
    log, size = known.log, known.log.size
    nothing = np.full(size, np.nan, dtype=np.float32)
    if log.times is None or not len(log.times):
        unknown = [np.full((len(days), size), np.nan, dtype=np.float32) for days in (_DAYS, _HALF_LIVES)]
        return LatelyFeature(unknown[0], nothing, nothing, unknown[1])
    ages = (log.times.max() - log.times) / 86400
    counts = [np.bincount(log.rows, ages < days, minlength=size) for days in _DAYS]
    aged = [np.bincount(log.rows, np.exp2(-ages / days), minlength=size) for days in _HALF_LIVES]
    oldest, newest = np.full(size, -np.inf), np.full(size, np.inf)
    np.maximum.at(oldest, log.rows, ages)
    np.minimum.at(newest, log.rows, ages)
    met = np.isfinite(newest)
    return LatelyFeature(
        np.array(counts, dtype=np.float32),
        np.where(met, oldest, np.nan).astype(np.float32),
        np.where(met, newest, np.nan).astype(np.float32),
        np.array(aged, dtype=np.float32),
    )
