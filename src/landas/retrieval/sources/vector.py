"""Source `vector`: rows near in meaning to the query's words, to the anchor, or to what the person liked last."""

import numpy as np
from numpy.typing import NDArray

from landas.retrieval.embedder import Embedder
from landas.retrieval.query import RetrievalQuery
from landas.retrieval.sources.source import Proposal, best_rows, within_candidates
from landas.retrieval.view import BoolArray, CatalogView

_HISTORY_USED = 5


class VectorSource:
    name = "vector"

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def propose(
        self, query: RetrievalQuery, view: CatalogView, allowed: BoolArray, limit: int
    ) -> list[Proposal]:
        wanted = self._wanted(query, view) if view.has_vectors else None
        if wanted is None:
            return []
        scores = view.match_meaning(wanted, within_candidates(query, view, allowed))
        return best_rows(scores, np.isfinite(scores), limit)

    def _wanted(self, query: RetrievalQuery, view: CatalogView) -> NDArray[np.float32] | None:
        if query.text.strip():
            wanted: NDArray[np.float32] = self._embedder.embed([query.text])[0]
            return wanted
        near = [query.anchor] if query.anchor is not None else list(query.history[:_HISTORY_USED])
        rows = [row for item_id in near if (row := view.row(item_id)) is not None]
        if not rows:
            return None
        mean = np.mean([view.vector(row) for row in rows], axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)
