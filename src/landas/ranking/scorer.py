"""The score of a candidate: a sum of named, weighted features, so that every place on a slate can be explained.

A sort wish ("cheapest") decides the order among the candidates that are about what was asked; relevance alone
orders the rest behind them.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from landas.ranking.features import Feature, telling
from landas.ranking.scene import Query, Scene, View, scene_of
from landas.request.candidates import Candidate
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
    scored = tuple(_scored(candidate, scene, told) for candidate in candidates)
    return scored if sort is None else _with_sort(scored, view, sort)


def _scored(candidate: Candidate, scene: Scene, told: Sequence[tuple[str, Feature, float]]) -> Candidate:
    row = scene.rows.get(candidate.item_id)
    if row is None:
        return Candidate(candidate.item_id, candidate.sources)
    total, features = 0.0, {}
    for name, feature, weight in told:
        if value := feature(candidate, row, scene):
            features[name] = value
            total += weight * value
    return Candidate(candidate.item_id, candidate.sources, total, features)


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
    rows = [view.row(candidate.item_id) for candidate in scored]
    values = np.array([np.nan if row is None else numbers[row] for row in rows])
    if sort.direction == "higher":
        values = -values
    distinct, ranks = np.unique(values, return_inverse=True)
    places = 1 - ranks / max(len(distinct), 1)
    places[np.isnan(values)] = 0.0
    return np.asarray(places, dtype=np.float64)
