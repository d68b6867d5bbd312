"""How far along a candidate is of the history, on one line of time that all sequences agree on best.

Items get places on a line so that each step of a sequence comes to one (springs between neighbours, solved as
least squares): what came into fashion later stands further on, even where the log holds no times.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from landas.events.sequences import Sequences
from landas.ranking.learned.known import Known
from landas.ranking.learned.table import CandidateTable, Column, Floats

_RIDGE = 0.5
"""Pulls items that few sequences hold to the middle."""
_ITERATIONS = 500


@dataclass(frozen=True)
class DriftFeature:
    times: Floats

    def columns(self, table: CandidateTable) -> Mapping[str, Column]:
        histories = table.histories
        last = histories.back(0)
        stood = self.times[histories.rows]
        newest = np.full(len(histories), -np.inf)
        np.maximum.at(newest, histories.people(), stood)
        mean = np.bincount(histories.people(), stood, len(histories)) / np.maximum(histories.lengths, 1)
        own = self.times[table.rows]
        known = last >= 0
        since_last = np.where(known, self.times[last], np.nan)
        since_newest = np.where(known, newest, np.nan)
        return {
            "drift.time": own,
            "drift.since_last": own - since_last[table.people],
            "drift.since_newest": own - since_newest[table.people],
            "drift.since_mean": own - np.where(known, mean, np.nan)[table.people],
        }


def learn_drift(known: Known) -> DriftFeature:
    return DriftFeature(_times(known.log).astype(np.float32))


def _times(log: Sequences) -> NDArray[np.float64]:
    # Imported here: serving reads features without having learnt them.
    from scipy.sparse import csr_matrix, diags
    from scipy.sparse.linalg import cg

    ends = np.flatnonzero(log.places() > 0)
    steps = csr_matrix((np.ones(len(ends)), (log.rows[ends - 1], log.rows[ends])), shape=(log.size, log.size))
    out, into = (np.asarray(steps.sum(axis=axis)).ravel() for axis in (1, 0))
    system = diags(out + into + _RIDGE) - steps - steps.T
    times, _ = cg(system, into - out, maxiter=_ITERATIONS)
    return np.asarray(times, dtype=np.float64)
