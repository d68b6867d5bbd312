"""What every candidate source is: a query in, its best rows out, only ever among the allowed ones."""

from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from landas.ids import ItemIndex
from landas.retrieval.best import best
from landas.retrieval.query import RetrievalQuery
from landas.retrieval.view import BoolArray, CatalogView


class Proposal(NamedTuple):
    """One row with the source's own score: higher is better, scales differ between sources."""

    row: ItemIndex
    score: float


class Source(Protocol):
    """Proposes rows for a query, the best first. A source with nothing to go by proposes nothing."""

    @property
    def name(self) -> str: ...

    def propose(
        self, query: RetrievalQuery, view: CatalogView, allowed: BoolArray, limit: int
    ) -> list[Proposal]: ...


def best_rows(scores: NDArray[np.floating], among: BoolArray, limit: int) -> list[Proposal]:
    """The `limit` best-scored rows of a mask; of equal scores the lower row comes first."""
    rows = np.flatnonzero(among)
    return proposals(*best(rows, scores[rows], limit))


def proposals(rows: NDArray[np.int64], scores: NDArray[np.floating]) -> list[Proposal]:
    """Rows and their scores as they are proposed."""
    return [
        Proposal(ItemIndex(row), score) for row, score in zip(rows.tolist(), scores.tolist(), strict=True)
    ]


def within_candidates(query: RetrievalQuery, view: CatalogView, allowed: BoolArray) -> BoolArray:
    """The allowed rows; where the caller sent candidates only those of them, and never the anchor itself."""
    anchor = None if query.anchor is None else view.row(query.anchor)
    if query.candidates is None and anchor is None:
        return allowed
    within = allowed.copy()
    if query.candidates is not None:
        within = np.zeros_like(allowed)
        rows = [row for c in query.candidates if (row := view.row(c.item_id)) is not None]
        within[rows] = allowed[rows]
    if anchor is not None:
        within[anchor] = False
    return within
