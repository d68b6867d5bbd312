"""What every source learnt from behaviour is: histories in, the rows it would go on with and their scores out.

The same call serves one request, the training of the ranker and an evaluation over everybody. Scores stay
sparse, so that a catalogue of any size costs what its neighbours cost.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from landas.events.keys import are_among, places_among
from landas.events.sequences import Ints, Sequences
from landas.retrieval.behaviour.summing import SummedColumns
from landas.retrieval.best import places_of_best

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Scores:
    """Scores of one or more names. `keys` are person * size + row, ascending; a score of 0 is no opinion."""

    keys: Ints
    columns: Mapping[str, Floats]

    def where(self, mask: NDArray[np.bool_]) -> "Scores":
        """The scores of some of the keys."""
        if mask.all():
            return self
        places, columns = np.flatnonzero(mask), self.columns
        kept = columns.only(places) if isinstance(columns, SummedColumns) else self.at(places)
        return Scores(self.keys.take(places), kept)

    def at(self, places: Ints) -> Mapping[str, Floats]:
        """Every column at some places."""
        columns = self.columns
        if isinstance(columns, SummedColumns):
            return columns.at(places)
        return {name: column.take(places) for name, column in columns.items()}

    def dense(self, name: str, histories: Sequences) -> Floats:
        """People x rows. For tests and small logs."""
        found = np.zeros(len(histories) * histories.size, dtype=np.float32)
        found[self.keys] = self.columns[name]
        return found.reshape(len(histories), histories.size)


class BehaviourSource(Protocol):
    """A fitted source: a frozen dataclass of arrays and numbers, so that any can be saved the same way."""

    def scores(self, histories: Sequences) -> Scores:
        """Scores of at least 0, higher is better; seen rows may be among them. The names are always the same."""
        ...


def best_of_each(scores: Scores, name: str, size: int, count: int) -> Ints:
    """The keys of each person's `count` best scores above 0, ascending."""
    keys, values = scores.keys, scores.columns[name]
    if not len(keys):
        return keys
    if keys[0] // size == keys[-1] // size:
        return keys.take(_best_places(values, count))
    edges = np.searchsorted(keys, np.arange(keys[0] // size, keys[-1] // size + 2) * size).tolist()
    own = pairwise(edges)
    best: Ints = np.concatenate([_best_places(values[low:high], count) + low for low, high in own])
    return keys[best]


def _best_places(values: Floats, count: int) -> Ints:
    """The places of the `count` largest values above 0, ascending."""
    places = np.flatnonzero(values > 0)
    # Only these: where most values are 0, telling equal ones apart would take most of the time.
    return places.take(places_of_best(values.take(places), count))


def looked_up(scores: Scores, wanted: Ints) -> dict[str, Floats]:
    """The scores of some keys under every name, 0 where there is none."""
    found, places = places_among(wanted, scores.keys)
    columns: dict[str, Floats] = {}
    for name, values in scores.at(places).items():
        columns[name] = np.zeros(len(wanted), dtype=np.float32)
        columns[name][found] = values
    return columns


def without(scores: Scores, keys: Ints, allowed: NDArray[np.bool_]) -> Scores:
    """The scores but those of some keys, given ascending; `allowed` says of each score whether it may stay."""
    return scores.where(allowed & ~are_among(scores.keys, keys))


def scores_of(matrix: Any, name: str) -> Scores:
    """Of a scipy matrix people x rows."""
    matrix = matrix.tocsr()
    matrix.sort_indices()
    people = np.repeat(np.arange(matrix.shape[0], dtype=np.int64), np.diff(matrix.indptr))
    return Scores(people * matrix.shape[1] + matrix.indices, {name: matrix.data.astype(np.float32)})
