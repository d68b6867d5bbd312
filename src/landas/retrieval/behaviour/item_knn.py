"""Source `item_knn`: items that the same people turned to, in whatever order (cosine, B. Sarwar et al. 2001)."""

import numpy as np
from scipy.sparse import csr_matrix, diags

from landas.events.sequences import Sequences
from landas.retrieval.behaviour.neighbourhood import Neighbourhood, neighbourhood
from landas.retrieval.behaviour.source import Matrix


def learn_item_knn(log: Sequences) -> Neighbourhood:
    people = people_matrix(log)
    counts = np.maximum(np.asarray(people.sum(axis=0)).ravel(), 1)
    together = (people.T @ people).tocsr()
    together.setdiag(0)
    # The neighbour's own popularity is divided out less than a cosine would: rare ones are mostly chance.
    cosine = (diags(counts**-0.5) @ together @ diags(counts**-0.3)).tocsr().astype(np.float32)
    return neighbourhood(cosine, fading=0.75)


def people_matrix(log: Sequences) -> Matrix:
    """People x rows: 1 where the person turned to it."""
    ones = np.ones(len(log.rows), dtype=np.float32)
    matrix = csr_matrix((ones, (log.people(), log.rows)), shape=(len(log), log.size))
    matrix.data[:] = 1
    return matrix
