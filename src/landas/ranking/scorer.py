"""The score of a candidate: a sum of named, weighted features, so that every place on a slate can be explained.

A sort wish ("cheapest") decides the order among the candidates that are about what was asked; relevance alone
orders the rest behind them.
"""

from collections.abc import Sequence
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from landas.ranking.features import telling
from landas.ranking.scene import Query, View, scene_of
from landas.request.candidates import Candidate, candidates_of
from landas.request.intent import Constraint, Sort

_RELEVANT = 0.6
"""With a sort wish: the share of the best relevance from which a candidate counts as what was asked for."""
_ORDERED = 10.0
"""What a sort wish adds to those, far above any sum of features."""


def score(
    candidates: Sequence[Candidate], query: Query, view: View, soft: tuple[Constraint, ...], sort: Sort | None
) -> tuple[Candidate, ...]:
    """All candidates in the given order, with their features and score. A candidate unknown to the view gets 0."""
    scene = scene_of(candidates, query, view, soft)
    told = telling(scene)
    columns = np.array([feature(scene) for _, feature, _ in told]).reshape(len(told), len(scene.candidates))
    totals = np.zeros(len(scene.candidates))
    for column, (_, _, weight) in zip(columns, told, strict=True):
        totals += weight * column
    names = [name for name, _, _ in told]
    rows = columns.T.tolist()
    # A feature that is 0 says nothing, and is not told.
    features = [dict(zip(compress(names, row), filter(None, row), strict=True)) for row in rows]
    known = candidates_of(
        [candidate.item_id for candidate in scene.candidates],
        [candidate.sources for candidate in scene.candidates],
        totals.tolist(),
        features,
    )
    scored = known if len(known) == len(candidates) else _with_unknown(candidates, known)
    return scored if sort is None else _with_sort(scored, view, sort)


def _with_unknown(candidates: Sequence[Candidate], known: Sequence[Candidate]) -> tuple[Candidate, ...]:
    by_id = {candidate.item_id: candidate for candidate in known}
    return tuple(by_id.get(c.item_id) or Candidate(c.item_id, c.sources) for c in candidates)


def _with_sort(scored: tuple[Candidate, ...], view: View, sort: Sort) -> tuple[Candidate, ...]:
    """Adds to the relevant candidates a place by the wished field, from 1 (first) down to 0 (value missing)."""
    if not scored:
        return scored
    least = _RELEVANT * max(candidate.score for candidate in scored)
    places = _places(scored, view, sort)
    return tuple(
        candidate._replace(
            score=candidate.score * 0.001 + _ORDERED * (1 + place)
            if candidate.score >= least
            else candidate.score,
            features={**candidate.features, "sort": float(place)},
        )
        for candidate, place in zip(scored, places, strict=True)
    )


def _places(scored: Sequence[Candidate], view: View, sort: Sort) -> NDArray[np.float64]:
    numbers = view.numeric(sort.field)
    rows = view.rows_of([candidate.item_id for candidate in scored])
    values = np.array([np.nan if row is None else numbers[row] for row in rows])
    if sort.direction == "higher":
        values = -values
    distinct, ranks = np.unique(values, return_inverse=True)
    places = 1 - ranks / max(len(distinct), 1)
    places[np.isnan(values)] = 0.0
    return np.asarray(places, dtype=np.float64)
