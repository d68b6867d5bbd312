"""The shape most sources share: every row has neighbours, and a history speaks through those of its items."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from landas.events.sequences import Ints, Sequences
from landas.releases.files import Lists
from landas.retrieval.behaviour.matrices import Matrix, strongest
from landas.retrieval.behaviour.source import Floats, Scores, summed

NEIGHBOURS = 300
ENTRIES = 60_000_000
"""Neighbours of all rows together: of a larger catalogue each row keeps fewer, so that memory stays bounded."""
REACH = 20
"""Steps back into a history that are read: what is further back has faded away."""


@dataclass(frozen=True)
class Neighbourhood:
    """Scores are the neighbours' strengths summed over the history, the newest item counting most."""

    name: str
    offsets: Ints
    neighbours: NDArray[np.int32]
    strengths: Floats
    fading: float

    def scores(self, histories: Sequences) -> Scores:
        return summed(
            histories,
            Lists(self.neighbours, self.offsets),
            REACH,
            lambda entries: {
                self.name: self.strengths[entries.places] * np.float32(self.fading) ** entries.ages
            },
        )


def neighbourhood(name: str, matrix: Matrix, fading: float) -> Neighbourhood:
    """Of a matrix rows x rows the strongest neighbours of each row."""
    kept = strongest(matrix, neighbours_each(matrix.shape[0]))
    return Neighbourhood(
        name,
        kept.indptr.astype(np.int64),
        kept.indices.astype(np.int32),
        kept.data.astype(np.float32),
        fading,
    )


def neighbours_each(size: int) -> int:
    return max(min(NEIGHBOURS, ENTRIES // max(size, 1)), 10)
