"""Source `covisitation`: rows that the same people turned to as to the anchor, or to what the person liked lately."""

import numpy as np

from landas.retrieval.query import RetrievalQuery
from landas.retrieval.sources.source import Proposal, best_rows, within_candidates
from landas.retrieval.view import BoolArray, CatalogView

_FADING = 0.85
"""What each step back into the history leaves of an item's say."""


class CovisitationSource:
    name = "covisitation"

    def propose(
        self, query: RetrievalQuery, view: CatalogView, allowed: BoolArray, limit: int
    ) -> list[Proposal]:
        starts = [query.anchor] if query.anchor is not None else list(query.history)
        scores = np.zeros(view.size)
        for step, item_id in enumerate(starts):
            for row, strength in view.covisited(item_id):
                scores[row] += strength * _FADING**step
        return best_rows(scores, within_candidates(query, view, allowed) & (scores > 0), limit)
