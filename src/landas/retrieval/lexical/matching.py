"""The best rows by BM25F without scoring every row that holds a word: of a large catalogue one in ten may.

Whatever lacks a word can't score more than the other words give at most; where that is less than the best rows have
for certain, rows without the word are never looked at (MaxScore: H. Turtle and J. Flood, Query evaluation: strategies
and optimizations, 1995). The scores are those of `bm25f`, to the last bit.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from landas.releases.files import Array
from landas.retrieval.best import least_of_best
from landas.retrieval.lexical.bm25f import FloatArray, frequencies, rarity_of, worth
from landas.retrieval.lexical.index import LexicalIndex
from landas.retrieval.lexical.terms import TermGroup

_SURE = 1 - 1e-5
"""Scores are sums of rounded numbers: a row is passed over only where it stays below by more than that."""
_FEW = 1_000
"""Up to so many rows are put together by sorting, more by marking them among all."""
_SEARCHED = 32
"""Postings are searched where there are so many times more of them than rows asked about; else they are read on."""

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class _Wish:
    """What a group of terms finds in an index: `parts` are the rows of each variant, their frequencies, its weight."""

    parts: Sequence[tuple[Array, Array, float]]
    rows: Array
    """All of them, ascending."""
    rarity: np.float64

    @property
    def most(self) -> float:
        """What it gives a row at most."""
        frequency = sum(float(frequencies.max()) * weight for _, frequencies, weight in self.parts)
        return float(worth(self.rarity, np.float64(frequency)))


class Matching:
    """A query's groups over a release's index and that of the changes since."""

    def __init__(self, groups: Sequence[TermGroup], base: LexicalIndex, fresh: LexicalIndex) -> None:
        self._size = base.size
        self._marks = np.zeros(base.size, dtype=bool)
        self._wishes: list[_Wish] = []
        self.fresh: FloatArray = np.zeros(fresh.size, dtype=np.float32)
        """The scores of the rows that changed since the release."""
        total = base.size + fresh.size
        for group in groups:
            parts = [
                (*p, weight) for term, weight in group.variants if (p := base.postings(term)) is not None
            ]
            rows = self._together([part[0] for part in parts])
            changed, frequency = frequencies(fresh, group)
            holding = len(rows) + len(changed)
            if holding:
                rarity = rarity_of(holding, total)
                self.fresh[changed] = self.fresh[changed] + worth(rarity, frequency)
                if len(rows):
                    self._wishes.append(_Wish(parts, rows, rarity))

    def scores(self, rows: Array) -> FloatArray:
        """Of some rows of the release, ascending."""
        scores = np.zeros(len(rows), dtype=np.float32)
        for wish in self._wishes:
            # Summed as `frequencies` does it: a single variant as it is, several in double precision.
            exact = np.float32 if len(wish.parts) == 1 else np.float64
            summed: Array = np.zeros(len(rows), dtype=exact)
            for part_rows, part_frequencies, weight in wish.parts:
                places, found = self._placed(rows, part_rows)
                summed[places] += part_frequencies[found] * np.float32(weight)
            scores += worth(wish.rarity, summed.astype(np.float32))
        return scores

    def contenders(self, allowed: BoolArray, limit: int) -> tuple[Array, FloatArray]:
        """Allowed rows of the release, ascending, among which the `limit` best ones are, and their scores."""
        rarest_first = sorted(self._wishes, key=lambda wish: len(wish.rows))
        sample, sampled = self._sample(rarest_first, allowed, limit)
        if sample is None:
            rows = self._together([wish.rows[allowed[wish.rows]] for wish in rarest_first])
            return rows, self.scores(rows)
        scores = self.scores(sample)
        least = float(least_of_best(scores, limit)) * _SURE
        most = {id(wish): wish.most for wish in rarest_first}
        found: list[Array] = []
        left = list(rarest_first)
        while left and (total := sum(most[id(wish)] for wish in left)) >= least:
            needed = [wish for wish in left if total - most[id(wish)] < least]
            if needed == sampled and not found:
                return sample, scores
            found.append(sample if needed == sampled else self._holding(needed or left[:1], allowed))
            left = [] if needed else left[1:]
        rows = self._together(found)
        return rows, self.scores(rows)

    def _sample(
        self, rarest_first: Sequence[_Wish], allowed: BoolArray, limit: int
    ) -> tuple[Array | None, list[_Wish]]:
        """More than `limit` allowed rows that hold as many rare words as that many do, and these words; None where no
        word has so many."""
        sample: Array | None = None
        sampled: list[_Wish] = []
        for wish in rarest_first:
            rows = wish.rows[allowed[wish.rows]] if sample is None else self._common(sample, wish.rows)
            if len(rows) > limit:
                sample = rows
                sampled.append(wish)
        return sample, sampled

    def _holding(self, wishes: Sequence[_Wish], allowed: BoolArray) -> Array:
        """The allowed rows that hold all of some."""
        rows = wishes[0].rows[allowed[wishes[0].rows]]
        for wish in wishes[1:]:
            rows = self._common(rows, wish.rows)
        return rows

    def _common(self, rows: Array, others: Array) -> Array:
        if len(others) == self._size:
            return rows
        if len(rows) * _SEARCHED < len(others):
            return rows[self._placed(rows, others)[0]]
        fewer, more = sorted((rows, others), key=len)
        self._marks[fewer] = True
        common: Array = more[self._marks[more]]
        self._marks[fewer] = False
        return common

    def _together(self, parts: Sequence[Array]) -> Array:
        """Each row once, ascending."""
        if len(parts) == 1:
            return parts[0]
        if sum(map(len, parts)) <= _FEW:
            return np.unique(np.concatenate([np.zeros(0, dtype=np.int32), *parts]))
        for rows in parts:
            self._marks[rows] = True
        together = np.flatnonzero(self._marks).astype(np.int32)
        self._marks[together] = False
        return together

    def _placed(self, rows: Array, posted: Array) -> tuple[NDArray[np.int64], Array]:
        """Where in `rows` those stand that are posted, and for each its place among the postings."""
        if len(posted) == self._size:
            return np.arange(len(rows)), rows
        if len(rows) == len(posted) and np.array_equal(rows, posted):
            return np.arange(len(rows)), np.arange(len(rows))
        if len(rows) * _SEARCHED < len(posted):
            found = np.minimum(np.searchsorted(posted, rows.astype(posted.dtype)), len(posted) - 1)
            there = posted[found] == rows
            return np.flatnonzero(there), found[there]
        self._marks[rows] = True
        found = np.flatnonzero(self._marks[posted])
        self._marks[rows] = False
        if len(found) == len(rows):
            return np.arange(len(rows)), found
        return np.searchsorted(rows, posted[found].astype(rows.dtype)), found
