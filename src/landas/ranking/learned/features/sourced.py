"""What each source thinks of a candidate: its score, its rank among the candidates, its share of the best."""

from collections.abc import Mapping

import numpy as np

from landas.events.sequences import Sequences
from landas.ranking.learned.table import CandidateTable, Column, ranks_within

UNRANKED = 9999.0


class SourcedFeature:
    def __init__(self, log: Sequences) -> None:
        pass

    def columns(self, table: CandidateTable) -> Mapping[str, Column]:
        found: dict[str, Column] = {}
        for name, scores in table.scores.items():
            best = np.zeros(len(table.histories), dtype=np.float32)
            np.maximum.at(best, table.people, scores)
            found[f"{name}.score"] = scores
            found[f"{name}.rank"] = np.where(scores > 0, ranks_within(table.people, scores), UNRANKED)
            found[f"{name}.share"] = scores / np.maximum(best[table.people], 1e-9)
        return found
