"""How many people turned to each item, hour by hour, read as of any hour: what features of items are made of, in
training as in serving.

An hour's entry counts each person once, whatever they did to the item in it: nobody makes an item popular alone. Only
entries of hours before the one asked about count, so no moment sees itself.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landas.events.keys import firsts_of, lengths_of
from landas.events.sequences import Ints

Floats = NDArray[np.float32]

HOUR = 3600
"""Seconds."""
DAY = 24
"""Hours."""
WINDOWS = (2, 7, 30)
HALF_LIVES = (30, 90, 365)
"""Days. Beside windows that end suddenly stand counts that fade."""
_FADING = 1 / (np.array(HALF_LIVES, dtype=np.float64)[:, None] * DAY)
"""Halvings an hour, one below the other."""
_SHIFT = 32
_HOURS = (1 << _SHIFT) - 1
_NEVER, _NOT_YET = -1, 1 << 31


@dataclass(frozen=True)
class ItemValues:
    """`counted` is windows x rows asked, `aged` half-lives x rows; `age` and `silence` are days since the first and
    the last entry, NaN for none."""

    counted: Floats
    aged: Floats
    age: Floats
    silence: Floats


@dataclass(frozen=True)
class Activity:
    """Entries of an hour of a row, and what all entries before `since` add up to; hours are counted from 1970.

    `keys` are rows and hours as one number, ascending, none before `since`; `counts` are people. `carried` holds
    half-lives x rows at `since`, `first` the hour of each row's first entry and `last` that of its last before `since`.
    """

    since: int
    keys: Ints
    counts: Floats
    carried: Floats
    first: Ints
    last: Ints

    @property
    def size(self) -> int:
        return len(self.first)

    @cached_property
    def until(self) -> int:
        """The first hour that every entry lies before."""
        latest = int((self.keys & _HOURS).max(initial=_NEVER))
        return max(latest, int(self.last.max(initial=_NEVER))) + 1

    def at(self, rows: Ints, hours: Ints | int) -> ItemValues:
        """What was known of each row before an hour, one for each or the same for all.

        No hour may lie before `since`, and no window reach behind it where something was carried.
        """
        asked = np.broadcast_to(np.asarray(hours, dtype=np.int64), rows.shape)
        begins = [self._before(rows, np.maximum(asked - days * DAY, 0)) for days in WINDOWS]
        first, (places, own) = self.first[rows], self._entries_before(rows, asked)
        latest = self._latest(rows, places, own)
        carried = np.where(own, self._running_and_end[:, places], self.carried[:, rows])
        passed = asked - np.where(own, latest, self.since)
        return ItemValues(
            np.array([self._totals[places + 1] - self._totals[begin] for begin in begins], dtype=np.float32),
            # Nothing fades to nothing, also where nothing ever was.
            (carried * np.exp2(-np.where(carried > 0, passed, 0) * _FADING)).astype(np.float32),
            _days(np.where(first < asked, asked - first, np.nan)),
            _days(np.where(latest != _NEVER, asked - latest, np.nan)),
        )

    def ended(self, since: int) -> "Activity":
        """The same from an hour on: what lies before is carried. Raises ValueError for an hour before `since`."""
        if since < self.since:
            raise ValueError(f"what lay before hour {self.since} is added up already: {since} is too early")
        rows = np.arange(self.size)
        values, kept = self.at(rows, since), (self.keys & _HOURS) >= since
        last = self._latest(rows, *self._entries_before(rows, np.full(self.size, since)))
        return Activity(since, self.keys[kept], self.counts[kept], values.aged, self.first, last)

    def before(self, hour: int) -> "Activity":
        """The same without the entries from an hour on."""
        kept = (self.keys & _HOURS) < hour
        return replace(self, keys=self.keys[kept], counts=self.counts[kept])

    def joined(self, rows: Ints, hours: Ints, counts: NDArray[Any]) -> "Activity":
        """The same with entries that came later, none before `since`."""
        keys = np.concatenate([self.keys, keys_of(rows, hours)])
        order = np.argsort(keys, kind="stable")
        places, distinct = firsts_of(keys[order])
        both = np.concatenate([self.counts, counts])[order]
        summed = np.add.reduceat(both, places) if len(places) else both
        first = self.first.copy()
        np.minimum.at(first, rows, hours)
        return Activity(self.since, distinct, summed.astype(np.float32), self.carried, first, self.last)

    def _before(self, rows: Ints, hours: Ints) -> Ints:
        """How many entries of all rows lie before each row's hour."""
        return np.searchsorted(self.keys, keys_of(rows, hours))

    def _entries_before(self, rows: Ints, hours: Ints) -> tuple[Ints, NDArray[np.bool_]]:
        """The place of the last entry before each row's hour, and whether it is the row's own; -1 before all."""
        places = self._before(rows, hours) - 1
        return places, (places >= 0) & (self._rows_and_end[places] == rows)

    def _latest(self, rows: Ints, places: Ints, own: NDArray[np.bool_]) -> Ints:
        return np.where(own, self._hours_and_end[places], self.last[rows])

    @cached_property
    def _totals(self) -> NDArray[np.float64]:
        return np.concatenate([[0.0], np.cumsum(self.counts, dtype=np.float64)])

    # One entry more than there are keys: the place -1 of a row without any is read and not used.
    @cached_property
    def _rows_and_end(self) -> Ints:
        return np.append(self.keys >> _SHIFT, _NEVER)

    @cached_property
    def _hours_and_end(self) -> Ints:
        return np.append(self.keys & _HOURS, 0)

    @cached_property
    def _running_and_end(self) -> Floats:
        """Half-lives x entries: what a row's entries add up to at each of them, itself included."""
        rows, hours = self._rows_and_end[:-1], self._hours_and_end[:-1]
        firsts, _ = firsts_of(rows)
        within = np.arange(len(rows)) - np.repeat(firsts, lengths_of(firsts, len(rows)))
        running = np.tile(self.counts, (len(HALF_LIVES), 1)).astype(np.float32)
        running[:, firsts] += self.carried[:, rows[firsts]] * np.exp2(-(hours[firsts] - self.since) * _FADING)
        # The second entries of all rows, then the third ones: each reads the one before it.
        order = np.argsort(within, kind="stable")
        starts = np.searchsorted(within[order], np.arange(1, within.max(initial=0) + 1))
        for part in np.split(order, starts)[1:]:
            running[:, part] += running[:, part - 1] * np.exp2(-(hours[part] - hours[part - 1]) * _FADING)
        return np.concatenate([running, np.zeros((len(HALF_LIVES), 1), dtype=np.float32)], axis=1)


