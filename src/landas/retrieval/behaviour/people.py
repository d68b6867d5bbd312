"""Source `people`: what those turned to whose taste is nearest to the history's (user-based neighbourhoods)."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from landas.events.sequences import Sequences
from landas.retrieval.behaviour.learning import Learning
from landas.retrieval.behaviour.matrices import faded, people_matrix, strongest
from landas.retrieval.behaviour.source import Floats, Scores, scores_of

MOST_PEOPLE = 200_000
"""Of a larger log the last so many people are kept, so that memory stays bounded."""
_NEAREST = 500
_FADING = 0.8
_SHARPNESS = 1.5


@dataclass(frozen=True)
class PeopleSource:
    """Similarity is a cosine in which rare items count more; the history fades, the people's don't."""

    people: Any
    rarity: Floats
    lengths: Floats

    def scores(self, histories: Sequences) -> Scores:
        from scipy.sparse import diags

        wanted = faded(histories, _FADING) @ diags(self.rarity**2)
        near = (wanted @ self.people.T @ diags(1 / np.maximum(self.lengths, 1e-9))).tocsr()
        near = strongest(near, _NEAREST)
        near.data **= _SHARPNESS
        return scores_of(near @ self.people, "people")


def learn_people(known: Learning) -> PeopleSource:
    log = known.log
    people = people_matrix(log.between(max(len(log) - MOST_PEOPLE, 0), len(log)))
    counts = np.maximum(np.asarray(people.sum(axis=0)).ravel(), 1)
    rarity = np.log(max(people.shape[0], 2) / counts).astype(np.float32)
    lengths = np.sqrt(np.asarray(people.multiply(rarity**2).sum(axis=1)).ravel())
    return PeopleSource(people, rarity, lengths.astype(np.float32))
