"""A query as the sources learnt from behaviour read it: a sequence of the release's rows, oldest first."""

import numpy as np

from landas.events.sequences import Sequences
from landas.retrieval.query import RetrievalQuery
from landas.retrieval.view import CatalogView


def asked_history(query: RetrievalQuery, view: CatalogView) -> Sequences:
    """One sequence: the anchor alone where there is one, else the history. Items that came after the release are
    nothing anybody was seen to go on from."""
    items = [query.anchor] if query.anchor is not None else list(query.history)
    stored = [view.stored_row(item_id) for item_id in reversed(items)]
    known = [place for place, row in enumerate(stored) if row is not None]
    rows = np.array([stored[place] for place in known], dtype=np.int32)
    times = None
    if query.anchor is None and len(query.history_times) == len(items):
        backwards = query.history_times[::-1]
        times = np.array([backwards[place] for place in known], dtype=np.float64)
    return Sequences(rows, np.array([0, len(rows)], dtype=np.int64), view.base_size + 1, times)
