"""What every source learnt from behaviour is: histories in, the rows it would go on with and their scores out.

The same call serves one request, the training of the ranker and an evaluation over everybody. Scores stay
sparse, so that a catalogue of any size costs what its neighbours cost.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from landas.events.sequences import Ints, Sequences
from landas.releases.files import Lists

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Scores:
    """Scores of one or more names. `keys` are person * size + row, ascending; a score of 0 is no opinion."""

    keys: Ints
    columns: Mapping[str, Floats]

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


@dataclass(frozen=True)
class Entries:
    """The neighbours of all histories, one after another: `of` is the history's row, `ages` its steps back."""

    places: Ints
    of: Ints
    others: NDArray[np.int32]
    ages: Ints


def summed(
    histories: Sequences, lists: Lists, reach: int, values: Callable[[Entries], Mapping[str, Floats]]
) -> Scores:
    """What the neighbours of the last `reach` rows of each history add up to; `values` says what each is worth."""
    back = histories.places_back()
    read = back < reach
    rows, people, ages = histories.rows[read].astype(np.int64), histories.people()[read], back[read]
    starts = lists.offsets[rows]
    lengths = lists.offsets[rows + 1] - starts
    firsts = np.cumsum(lengths) - lengths
    places = np.arange(int(lengths.sum())) + np.repeat(starts - firsts, lengths)
    entries = Entries(places, np.repeat(rows, lengths), lists.entries[places], np.repeat(ages, lengths))
    keys = np.repeat(people * histories.size, lengths) + entries.others
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    begins = np.flatnonzero(np.diff(ordered, prepend=-1))
    columns = {
        name: np.add.reduceat(worth[order], begins) if len(begins) else np.zeros(0, dtype=np.float32)
        for name, worth in values(entries).items()
    }
    return Scores(ordered[begins], columns)


def best_of_each(scores: Scores, name: str, size: int, count: int) -> Ints:
    """The keys of each person's `count` best scores above 0, ascending."""
    keys, values = scores.keys, scores.columns[name]
    if not len(keys):
        return keys
    edges = np.searchsorted(keys, np.arange(keys[0] // size, keys[-1] // size + 2) * size).tolist()
    own = pairwise(edges)
    best: Ints = np.concatenate([_best_places(values[low:high], count) + low for low, high in own])
    return keys[best]


def _best_places(values: Floats, count: int) -> Ints:
    """The places of the `count` largest values above 0, ascending."""
    if len(values) <= count:
        return np.flatnonzero(values > 0)
    least = np.partition(values, len(values) - count)[len(values) - count]
    if least <= 0:
        return np.flatnonzero(values > 0)
    above, level = np.flatnonzero(values > least), np.flatnonzero(values == least)
    # Careful: of equal scores the lower row is taken, so that an answer can be repeated.
    return np.sort(np.concatenate([above, level[: count - len(above)]]))


def looked_up(scores: Scores, wanted: Ints) -> dict[str, Floats]:
    """The scores of some keys under every name, 0 where there is none."""
    if not len(scores.keys):
        return {name: np.zeros(len(wanted), dtype=np.float32) for name in scores.columns}
    places = np.minimum(np.searchsorted(scores.keys, wanted), len(scores.keys) - 1)
    found = scores.keys[places] == wanted
    return {
        name: np.where(found, column[places], 0).astype(np.float32) for name, column in scores.columns.items()
    }


def without(scores: Scores, keys: Ints, allowed: NDArray[np.bool_]) -> Scores:
    """The scores but those of some keys, given ascending; `allowed` says of each score whether it may stay."""
    if len(keys) and len(scores.keys):
        places = np.minimum(np.searchsorted(keys, scores.keys), len(keys) - 1)
        allowed = allowed & (keys[places] != scores.keys)
    return scores if allowed.all() else kept(scores, allowed)


def kept(scores: Scores, mask: NDArray[np.bool_]) -> Scores:
    places = np.flatnonzero(mask)
    return Scores(
        scores.keys.take(places), {name: column.take(places) for name, column in scores.columns.items()}
    )


def scores_of(matrix: Any, name: str) -> Scores:
    """Of a scipy matrix people x rows."""
    matrix = matrix.tocsr()
    matrix.sort_indices()
    people = np.repeat(np.arange(matrix.shape[0], dtype=np.int64), np.diff(matrix.indptr))
    return Scores(people * matrix.shape[1] + matrix.indices, {name: matrix.data.astype(np.float32)})
