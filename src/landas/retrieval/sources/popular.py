"""Source `popular`: what people turn to most. It has an answer when no other source has."""

from landas.retrieval.query import RetrievalQuery
from landas.retrieval.sources.source import Proposal, best_rows, within_candidates
from landas.retrieval.view import BoolArray, CatalogView


class PopularSource:
    name = "popular"

    def propose(
        self, query: RetrievalQuery, view: CatalogView, allowed: BoolArray, limit: int
    ) -> list[Proposal]:
        """Nothing for a query with words: there, popularity only breaks ties in ranking."""
        if query.text.strip():
            return []
        return best_rows(view.popularity, within_candidates(query, view, allowed), limit)
