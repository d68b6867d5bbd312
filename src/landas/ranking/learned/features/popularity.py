"""How many people turned to an item at all, and how many lately: as the latest thing of their sequence."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from landas.ranking.learned.known import Known
from landas.ranking.learned.table import CandidateTable, Column, Floats


@dataclass(frozen=True)
class PopularityFeature:
    counts: Floats
    latest: Floats

    def columns(self, table: CandidateTable) -> Mapping[str, Column]:
        return {
            "popularity.all": self.counts[table.rows],
            "popularity.latest": self.latest[table.rows],
        }


def learn_popularity(known: Known) -> PopularityFeature:
    log = known.log
    latest = log.back(0)
    return PopularityFeature(
        np.bincount(log.rows, minlength=log.size).astype(np.float32),
        np.bincount(latest[latest >= 0], minlength=log.size).astype(np.float32),
    )
