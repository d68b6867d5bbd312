"""Co-visitation: which items the same people turned to one after another.

Each pair inside a short window of one person's sequence counts, the more the nearer, the later and the
stronger the two events; counts are divided by the popularity of both, so that what everybody has does not
go with everything (item-based neighbourhoods, B. Sarwar et al. 2001, with cosine normalisation).
Counting goes block of items by block of items: all pairs of a long log would never fit into memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from landas.engine.engine import Engine
from landas.releases.files import Array, Lists, load_array, save_array
from landas.retrieval.interactions import InteractionLog

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

NEIGHBOURS = 50
WINDOW = 10
"""How many following items of a sequence an item is paired with."""
HALF_LIFE_DAYS = 180.0
PAIRS_A_BLOCK = 10_000_000
"""Pairs counted at a time: some 500 MB."""
_SHRINKAGE = 1.0
_LONGEST_SEQUENCE = 500


class Covisits:
    """For every row of a release its neighbours, strongest first, with strengths of at most 1."""

    def __init__(self, neighbours: Lists, strengths: Array) -> None:
        self._neighbours = neighbours
        self._strengths = strengths

    def of(self, row: int) -> tuple[Array, Array]:
        """Neighbouring rows and their strengths."""
        low, high = self._neighbours.offsets[row], self._neighbours.offsets[row + 1]
        return self._neighbours.entries[low:high], self._strengths[low:high]

    def strength(self, row: int, other: int) -> float:
        rows, strengths = self.of(row)
        place = np.flatnonzero(rows == other)
        return float(strengths[place[0]]) if len(place) else 0.0

    def save(self, folder: Path) -> None:
        self._neighbours.save(folder, "covisits")
        save_array(folder, "covisits.strengths", self._strengths)

    @classmethod
    def load(cls, folder: Path) -> "Covisits":
        return cls(Lists.load(folder, "covisits"), load_array(folder, "covisits.strengths"))


def learn_covisits(
    log: InteractionLog, folder: Path, size: int, engine: Engine, pairs_a_block: int = PAIRS_A_BLOCK
) -> Covisits:
    """Neighbours of each of `size` rows. `folder` holds the log's files, and what is counted until all is."""
    totals, counts = np.zeros(size), np.zeros(size, dtype=np.int64)
    for pairs in _pairs(log):
        for ends in (pairs.first, pairs.second):
            totals += np.bincount(ends, pairs.weights, minlength=size)
            counts += np.bincount(ends, minlength=size)
    # The shrinkage keeps single meetings from looking certain.
    save_array(folder, "pairs.scale", 1 / np.sqrt(totals + _SHRINKAGE))
    blocks = _blocks(counts, pairs_a_block)
    done = engine.run(partial(count_block, folder), blocks, folder / "blocks")
    parts = [load_array(path, name) for path in done for name in ("rows", "strengths", "lengths")]
    lengths = np.concatenate(parts[2::3]) if parts else np.zeros(0, dtype=np.int64)
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    none = np.zeros(0, dtype=np.int32)
    neighbours = Lists(np.concatenate([none, *parts[0::3]]), offsets)
    return Covisits(neighbours, np.concatenate([none, *parts[1::3]]).astype(np.float32))


def count_block(folder: Path, block: tuple[int, int], into: Path) -> None:
    """Writes the neighbours of the rows `block[0]` to before `block[1]`. Runs wherever `folder` can be read."""
    # Imported here: serving reads the result and needs no scipy.
    from scipy.sparse import coo_matrix

    low, high = block
    scale = load_array(folder, "pairs.scale")
    first, second, weights = [], [], []
    for pairs in _pairs(InteractionLog.load(folder)):
        for here, there in ((pairs.first, pairs.second), (pairs.second, pairs.first)):
            mine = (here >= low) & (here < high)
            first.append(here[mine] - low)
            second.append(there[mine])
            weights.append(pairs.weights[mine] * scale[here[mine]] * scale[there[mine]])
    none = np.zeros(0, dtype=np.int32)
    place = np.concatenate([none, *first]), np.concatenate([none, *second])
    values = np.concatenate([none, *weights]).astype(np.float32)
    _save_strongest(coo_matrix((values, place), shape=(high - low, len(scale))).tocsr(), into)


@dataclass(frozen=True)
class _Pairs:
    """Rows that met, and how much that says."""

    first: Array
    second: Array
    weights: Array


def _pairs(log: InteractionLog) -> Iterator[_Pairs]:
    """All pairs of the log, each once, some people and one distance at a time."""
    for start, end in log.spans():
        rows, times, weights, people = _sequences(log, start, end)
        for gap in range(1, WINDOW + 1):
            met = (people[gap:] == people[:-gap]) & (rows[gap:] != rows[:-gap])
            age = times[gap:][met] / 86400
            both = np.sqrt(weights[gap:][met] * weights[:-gap][met])
            yield _Pairs(rows[:-gap][met], rows[gap:][met], both * 0.5 ** (age / HALF_LIFE_DAYS) / gap)


def _sequences(log: InteractionLog, start: int, end: int) -> tuple[Array, Array, Array, Array]:
    """What some people turned to lately: rows, seconds before each one's newest, weights, and whose they are."""
    low, high = int(log.offsets[start]), int(log.offsets[end])
    weights = log.weights[low:high]
    turned = np.flatnonzero(weights > 0)
    people = np.repeat(np.arange(end - start), np.diff(log.offsets[start : end + 1]))[turned]
    ends = np.searchsorted(people, people, side="right")
    late = ends - np.arange(len(people)) <= _LONGEST_SEQUENCE
    times = log.times[low:high][turned]
    before = (times[ends - 1] - times)[late] if len(times) else times
    return log.rows[low:high][turned][late], before, weights[turned][late], people[late]


def _blocks(counts: Array, pairs_a_block: int) -> list[tuple[int, int]]:
    """Neighbouring rows that have about so many pairs together."""
    reached = np.cumsum(counts) // max(pairs_a_block, 1)
    cuts = np.flatnonzero(np.diff(reached)) + 1
    edges = [0, *cuts.tolist(), len(counts)]
    return [(low, high) for low, high in pairwise(edges) if low < high]


def _save_strongest(pairs: "csr_matrix", into: Path) -> None:
    rows = np.repeat(np.arange(pairs.shape[0]), np.diff(pairs.indptr))
    order = np.lexsort((pairs.indices, -pairs.data, rows))
    kept = order[np.arange(len(order)) - pairs.indptr[rows] < NEIGHBOURS]
    save_array(into, "rows", pairs.indices[kept].astype(np.int32))
    save_array(into, "strengths", pairs.data[kept])
    save_array(into, "lengths", np.minimum(np.diff(pairs.indptr), NEIGHBOURS).astype(np.int64))