def keys_of(rows: Ints, hours: Ints) -> Ints:
    return (rows.astype(np.int64) << _SHIFT) | hours


def hour_of(instant: datetime) -> int:
    """The hour an instant lies in, counted from 1970."""
    return int(instant.timestamp()) // HOUR


def start_of(hour: int) -> datetime:
    """The instant an hour begins at, in UTC."""
    return datetime.fromtimestamp(hour * HOUR, UTC)


def hours_of(times: NDArray[np.float64]) -> Ints:
    """Seconds since 1970 as the hours they lie in."""
    return np.floor_divide(times, HOUR).astype(np.int64)


def activity_of(rows: NDArray[Any], times: NDArray[np.float64], owners: Ints, size: int) -> Activity:
    """Of who turned to what when: `times` in seconds since 1970, `owners` a number a person."""
    keys = keys_of(np.asarray(rows), hours_of(times))
    order = np.lexsort((owners, keys))
    ordered, people = keys[order], owners[order]
    once = np.ones(len(order), dtype=bool)
    once[1:] = (ordered[1:] != ordered[:-1]) | (people[1:] != people[:-1])
    places, distinct = firsts_of(ordered[once])
    counts = lengths_of(places, int(once.sum()))
    first = np.full(size, _NOT_YET)
    of_rows, met = firsts_of(distinct >> _SHIFT)
    first[met] = distinct[of_rows] & _HOURS
    since = int((distinct & _HOURS).min(initial=_HOURS)) if len(distinct) else 0
    nothing = np.zeros((len(HALF_LIVES), size), dtype=np.float32)
    return Activity(since, distinct, counts.astype(np.float32), nothing, first, np.full(size, _NEVER))


def _days(hours: NDArray[Any]) -> Floats:
    return (hours / DAY).astype(np.float32)
