"""Source `lexical`: rows whose words answer the query's, by BM25F over both languages."""

from landas.retrieval.query import RetrievalQuery
from landas.retrieval.sources.source import Proposal, proposals, within_candidates
from landas.retrieval.view import BoolArray, CatalogView


class LexicalSource:
    name = "lexical"

    def propose(
        self, query: RetrievalQuery, view: CatalogView, allowed: BoolArray, limit: int
    ) -> list[Proposal]:
        groups = view.term_groups(query.text) if query.text.strip() else ()
        if not groups:
            return []
        return proposals(*view.best_matches(groups, within_candidates(query, view, allowed), limit))
