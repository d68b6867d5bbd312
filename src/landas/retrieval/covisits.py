"""Co-visitation: which items the same people turned to one after another.

Each pair inside a short window of one person's sequence counts, the more the nearer, the later and the
stronger the two events; counts are divided by the popularity of both, so that what everybody has does not
go with everything (item-based neighbourhoods, B. Sarwar et al. 2001, with cosine normalisation).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from landas.events.events import Event
from landas.ids import ItemId
from landas.releases.files import Array, Lists, load_array, save_array

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

NEIGHBOURS = 50
WINDOW = 10
"""How many following items of a sequence an item is paired with."""
HALF_LIFE_DAYS = 180.0
EVENT_WEIGHTS: Mapping[str, float] = {
    "click": 1.0, "view": 1.0, "cart": 3.0, "purchase": 5.0, "like": 3.0, "accept": 3.0, "rating": 2.0,
}  # fmt: skip
"""Events that say a person turned to an item. A poor rating says the contrary and is left out."""
GOOD_RATING = 3.5
_SHRINKAGE = 1.0
_LONGEST_SEQUENCE = 500


class Covisits:
    """For every row of a release its neighbours, strongest first, with strengths of at most 1."""

    def __init__(self, neighbours: Lists, strengths: Array) -> None:
        self._neighbours = neighbours
        self._strengths = strengths

    def of(self, row: int) -> tuple[Array, Array]:
        """Neighbouring rows and their strengths."""
        low, high = self._neighbours.offsets[row], self._neighbours.offsets[row + 1]
        return self._neighbours.entries[low:high], self._strengths[low:high]

    def strength(self, row: int, other: int) -> float:
        rows, strengths = self.of(row)
        place = np.flatnonzero(rows == other)
        return float(strengths[place[0]]) if len(place) else 0.0

    def save(self, folder: Path) -> None:
        self._neighbours.save(folder, "covisits")
        save_array(folder, "covisits.strengths", self._strengths)

    @classmethod
    def load(cls, folder: Path) -> "Covisits":
        return cls(Lists.load(folder, "covisits"), load_array(folder, "covisits.strengths"))


def event_weight(event: Event) -> float:
    """How strongly an event says that a person turned to its item; 0 for one that doesn't."""
    if event.type == "rating" and (event.value is None or event.value < GOOD_RATING):
        return 0.0
    return EVENT_WEIGHTS.get(event.type, 0.0)


def learn_covisits(events: Iterable[Event], rows: Mapping[ItemId, int]) -> Covisits:
    """Neighbours of every row from events in order of time; those of unknown items are left out."""
    # Imported here: serving reads the result and needs no scipy.
    from scipy.sparse import coo_matrix

    first: list[int] = []
    second: list[int] = []
    counts: list[float] = []
    for sequence in _sequences(events, rows):
        newest = sequence[-1][2]
        for place, (row, weight, time) in enumerate(sequence):
            for gap, (other, other_weight, other_time) in enumerate(sequence[place + 1 : place + 1 + WINDOW]):
                if other != row:
                    age = (newest - max(time, other_time)).total_seconds() / 86400
                    first.append(row)
                    second.append(other)
                    counts.append((weight * other_weight) ** 0.5 * 0.5 ** (age / HALF_LIFE_DAYS) / (1 + gap))
    size = len(rows)
    pairs = coo_matrix((counts, (first, second)), shape=(size, size), dtype=np.float32).tocsr()
    return _strongest(_normalised(pairs + pairs.T))


def _sequences(
    events: Iterable[Event], rows: Mapping[ItemId, int]
) -> Iterable[list[tuple[int, float, datetime]]]:
    """What each person, or unnamed session, turned to, oldest first."""
    sequences: dict[str, list[tuple[int, float, datetime]]] = {}
    for event in events:
        who = f"u{event.user_id}" if event.user_id else f"s{event.session_id}" if event.session_id else None
        row = rows.get(event.item_id) if event.item_id else None
        weight = event_weight(event)
        if who is not None and row is not None and weight:
            sequence = sequences.setdefault(who, [])
            sequence.append((row, weight, event.time))
            if len(sequence) > _LONGEST_SEQUENCE:
                del sequence[0]
    return sequences.values()


def _normalised(pairs: "csr_matrix") -> "csr_matrix":
    """Each count over the root of both items' totals; the shrinkage keeps single meetings from looking certain."""
    totals = np.asarray(pairs.sum(axis=1)).ravel() + _SHRINKAGE
    scale = 1 / np.sqrt(totals)
    normalised = pairs.multiply(scale[:, None]).multiply(scale[None, :])
    return normalised.tocsr()


def _strongest(pairs: "csr_matrix") -> Covisits:
    neighbours: list[list[int]] = []
    strengths: list[float] = []
    for row in range(pairs.shape[0]):
        low, high = pairs.indptr[row], pairs.indptr[row + 1]
        values, columns = pairs.data[low:high], pairs.indices[low:high]
        best = np.lexsort((columns, -values))[:NEIGHBOURS]
        neighbours.append(columns[best].tolist())
        strengths.extend(values[best].tolist())
    return Covisits(Lists.of(neighbours), np.asarray(strengths, dtype=np.float32))
