"""Ranks and slates of what was held out: what one system, or another, makes of the items people really turned to.

Everything unseen is ranked. What a system gives no score shares the last place, and a tie counts half.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landas.events.sequences import Ints, Sequences
from landas.metrics.full_ranking import set_gains_at, set_hits_at, set_reciprocals
from landas.ranking.learned.table import CandidateTable, ranks_within
from landas.recommend.windows import window_between

SHOWN = 10


@dataclass
class Outcome:
    """One system's ranks of the wanted items, from 0, and its slates; filled in batch by batch."""

    ranks: NDArray[np.float64]
    slates: Ints

    @classmethod
    def empty(cls, split: "Split") -> "Outcome":
        return cls(np.full(len(split.targets), np.nan), np.full((len(split), SHOWN), -1, dtype=np.int64))


@dataclass(frozen=True)
class Split:
    """Learn from `known`, answer `histories`, want `targets`; people without a case are left out."""

    known: Sequences
    histories: Sequences
    targets: Ints
    owners: Ints
    """For each target whose it is, as a place in `histories`; ascending."""
    without_case: int
    unseen: Ints = field(repr=False)
    """For each case how many rows could be shown."""

    def __len__(self) -> int:
        return len(self.histories)

    @cached_property
    def wanted(self) -> Ints:
        """How many items each case wants."""
        return np.bincount(self.owners, minlength=len(self))

    def gains(self, outcome: Outcome, k: int) -> NDArray[np.float64]:
        return set_gains_at(outcome.ranks, self.owners, self.wanted, k)

    def hits(self, outcome: Outcome, k: int) -> NDArray[np.float64]:
        return set_hits_at(outcome.ranks, self.owners, self.wanted, k)

    def reciprocals(self, outcome: Outcome) -> NDArray[np.float64]:
        return set_reciprocals(outcome.ranks, self.owners, len(self))


def split_last(log: Sequences) -> Split:
    """Strict: nobody's last two items are learnt from; the last is wanted, all before it is the history.

    A last item that was in the history already makes no case, since only unseen items are ranked.
    """
    histories, targets = log.without_last(1), log.back(0)
    wanted = np.arange(len(log)) * log.size + targets
    usable: NDArray[np.bool_] = (log.lengths >= 3) & ~np.isin(wanted, histories.keys())
    cases = histories.only(usable)
    return Split(
        known=log.without_last(2),
        histories=cases,
        targets=targets[usable],
        owners=np.arange(len(cases)),
        without_case=int((~usable).sum()),
        unseen=_unseen(cases),
    )


HELD_OUT = 0.1
"""Share of all entries, the latest ones, that a split by time holds out."""


def split_by_time(log: Sequences) -> Split:
    """Everybody's entries before one moment are learnt from; wanted is what each turned to anew from then on.

    Who did nothing before it is asked too, as somebody nobody knows. Raises ValueError for a log without times.
    """
    if log.times is None or not len(log.times):
        raise ValueError("the log holds no times to split")
    moment = float(np.quantile(log.times, 1 - HELD_OUT))
    window = window_between(log, moment)
    return Split(
        known=log.keeping(log.times < moment),
        histories=window.histories,
        targets=window.wanted % log.size,
        owners=window.owners,
        without_case=len(log) - len(window.histories),
        unseen=_unseen(window.histories),
    )


def _unseen(histories: Sequences) -> Ints:
    keys = np.unique(histories.keys())
    return histories.size - np.bincount(keys // histories.size, minlength=len(histories))


def record_candidates(
    outcome: Outcome, split: Split, start: int, table: CandidateTable, scores: NDArray[Any]
) -> None:
    """Of one batch, its first person at `start`; every score counts, what isn't in the table comes after.

    The table's rows ascend within a person.
    """
    people = len(table.histories)
    edges = np.searchsorted(table.people, np.arange(people + 1)).tolist()
    low, high = np.searchsorted(split.owners, [start, start + people]).tolist()
    for pair in range(low, high):
        owner, target = int(split.owners[pair]), split.targets[pair]
        part = slice(edges[owner - start], edges[owner - start + 1])
        rows, own = table.rows[part], scores[part]
        place = int(np.searchsorted(rows, target))
        if place < len(rows) and rows[place] == target:
            above, level = (own > own[place]).sum(), (own == own[place]).sum() - 1
        else:
            # Not proposed: it shares the places after all candidates with everything else unseen.
            above, level = len(rows), split.unseen[owner] - len(rows) - 1
        outcome.ranks[pair] = above + level / 2
    ranks = ranks_within(table.people, scores).astype(np.int64)
    shown = ranks < SHOWN
    outcome.slates[start + table.people[shown], ranks[shown]] = table.rows[shown]


def popular_outcome(split: Split) -> Outcome:
    """The baseline `popular`: everybody is shown what most people turned to and they haven't."""
    outcome = Outcome.empty(split)
    counts = np.bincount(split.known.rows, minlength=split.known.size)
    order = np.argsort(-counts, kind="stable")
    edges = np.searchsorted(split.owners, np.arange(len(split) + 1)).tolist()
    for person, history in enumerate(split.histories):
        unseen = np.ones(len(counts), dtype=bool)
        unseen[history] = False
        for pair in range(edges[person], edges[person + 1]):
            wanted = counts[split.targets[pair]]
            above, level = (counts[unseen] > wanted).sum(), (counts[unseen] == wanted).sum() - 1
            outcome.ranks[pair] = above + level / 2
        first = order[: SHOWN + len(history)]
        best = first[unseen[first]][:SHOWN]
        outcome.slates[person, : len(best)] = best
    return outcome
