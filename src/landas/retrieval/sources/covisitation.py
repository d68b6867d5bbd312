"""Source `covisitation`: rows that the same people turned to as to the anchor, or to what the person liked lately."""

import numpy as np

from landas.retrieval.behaviour.asked import asked_history
from landas.retrieval.query import RetrievalQuery
from landas.retrieval.sources.source import Proposal, best_rows, within_candidates
from landas.retrieval.view import BoolArray, CatalogView


class CovisitationSource:
    name = "covisitation"

    def propose(
        self, query: RetrievalQuery, view: CatalogView, allowed: BoolArray, limit: int
    ) -> list[Proposal]:
        history = asked_history(query, view)
        if not len(history.rows):
            return []
        found = view.behaviour.covisits.scores(history)
        living = np.append(view.living_rows, -1)[found.keys]
        known = living >= 0
        scores = np.zeros(view.size, dtype=np.float32)
        scores[living[known]] = found.columns[self.name][known]
        return best_rows(scores, within_candidates(query, view, allowed) & (scores > 0), limit)
