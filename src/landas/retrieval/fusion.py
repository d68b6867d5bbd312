"""Proposals of all sources made into candidates, each with what every source said of it."""

from collections.abc import Mapping, Sequence
from itertools import repeat

import numpy as np

from landas.events.keys import distinct
from landas.request.candidates import Candidate, HitTable, TableHits, candidates_of
from landas.retrieval.sources.source import Proposal
from landas.retrieval.view import CatalogView

FLATTENING = 60
"""Reciprocal rank fusion's constant (Cormack et al. 2009). The order is a first one: ranking scores again."""


def fuse(proposals: Mapping[str, Sequence[Proposal]], view: CatalogView) -> tuple[Candidate, ...]:
    """One candidate a row, those placed high by many sources first; `score` is left to ranking."""
    proposed = {
        name: np.array([row for row, _ in found], dtype=np.int64) for name, found in proposals.items()
    }
    rows = distinct(np.concatenate([np.zeros(0, dtype=np.int64), *proposed.values()]))
    scores = np.zeros((len(rows), len(proposed)))
    ranks = np.zeros((len(rows), len(proposed)), dtype=np.int64)
    fused = np.zeros(len(rows))
    for column, (name, own) in enumerate(proposed.items()):
        places, own_ranks = np.searchsorted(rows, own), np.arange(1, len(own) + 1)
        scores[places, column] = [score for _, score in proposals[name]]
        ranks[places, column] = own_ranks
        fused[places] += 1 / (FLATTENING + own_ranks)
    order = np.lexsort((rows, -fused))
    hits = map(TableHits, repeat(HitTable(tuple(proposed), scores, ranks)), order.tolist())
    return candidates_of(
        view.item_ids(rows[order].tolist()), hits, repeat(0.0, len(rows)), repeat({}, len(rows))
    )
