"""The candidates of many people as columns: what the features read, in training as in serving."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landas.events.keys import stable_order
from landas.events.sequences import Ints, Sequences

Floats = NDArray[np.float32]
Column = NDArray[Any]


@dataclass(frozen=True)
class CandidateTable:
    """One entry a candidate, those of a person together. `scores` holds each source's, 0 where it has none."""

    people: Ints
    """Whose candidate it is: a place in `histories`; ascending."""
    rows: Ints
    scores: Mapping[str, Floats]
    histories: Sequences
    moments: NDArray[np.float64] | None = None
    """When each person asked, in seconds since 1970; None where that isn't known."""
    shown: Sequences | None = None
    """What each person was shown before they asked, with times; None where nobody noted that."""

    def __len__(self) -> int:
        return len(self.rows)

    def only(self, kept: NDArray[np.bool_]) -> "CandidateTable":
        scores = {name: column[kept] for name, column in self.scores.items()}
        return replace(self, people=self.people[kept], rows=self.rows[kept], scores=scores)


def ranks_within(people: Ints, scores: Column) -> Floats:
    """For each entry its place from 0 among those of the same person, the best score first. Of several columns of
    scores, one below the other, each has its own places.

    >>> ranks_within(np.array([0, 0, 0, 1]), np.array([1.0, 3.0, 2.0, 5.0])).tolist()
    [2.0, 0.0, 1.0, 0.0]
    """
    # One person's candidates, as in every answer, are sorted all columns at once.
    single = not len(people) or people[0] == people[-1]
    order = np.argsort(-scores, axis=-1, kind="stable") if single else _order_within(people, scores)
    counts = np.bincount(people)
    places = np.arange(len(people)) - np.repeat(np.cumsum(counts) - counts, counts)
    ranks = np.empty(scores.shape, dtype=np.float32)
    np.put_along_axis(ranks, order, np.broadcast_to(places, order.shape).astype(np.float32), axis=-1)
    return ranks


def positive_ranks(people: Ints, scores: Floats, otherwise: float) -> Floats:
    """As `ranks_within` says of columns of scores above 0, one below the other; for the other entries `otherwise`."""
    columns, places = np.nonzero(scores > 0)
    # One person's, as in every answer, are the groups that their columns are.
    groups = columns
    if len(people) and people[-1]:
        groups = columns * (int(people[-1]) + 1) + people[places]
    ranks = np.full(scores.shape, otherwise, dtype=np.float32)
    ranks[columns, places] = places_within(groups, scores[columns, places])
    return ranks


def places_within(groups: Ints, scores: Floats) -> Ints:
    """For each entry its place from 0 among those of the same group, the best score first; of equal scores the earlier
    entry. No score is below 0.

    >>> places_within(np.array([0, 0, 1, 0]), np.array([1, 3, 5, 3], dtype=np.float32)).tolist()
    [2, 0, 0, 1]
    """
    # The bits of such floats ascend as they do; turned over they descend. Adding 0 makes one of the two zeros.
    descending = (~(scores + np.float32(0)).view(np.uint32)).astype(np.int64)
    counts = np.bincount(groups)
    within = np.empty(len(groups), dtype=np.int64)
    order = stable_order((groups << 32) | descending)
    within[order] = np.arange(len(groups)) - np.repeat(np.cumsum(counts) - counts, counts)
    return within


def _order_within(people: Ints, scores: Column) -> Column:
    if scores.ndim == 1:
        return np.lexsort((-scores, people))
    return np.stack([np.lexsort((-column, people)) for column in scores])
