"""Co-visitation: what people turned to after, or before, an item, the nearer the more.

Item-based neighbourhoods (B. Sarwar et al. 2001) with the distance and the direction of each pair. Four counts a pair
are kept and several weightings of them stand side by side: one alone is good at the top, another further down, and
the ranker learns when to believe which.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landas.events.sequences import Ints, Sequences
from landas.releases.files import Lists
from landas.retrieval.behaviour.neighbourhood import REACH, faded_by_age
from landas.retrieval.behaviour.source import Scores
from landas.retrieval.behaviour.summing import Entries, Floats, summed_neighbours

Counts = NDArray[np.float16]
"""Counts are large files that every process maps: eleven bits tell them apart well enough."""

BACKWARD = np.float32(0.5)
"""What a pair says in the direction against time, of what it says along it."""


@dataclass(frozen=True)
class Covisits:
    """Each row's neighbours, ascending, with four counts each: near or far, after or before the row.

    `totals` are rows x 4, the same counts summed over all pairs of a row, those that were not kept included.
    """

    offsets: Ints
    neighbours: NDArray[np.int32]
    near_after: Counts
    near_before: Counts
    far_after: Counts
    far_before: Counts
    totals: Floats
    fading: float = 0.75

    def scores(self, histories: Sequences) -> Scores:
        lists = Lists(self.neighbours, self.offsets)
        return Scores(*summed_neighbours(histories, lists, REACH, tuple(_COLUMNS), partial(_Pairs, self)))

    def strengths(self, row: int) -> tuple[NDArray[np.int32], Floats]:
        """The neighbours of a row, and how strongly each goes with it in either direction; at most 1."""
        part = slice(int(self.offsets[row]), int(self.offsets[row + 1]))
        others = self.neighbours[part]
        both = self.near_after[part].astype(np.float32) + self.near_before[part]
        # The shrinkage keeps single meetings from looking certain.
        own = self.totals[row, 0] + self.totals[row, 1] + 1
        theirs = self.totals[others, 0] + self.totals[others, 1] + 1
        return others, (both / np.sqrt(own * theirs)).astype(np.float32)

    def far_both_ways(self) -> Any:
        """The far counts as a scipy matrix rows x rows, along time and half as much against it."""
        from scipy.sparse import csr_matrix

        size = len(self.offsets) - 1
        far = self.far_after.astype(np.float32) + BACKWARD * self.far_before
        return csr_matrix((far, self.neighbours, self.offsets), shape=(size, size))


@dataclass(frozen=True)
class _Totals:
    """All counts of some rows."""

    near_after: Floats
    near_before: Floats
    far_after: Floats
    far_before: Floats

    @property
    def near(self) -> Floats:
        return self.near_after + BACKWARD * self.near_before

    @property
    def far(self) -> Floats:
        return self.far_after + BACKWARD * self.far_before


@dataclass(frozen=True)
class _Pairs:
    """Pairs of a history's rows and their neighbours; what several columns read is worked out once."""

    source: Covisits
    entries: Entries

    def column(self, name: str) -> Floats:
        found: Floats = _COLUMNS[name](self)
        return found

    @cached_property
    def totals(self) -> "_Totals":
        return _Totals(*self.source.totals[self.entries.rows].T)

    def by(self, totals: Floats, power: float) -> Floats:
        """Totals of each pair's history row, tempered."""
        each: Floats = self.entries.of_row(_tempered(totals, power))
        return each

    def counted(self, counts: Counts) -> Floats:
        return counts.take(self.entries.places).astype(np.float32)

    @cached_property
    def near_after(self) -> Floats:
        return self.counted(self.source.near_after)

    @cached_property
    def far_before(self) -> Floats:
        return self.counted(self.source.far_before)

    @cached_property
    def near(self) -> Floats:
        return self.near_after + BACKWARD * self.counted(self.source.near_before)

    @cached_property
    def far(self) -> Floats:
        return self.counted(self.source.far_after) + BACKWARD * self.far_before

    @cached_property
    def share(self) -> Floats:
        return self.far * self.by(self.totals.far, 1.0)

    @cached_property
    def rarity(self) -> Floats:
        near_after, near_before = self.source.totals[:, :2][self.entries.others].T
        return _tempered(near_before + BACKWARD * near_after, 0.2)

    @cached_property
    def fading(self) -> Any:
        return self.faded(self.source.fading)

    def faded(self, fading: float) -> Any:
        return self.entries.of_row(faded_by_age(fading, self.entries.ages))

    @cached_property
    def last(self) -> Floats:
        each: Floats = self.entries.of_row((self.entries.ages == 0).astype(np.float32))
        return each


_COLUMNS: Mapping[str, Callable[[_Pairs], Any]] = {
    "covisitation": lambda p: p.near * p.by(p.totals.near, 0.5) * p.rarity * p.fading,
    "covisitation_far": lambda p: p.far * p.by(p.totals.far, 0.5) * p.fading,
    "after_last": lambda p: p.share * p.last,
    "next": lambda p: p.near_after * p.by(p.totals.near_after, 0.5) * p.faded(0.5),
    "before": lambda p: p.far_before * p.by(p.totals.far_before, 0.5) * p.fading,
    "adjacent": lambda p: p.near_after * p.last,
    "after_second": lambda p: p.share * p.entries.of_row(p.entries.ages == 1),
    "meetings": lambda p: p.far,
    "links": lambda p: (p.far > 0).astype(np.float32),
}


def _tempered(totals: Floats, power: float) -> Floats:
    """Totals to a negative power, so that what everybody turned to says less."""
    tempered: Floats = np.maximum(totals, np.float32(1e-9)) ** np.float32(-power)
    return tempered
