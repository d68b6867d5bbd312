"""What each source thinks of a candidate: its score, its rank among the candidates, its share of the best."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from landas.ranking.learned.table import CandidateTable, Column, ranks_within

UNRANKED = 9999.0


@dataclass(frozen=True)
class SourcedFeature:
    def columns(self, table: CandidateTable) -> Mapping[str, Column]:
        found: dict[str, Column] = {}
        for name, scores in table.scores.items():
            best = np.zeros(len(table.histories), dtype=np.float32)
            np.maximum.at(best, table.people, scores)
            found[f"{name}.score"] = scores
            found[f"{name}.rank"] = np.where(scores > 0, ranks_within(table.people, scores), UNRANKED)
            found[f"{name}.share"] = scores / np.maximum(best[table.people], 1e-9)
        return found
