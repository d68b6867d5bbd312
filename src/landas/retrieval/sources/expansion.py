"""Source `expansion`: rows that answer other words for the request, which were measured to mean the same."""

import numpy as np
from numpy.typing import NDArray

from landas.request.intent import Constraint
from landas.request.satisfaction import text_key
from landas.retrieval.query import RetrievalQuery
from landas.retrieval.sources.source import Proposal, best_rows, within_candidates
from landas.retrieval.view import BoolArray, CatalogView


class ExpansionSource:
    name = "expansion"

    def propose(
        self, query: RetrievalQuery, view: CatalogView, allowed: BoolArray, limit: int
    ) -> list[Proposal]:
        found = [rows_of_term(term, view) for term in query.expansion]
        if not found:
            return []
        # The best of the terms, not their sum: several words for one thing are no better than one.
        scores = np.max(found, axis=0)
        return best_rows(scores, within_candidates(query, view, allowed) & (scores > 0), limit)


def rows_of_term(term: str, view: CatalogView) -> NDArray[np.float32]:
    """BM25F of every row for a term. One that names a kind of thing finds things of that kind, not what goes with them
    ("laptop" no laptop bag)."""
    groups = view.term_groups(term)
    scores = view.match_words(groups) if groups else np.zeros(view.size, dtype=np.float32)
    kind = next((label for label in view.category_labels if text_key(label) == text_key(term)), None)
    if kind is None:
        return scores
    of_kind = view.mask(Constraint(view.category_field, "eq", kind))
    return np.where(of_kind, np.maximum(scores, scores.max(initial=0.0) * 0.5 + 1e-6), 0.0).astype(np.float32)
