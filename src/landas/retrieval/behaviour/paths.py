"""Source `paths`: neighbours of neighbours. It reaches items that were never met together with the history."""

from landas.events.sequences import Sequences
from landas.retrieval.behaviour.covisitation import both_ways, far_pairs
from landas.retrieval.behaviour.neighbourhood import Neighbourhood
from landas.retrieval.behaviour.source import strongest, tempered

_STEPS_KEPT = 100
_REACHED = 400


def learn_paths(log: Sequences) -> Neighbourhood:
    """Two steps of a random walk over the pairs; of each step only the likeliest."""
    step = strongest(tempered(both_ways(far_pairs(log)), 1.0, 0.0), _STEPS_KEPT)
    return Neighbourhood(strongest(step @ step, _REACHED), fading=0.75)
