"""What each source thinks of a candidate: its score, its rank among the candidates, its share of the best."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from landas.ranking.learned.table import CandidateTable, Column, positive_ranks

UNRANKED = 9999.0


@dataclass(frozen=True)
class SourcedFeature:
    def columns(self, table: CandidateTable) -> Mapping[str, Column]:
        if not table.scores:
            return {}
        scores = np.stack(list(table.scores.values()))
        ranks = positive_ranks(table.people, scores, UNRANKED)
        shares = scores / np.maximum(_best(table, scores), 1e-9)
        found: dict[str, Column] = {}
        for place, name in enumerate(table.scores):
            found |= {
                f"{name}.score": scores[place],
                f"{name}.rank": ranks[place],
                f"{name}.share": shares[place],
            }
        return found


def _best(table: CandidateTable, scores: Column) -> Column:
    """For each entry of each column the best score of the same person there, at least 0."""
    if len(table.histories) == 1 and len(table):  # as in every answer
        greatest: Column = np.maximum(scores.max(axis=1, keepdims=True), 0)
        return greatest
    edges = np.flatnonzero(np.diff(table.people, prepend=-1))
    if not len(edges):
        return scores
    best = np.maximum(np.maximum.reduceat(scores, edges, axis=1), 0)
    return np.repeat(best, np.diff(edges, append=len(table)), axis=1)
