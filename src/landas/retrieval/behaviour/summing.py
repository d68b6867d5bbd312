"""What the neighbours of histories add up to: found and put in order once, summed column by column and only where
somebody asks, since most columns are read of the few rows alone that any source proposes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from landas.events.keys import firsts_of, stable_order
from landas.events.sequences import Ints, Sequences
from landas.releases.files import Lists

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Entries:
    """Neighbours of rows of histories: at which place of the lists each stands and whose neighbour it is (`of`, a
    place in `rows`). `ages` says of the rows how many steps back they are."""

    places: Ints
    others: NDArray[np.int32]
    of: Ints
    rows: Ints
    ages: Ints

    def take(self, wanted: Ints) -> "Entries":
        return replace(
            self, places=self.places.take(wanted), others=self.others.take(wanted), of=self.of.take(wanted)
        )

    def of_row(self, each: NDArray[Any]) -> Any:
        """What holds of each of `rows`, for the entries."""
        return each.take(self.of)


class Worth(Protocol):
    """What each of some entries is worth under a name."""

    def column(self, name: str) -> Floats: ...


WorthOf = Callable[[Entries], Worth]


class SummedColumns(Mapping[str, Floats]):
    """The sums of runs of entries, each run one key's. `kept` are the runs that are left, None for all."""

    def __init__(self, names: Sequence[str], runs: "_Runs", kept: Ints | None = None) -> None:
        self._names = names
        self._runs = runs
        self._kept = kept

    def __getitem__(self, name: str) -> Floats:
        if name not in self._names:
            raise KeyError(name)
        sums = self._runs.sums(name)
        return sums if self._kept is None else sums.take(self._kept)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def only(self, places: Ints) -> "SummedColumns":
        """The same of the runs at these places, nothing summed yet."""
        return SummedColumns(self._names, self._runs, self._at(places))

    def at(self, places: Ints) -> dict[str, Floats]:
        """Every column at these places; for what nobody asked before, the other runs are not even read."""
        return self._runs.sums_at(self._at(places), self._names)

    def _at(self, places: Ints) -> Ints:
        return places if self._kept is None else self._kept.take(places)


class _Runs:
    """Entries in the order of their keys, and where each run of equal keys begins. Sums are made once."""

    def __init__(self, entries: Entries, begins: Ints, worth_of: WorthOf) -> None:
        self._entries = entries
        self._begins = begins
        self._worth_of = worth_of
        self._summed: dict[str, Floats] = {}

    def sums(self, name: str) -> Floats:
        if name not in self._summed:
            self._summed[name] = _sums(self._worth.column(name), self._begins)
        return self._summed[name]

    def sums_at(self, runs: Ints, names: Sequence[str]) -> dict[str, Floats]:
        known = {name: self._summed[name].take(runs) for name in names if name in self._summed}
        if len(known) == len(names):
            return known
        begins = self._begins.take(runs)
        ends = np.append(self._begins, len(self._entries.places)).take(runs + 1)
        inside, firsts = spread(begins, ends - begins)
        worth = self._worth_of(self._entries.take(inside))
        return {n: known[n] if n in known else _sums(worth.column(n), firsts) for n in names}

    @cached_property
    def _worth(self) -> Worth:
        return self._worth_of(self._entries)


def summed_neighbours(
    histories: Sequences, lists: Lists, reach: int, names: Sequence[str], worth_of: WorthOf
) -> tuple[Ints, SummedColumns]:
    """The keys, ascending, of the neighbours of the last `reach` rows of each history, and their sums."""
    back = histories.places_back()
    read = back < reach
    rows = histories.rows[read].astype(np.int64)
    starts = lists.offsets[rows]
    lengths = lists.offsets[rows + 1] - starts
    places, _ = spread(starts, lengths)
    others = lists.entries.take(places)
    keys = np.repeat(histories.people()[read] * histories.size, lengths) + others
    # Careful: stable, so that a run is summed in the order of the history whoever else is asked about.
    order = stable_order(keys)
    ordered = keys.take(order)
    of = np.repeat(np.arange(len(rows)), lengths)
    entries = Entries(places.take(order), others.take(order), of.take(order), rows, back[read])
    begins, distinct = firsts_of(ordered)
    return distinct, SummedColumns(names, _Runs(entries, begins, worth_of))


def spread(starts: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """The places of all ranges, one range after another, and where among these each range begins."""
    ends = np.cumsum(lengths)
    firsts = ends - lengths
    count = int(ends[-1]) if len(ends) else 0
    return np.arange(count) + np.repeat(starts - firsts, lengths), firsts


def _sums(worth: Floats, begins: Ints) -> Floats:
    return np.add.reduceat(worth, begins) if len(begins) else np.zeros(0, dtype=np.float32)
