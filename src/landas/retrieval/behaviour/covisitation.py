"""Co-visitation: what people turned to after, or before, an item, the nearer the more.

Item-based neighbourhoods (B. Sarwar et al. 2001) with the distance and the direction of each pair. Four counts a pair
are kept and several weightings of them stand side by side: one alone is good at the top, another further down, and
the ranker learns when to believe which.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landas.events.sequences import Ints, Sequences
from landas.releases.files import Lists
from landas.retrieval.behaviour.neighbourhood import REACH
from landas.retrieval.behaviour.source import Entries, Floats, Scores, summed

BACKWARD = np.float32(0.5)
"""What a pair says in the direction against time, of what it says along it."""


@dataclass(frozen=True)
class Covisits:
    """Each row's neighbours, ascending, with four counts each: near or far, after or before the row.

    `totals` are rows x 4, the same counts summed over all pairs of a row, those that were not kept included.
    """

    offsets: Ints
    neighbours: NDArray[np.int32]
    near_after: Floats
    near_before: Floats
    far_after: Floats
    far_before: Floats
    totals: Floats
    fading: float = 0.75

    def scores(self, histories: Sequences) -> Scores:
        return summed(histories, Lists(self.neighbours, self.offsets), REACH, self._worth)

    def _worth(self, entries: Entries) -> Mapping[str, Floats]:
        places, of, others, ages = entries.places, entries.of, entries.others, entries.ages
        after, before = self.near_after[places], self.far_before[places]
        near = after + BACKWARD * self.near_before[places]
        far = self.far_after[places] + BACKWARD * before
        powers, fading = self._powers, np.float32(self.fading) ** ages
        share = far * powers.far_all[of]
        last = (ages == 0).astype(np.float32)
        return {
            "covisitation": near * powers.near[of] * powers.near_rarity[others] * fading,
            "covisitation_far": far * powers.far[of] * fading,
            "after_last": share * last,
            "next": after * powers.near_after[of] * np.float32(0.5) ** ages,
            "before": before * powers.far_before[of] * fading,
            "adjacent": after * last,
            "after_second": share * (ages == 1),
            "meetings": far,
            "links": (far > 0).astype(np.float32),
        }

    @cached_property
    def _powers(self) -> "_Powers":
        return _powers(self.totals)

    def strengths(self, row: int) -> tuple[NDArray[np.int32], Floats]:
        """The neighbours of a row, and how strongly each goes with it in either direction; at most 1."""
        part = slice(int(self.offsets[row]), int(self.offsets[row + 1]))
        others = self.neighbours[part]
        both = self.near_after[part] + self.near_before[part]
        # The shrinkage keeps single meetings from looking certain.
        own = self.totals[row, 0] + self.totals[row, 1] + 1
        theirs = self.totals[others, 0] + self.totals[others, 1] + 1
        return others, (both / np.sqrt(own * theirs)).astype(np.float32)

    def far_both_ways(self) -> Any:
        """The far counts as a scipy matrix rows x rows, along time and half as much against it."""
        from scipy.sparse import csr_matrix

        size = len(self.offsets) - 1
        far = self.far_after + BACKWARD * self.far_before
        return csr_matrix((far, self.neighbours, self.offsets), shape=(size, size))


@dataclass(frozen=True)
class _Powers:
    """Totals to negative powers, so that what everybody turned to says less; one a row."""

    near: Floats
    near_rarity: Floats
    near_after: Floats
    far: Floats
    far_all: Floats
    far_before: Floats


def _powers(totals: Floats) -> _Powers:
    near_after, near_before, far_after, far_before = np.maximum(totals.T, 0)
    far = far_after + BACKWARD * far_before

    def power(total: Floats, exponent: float) -> Floats:
        return (np.maximum(total, 1e-9) ** -exponent).astype(np.float32)

    return _Powers(
        near=power(near_after + BACKWARD * near_before, 0.5),
        near_rarity=power(near_before + BACKWARD * near_after, 0.2),
        near_after=power(near_after, 0.5),
        far=power(far, 0.5),
        far_all=power(far, 1.0),
        far_before=power(far_before, 0.5),
    )
