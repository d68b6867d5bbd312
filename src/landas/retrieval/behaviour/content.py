"""What is alike by its words: it reads vectors of items and no log, so that it knows things nobody turned to yet."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from landas.events.keys import are_among
from landas.events.sequences import Ints, Sequences
from landas.retrieval.behaviour.source import Floats
from landas.retrieval.vectors import VectorRows, cosines_of, cosines_of_both

PROPOSED = 100
READ = 5
"""Items back into a history whose meaning is read."""


@dataclass(frozen=True)
class Content:
    vectors: VectorRows

    def meanings(self, histories: Sequences) -> list["Meanings"]:
        """Of each history what its latest rows and its last one mean."""
        return [Meanings(self.meaning(history, READ), self.meaning(history, 1)) for history in histories]

    def proposed(
        self,
        meanings: Iterable["Meanings"],
        histories: Sequences,
        seen: Ints,
        allowed: NDArray[np.bool_] | None,
    ) -> Ints:
        """For each person the keys of the unseen rows nearest in meaning to the latest ones, ascending."""
        found = [np.zeros(0, dtype=np.int64)]
        size = len(self.vectors)
        among = np.ones(size, dtype=bool) if allowed is None else allowed[:size]
        for person, (own, history) in enumerate(zip(meanings, histories, strict=True)):
            if own.latest is not None:
                rows, _ = self.vectors.nearest(own.latest, among, PROPOSED + len(history))
                keys = person * histories.size + np.asarray(rows, dtype=np.int64)
                found.append(np.sort(keys[~are_among(keys, seen)][:PROPOSED]))
        return np.concatenate(found)

    def cosines(self, meanings: Collection["Meanings"], people: Ints, rows: Ints) -> Mapping[str, Floats]:
        """Of each candidate with the latest items and with the last one, at least 0; rows without vector have 0."""
        columns = {name: np.zeros(len(rows), dtype=np.float32) for name in ("content", "content_last")}
        edges = np.searchsorted(people, np.arange(len(meanings) + 1))
        for person, own in enumerate(meanings):
            part = slice(int(edges[person]), int(edges[person + 1]))
            if part.start == part.stop:
                continue
            known = rows[part] < len(self.vectors)
            vectors = self.vectors.some(rows[part][known])
            places = np.flatnonzero(known) + part.start
            if own.latest is not None and own.last is not None:
                found = cosines_of_both(vectors, own.latest, own.last)
                columns["content"][places], columns["content_last"][places] = found
            elif own.latest is not None:
                columns["content"][places] = cosines_of(vectors, own.latest)
        return {name: np.maximum(column, 0) for name, column in columns.items()}

    def meaning(self, history: NDArray[np.int32], read: int) -> Floats | None:
        """The mean direction of the last rows; None where none has a vector."""
        rows = history[-read:]
        rows = rows[rows < len(self.vectors)]
        if not len(rows) or not self.vectors.dimension:
            return None
        mean = np.asarray(self.vectors.some(rows), dtype=np.float32).mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)


@dataclass(frozen=True)
class Meanings:
    """Directions of a history; None where no row of it has a vector."""

    latest: Floats | None
    last: Floats | None
