"""Source `external`: the candidates of the caller's own search engine, with the scores it gave."""

from landas.retrieval.query import RetrievalQuery
from landas.retrieval.sources.source import Proposal
from landas.retrieval.view import BoolArray, CatalogView


class ExternalSource:
    name = "external"

    def propose(
        self, query: RetrievalQuery, view: CatalogView, allowed: BoolArray, limit: int
    ) -> list[Proposal]:
        """Every allowed candidate, whatever the limit: the caller chose them. Of one given twice the best counts."""
        best: dict[int, Proposal] = {}
        for candidate in query.candidates or ():
            row = view.row(candidate.item_id)
            if row is not None and allowed[row] and candidate.item_id != query.anchor:
                proposal = Proposal(row, candidate.score)
                best[row] = max(best.get(row, proposal), proposal, key=lambda p: p.score)
        return sorted(best.values(), key=lambda p: -p.score)
