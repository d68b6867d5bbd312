"""Source `vector`: rows near in meaning to the query's words, to the anchor, or to what the person liked last."""

import logging

import numpy as np
from numpy.typing import NDArray

from landas.errors import ProviderError
from landas.retrieval.embedder import Embedder
from landas.retrieval.query import RetrievalQuery
from landas.retrieval.sources.source import Proposal, proposals, within_candidates
from landas.retrieval.view import BoolArray, CatalogView

_HISTORY_USED = 5
_log = logging.getLogger(__name__)


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
        return proposals(*view.nearest(wanted, within_candidates(query, view, allowed), limit))

    def _wanted(self, query: RetrievalQuery, view: CatalogView) -> NDArray[np.float32] | None:
        if query.text.strip():
            return self._meaning(query.text)
        near = (
            [query.anchor] if query.anchor is not None else list(dict.fromkeys(query.history))[:_HISTORY_USED]
        )
        rows = [row for item_id in near if (row := view.row(item_id)) is not None]
        if not rows:
            return None
        mean = np.mean([view.vector(row) for row in rows], axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)

    def _meaning(self, text: str) -> NDArray[np.float32] | None:
        """None where the embedder can't answer: the other sources do."""
        try:
            return self._embedder.embed_query(text)
        except ProviderError as error:
            _log.warning("no candidates by meaning: %s", error)
            return None
