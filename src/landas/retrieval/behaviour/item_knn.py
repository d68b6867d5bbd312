"""Source `item_knn`: items that the same people turned to, in whatever order (cosine, B. Sarwar et al. 2001)."""

from landas.retrieval.behaviour.learning import Learning
from landas.retrieval.behaviour.matrices import people_matrix
from landas.retrieval.behaviour.neighbourhood import Neighbourhood, met_in

_LONGEST = 500
"""Of a person's sequence its last so many: one that turned to everything would make everything alike."""


def learn_item_knn(known: Learning) -> Neighbourhood:
    return met_in(
        "item_knn", people_matrix(known.log.keeping(known.log.places_back() < _LONGEST)), fading=0.75
    )
