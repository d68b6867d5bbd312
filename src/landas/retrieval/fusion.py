"""Proposals of all sources made into candidates, each with what every source said of it."""

from collections.abc import Mapping, Sequence

from landas.ids import ItemIndex
from landas.request.candidates import Candidate, SourceHit
from landas.retrieval.sources.source import Proposal
from landas.retrieval.view import CatalogView

FLATTENING = 60
"""Reciprocal rank fusion's constant (Cormack et al. 2009). The order is a first one: ranking scores again."""


def fuse(proposals: Mapping[str, Sequence[Proposal]], view: CatalogView) -> tuple[Candidate, ...]:
    """One candidate a row, those placed high by many sources first; `score` is left to ranking."""
    hits: dict[ItemIndex, dict[str, SourceHit]] = {}
    fused: dict[ItemIndex, float] = {}
    for source, proposed in proposals.items():
        for rank, (row, score) in enumerate(proposed, start=1):
            hits.setdefault(row, {})[source] = SourceHit(score, rank)
            fused[row] = fused.get(row, 0.0) + 1 / (FLATTENING + rank)
    order = sorted(hits, key=lambda row: (-fused[row], row))
    return tuple(Candidate(view.item_id(row), hits[row]) for row in order)
