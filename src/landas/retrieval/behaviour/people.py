"""Source `people`: what those turned to whose taste is nearest to the history's (user-based neighbourhoods)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import diags

from landas.events.sequences import Sequences
from landas.retrieval.behaviour.item_knn import people_matrix
from landas.retrieval.behaviour.source import Matrix, faded, strongest

MOST_PEOPLE = 200_000
"""Of a larger log the last so many people are kept, so that memory stays bounded."""
_NEAREST = 500
_FADING = 0.8
_SHARPNESS = 1.5


@dataclass(frozen=True)
class PeopleSource:
    """Similarity is a cosine in which rare items count more; the history fades, the people's don't."""

    people: Matrix
    rarity: NDArray[np.float32]

    def scores(self, histories: Sequences) -> Matrix:
        wanted = faded(histories, _FADING) @ diags(self.rarity**2)
        lengths = np.sqrt(np.asarray(self.people.multiply(self.rarity**2).sum(axis=1)).ravel())
        near = (wanted @ self.people.T @ diags(1 / np.maximum(lengths, 1e-9))).tocsr()
        near = strongest(near, _NEAREST)
        near.data **= _SHARPNESS
        return (near @ self.people).tocsr().astype(np.float32)


def learn_people(log: Sequences) -> PeopleSource:
    people = people_matrix(log.between(max(len(log) - MOST_PEOPLE, 0), len(log)))
    counts = np.maximum(np.asarray(people.sum(axis=0)).ravel(), 1)
    return PeopleSource(people, np.log(max(people.shape[0], 2) / counts).astype(np.float32))
