"""Source `expansion`: rows that answer other words for the request, which were measured to mean the same."""

import numpy as np

from landas.retrieval.query import RetrievalQuery
from landas.retrieval.sources.source import Proposal, best_rows, within_candidates
from landas.retrieval.view import BoolArray, CatalogView


class ExpansionSource:
    name = "expansion"

    def propose(
        self, query: RetrievalQuery, view: CatalogView, allowed: BoolArray, limit: int
    ) -> list[Proposal]:
        found = [view.match_words(groups) for term in query.expansion if (groups := view.term_groups(term))]
        if not found:
            return []
        # The best of the terms, not their sum: several words for one thing are no better than one.
        scores = np.max(found, axis=0)
        return best_rows(scores, within_candidates(query, view, allowed) & (scores > 0), limit)
