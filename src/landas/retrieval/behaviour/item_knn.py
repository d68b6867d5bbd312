"""Source `item_knn`: items that the same people turned to, in whatever order (cosine, B. Sarwar et al. 2001)."""

import numpy as np

from landas.retrieval.behaviour.learning import Learning
from landas.retrieval.behaviour.matrices import people_matrix, strongest
from landas.retrieval.behaviour.neighbourhood import Neighbourhood, neighbourhood, neighbours_each

_LONGEST = 500
"""Of a person's sequence its last so many: one that turned to everything would make everything alike."""
_BLOCK = 2000


def learn_item_knn(known: Learning) -> Neighbourhood:
    from scipy.sparse import diags, vstack

    people = people_matrix(known.log.keeping(known.log.places_back() < _LONGEST))
    counts = np.maximum(np.asarray(people.sum(axis=0)).ravel(), 1)
    # The neighbour's own popularity is divided out less than a cosine would: rare ones are mostly chance.
    asking, answering = (diags(counts**-0.5) @ people.T).tocsr(), (people @ diags(counts**-0.3)).tocsr()
    blocks = []
    for start in range(0, asking.shape[0], _BLOCK):
        together = (asking[start : start + _BLOCK] @ answering).tocsr()
        own = np.repeat(np.arange(together.shape[0]), np.diff(together.indptr)) + start
        together.data[together.indices == own] = 0
        blocks.append(strongest(together.astype(np.float32), neighbours_each(asking.shape[0])))
    return neighbourhood("item_knn", vstack(blocks).tocsr(), fading=0.75)
