"""Source `ordered`: the first rows by the field a person wants the answer ordered by ("cheapest laptop").

The best matches alone may not hold the cheapest one, so those are added which come first among the rows of the
wished kind, or among those that hold every word.
"""

import numpy as np

from landas.request.intent import Constraint
from landas.retrieval.query import RetrievalQuery
from landas.retrieval.sources.source import Proposal, best_rows, within_candidates
from landas.retrieval.view import BoolArray, CatalogView

_SHARE_OF_BEST = 0.7


class OrderedSource:
    name = "ordered"

    def propose(
        self, query: RetrievalQuery, view: CatalogView, allowed: BoolArray, limit: int
    ) -> list[Proposal]:
        if query.sort is None:
            return []
        numbers = view.numeric(query.sort.field)
        scores = -numbers if query.sort.direction == "lower" else numbers
        among = within_candidates(query, view, allowed) & ~np.isnan(numbers) & _meant(query, view)
        return best_rows(scores, among, limit)


def _meant(query: RetrievalQuery, view: CatalogView) -> BoolArray:
    """Rows that the request is about."""
    if query.categories:
        return view.mask(Constraint(view.category_field, "in", query.categories))
    groups = view.term_groups(query.text) if query.text.strip() else ()
    if not groups:
        return np.ones(view.size, dtype=bool)
    scores = view.match_words(groups)
    return scores >= max(_SHARE_OF_BEST * float(scores.max()), 1e-9)
