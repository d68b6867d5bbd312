"""What people turned to, person by person, oldest first, in row numbers: four bytes an event, however long the log.

Everything that learns from behaviour reads this, and a history to be answered has the same shape.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Sequences:
    """One sequence of rows a person. `size` is the number of rows there are; `rows` holds all, one after another."""

    rows: NDArray[np.int32]
    offsets: Ints
    size: int
    times: NDArray[np.float64] | None = None
    """Seconds since 1970 of each entry, where the log holds times."""
    weights: NDArray[np.float32] | None = None
    """How strongly each entry says that the person turned to the row; None: all alike."""

    @classmethod
    def of(cls, sequences: Iterable[Sequence[int] | NDArray[np.int32]], size: int) -> "Sequences":
        """Reads an iterator once; only the numbers are kept.

        Raises ValueError for a row outside `0 … size - 1`.
        """
        parts = [np.asarray(sequence, dtype=np.int32) for sequence in sequences]
        rows = np.concatenate([np.zeros(0, dtype=np.int32), *parts])
        if len(rows) and not 0 <= int(rows.min()) <= int(rows.max()) < size:
            raise ValueError(f"rows must lie in 0 … {size - 1}, got {rows.min()} … {rows.max()}")
        return cls(rows, np.cumsum([0, *map(len, parts)], dtype=np.int64), size)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, person: int) -> NDArray[np.int32]:
        return self.rows[self.offsets[person] : self.offsets[person + 1]]

    def __iter__(self) -> Iterator[NDArray[np.int32]]:
        return (self[person] for person in range(len(self)))

    @property
    def lengths(self) -> Ints:
        return np.diff(self.offsets)

    def people(self) -> Ints:
        """For each entry of `rows` whose it is."""
        if len(self) == 1:
            return np.zeros(len(self.rows), dtype=np.int64)
        return np.repeat(np.arange(len(self)), self.lengths)

    def keys(self) -> Ints:
        """For each entry of `rows` the person and the row as one number: person * size + row."""
        return self.people() * self.size + self.rows

    def turned_anew(self, span: NDArray[np.bool_], before: NDArray[np.bool_]) -> Ints:
        """The keys, ascending, of what people turned to in the entries of one mask and not in those of another."""
        keys = self.keys()
        turned = np.unique(keys[span])
        return turned[~np.isin(turned, keys[before])]

    def places(self) -> Ints:
        """For each entry of `rows` its place in the person's sequence, from 0."""
        return np.arange(len(self.rows)) - np.repeat(self.offsets[:-1], self.lengths)

    def places_back(self) -> Ints:
        """For each entry of `rows` how many of the same person follow it."""
        if len(self) == 1:
            return np.arange(len(self.rows) - 1, -1, -1)
        return np.repeat(self.offsets[1:], self.lengths) - 1 - np.arange(len(self.rows))

    def without_last(self, count: int) -> "Sequences":
        """The same people without their last `count` entries; shorter sequences become empty."""
        return self.keeping(self.places_back() >= count)

    def keeping(self, kept: NDArray[np.bool_]) -> "Sequences":
        """The same people with the entries of a mask."""
        lengths = np.bincount(self.people()[kept], minlength=len(self))
        offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        return Sequences(self.rows[kept], offsets, self.size, *(_part(c, kept) for c in self._columns()))

    def back(self, place: int) -> Ints:
        """Of each person the row `place` steps before the end (0: the last), -1 where the sequence is shorter."""
        found = np.full(len(self), -1, dtype=np.int64)
        long_enough = self.lengths > place
        found[long_enough] = self.rows[self.offsets[1:][long_enough] - 1 - place]
        return found

    def between(self, start: int, end: int) -> "Sequences":
        """The people `start` … `end - 1`."""
        offsets = self.offsets[start : end + 1]
        part = slice(int(offsets[0]), int(offsets[-1]))
        columns = (_part(column, part) for column in self._columns())
        return Sequences(self.rows[part], offsets - offsets[0], self.size, *columns)

    def only(self, people: NDArray[np.bool_]) -> "Sequences":
        """The people of a mask, in order."""
        kept = np.repeat(people, self.lengths)
        offsets = np.concatenate([[0], np.cumsum(self.lengths[people])])
        return Sequences(self.rows[kept], offsets, self.size, *(_part(c, kept) for c in self._columns()))

    def _columns(self) -> tuple[NDArray[Any] | None, NDArray[Any] | None]:
        return self.times, self.weights


def _part(column: NDArray[Any] | None, kept: Any) -> Any:
    return None if column is None else column[kept]
