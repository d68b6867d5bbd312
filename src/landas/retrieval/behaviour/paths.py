"""Source `paths`: neighbours of neighbours. It reaches items that were never met together with the history."""

from landas.retrieval.behaviour.learning import Learning
from landas.retrieval.behaviour.matrices import strongest, tempered
from landas.retrieval.behaviour.neighbourhood import Neighbourhood, neighbourhood, neighbours_each

_STEPS_KEPT = 100
_BLOCK = 2000


def learn_paths(known: Learning) -> Neighbourhood:
    """Two steps of a random walk over the pairs; of each step only the likeliest."""
    from scipy.sparse import vstack

    step = strongest(tempered(known.covisits.far_both_ways(), 1.0, 0.0), _STEPS_KEPT)
    kept = neighbours_each(step.shape[0])
    blocks = [
        strongest(step[start : start + _BLOCK] @ step, kept) for start in range(0, step.shape[0], _BLOCK)
    ]
    return neighbourhood("paths", vstack(blocks).tocsr(), fading=0.75)
