"""The shape most sources share: every row has neighbours, and a history speaks through those of its items."""

from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from landas.events.sequences import Ints, Sequences
from landas.releases.files import Lists
from landas.retrieval.behaviour.matrices import Matrix, strongest
from landas.retrieval.behaviour.source import Scores
from landas.retrieval.behaviour.summing import Entries, Floats, summed_neighbours

NEIGHBOURS = 300
ENTRIES = 60_000_000
"""Neighbours of all rows together: of a larger catalogue each row keeps fewer, so that memory stays bounded."""
_BLOCK = 2000
"""Rows whose neighbours are counted at a time."""
REACH = 20
"""Steps back into a history that are read: what is further back has faded away."""


@dataclass(frozen=True)
class Neighbourhood:
    """Scores are the neighbours' strengths summed over the history, the newest item counting most."""

    name: str
    offsets: Ints
    neighbours: NDArray[np.int32]
    strengths: NDArray[np.float16]
    fading: float

    def scores(self, histories: Sequences) -> Scores:
        lists = Lists(self.neighbours, self.offsets)
        worth_of = partial(_FadedStrengths, self)
        return Scores(*summed_neighbours(histories, lists, REACH, (self.name,), worth_of))


@dataclass(frozen=True)
class _FadedStrengths:
    source: Neighbourhood
    entries: Entries

    def column(self, name: str) -> Floats:
        faded = self.entries.of_row(faded_by_age(self.source.fading, self.entries.ages))
        worth: Floats = self.source.strengths.take(self.entries.places) * faded
        return worth


def faded_by_age(fading: float, ages: Ints) -> NDArray[np.float64]:
    """`fading` to the power of each age, all of them below `REACH`: each power is raised once."""
    return _powers(fading).take(ages)


@lru_cache
def _powers(fading: float) -> NDArray[np.float64]:
    return np.asarray(np.float32(fading) ** np.arange(REACH), dtype=np.float64)


def neighbourhood(name: str, matrix: Matrix, fading: float) -> Neighbourhood:
    """Of a matrix rows x rows the strongest neighbours of each row."""
    kept = strongest(matrix, neighbours_each(matrix.shape[0]))
    return Neighbourhood(
        name,
        kept.indptr.astype(np.int64),
        kept.indices.astype(np.int32),
        kept.data.astype(np.float16),
        fading,
    )


def met_in(name: str, groups: Matrix, fading: float) -> Neighbourhood:
    """Neighbours of a row are those of the same groups, by the cosine over groups x rows."""
    from scipy.sparse import diags, vstack

    counts = np.maximum(np.asarray(groups.sum(axis=0)).ravel(), 1)
    # The neighbour's own popularity is divided out less than a cosine would: rare ones are mostly chance.
    asking, answering = (diags(counts**-0.5) @ groups.T).tocsr(), (groups @ diags(counts**-0.3)).tocsr()
    blocks = []
    for start in range(0, asking.shape[0], _BLOCK):
        together = (asking[start : start + _BLOCK] @ answering).tocsr()
        own = np.repeat(np.arange(together.shape[0]), np.diff(together.indptr)) + start
        together.data[together.indices == own] = 0
        blocks.append(strongest(together.astype(np.float32), neighbours_each(asking.shape[0])))
    return neighbourhood(name, vstack(blocks).tocsr(), fading)


def neighbours_each(size: int) -> int:
    return max(min(NEIGHBOURS, ENTRIES // max(size, 1)), 10)
