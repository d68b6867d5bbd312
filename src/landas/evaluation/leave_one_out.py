"""Ranks and slates of a strict leave-one-out: what one system, or another, makes of everybody's last item.

Everything unseen is ranked. What a system gives no score shares the last place, and a tie counts half.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landas.events.sequences import Ints, Sequences
from landas.ranking.learned.table import CandidateTable, ranks_within

SHOWN = 10


@dataclass
class Outcome:
    """One system's ranks of the wanted item, from 0, and its slates; filled in batch by batch."""

    ranks: NDArray[np.float64]
    slates: Ints

    @classmethod
    def empty(cls, people: int) -> "Outcome":
        return cls(np.full(people, np.nan), np.full((people, SHOWN), -1, dtype=np.int64))


@dataclass(frozen=True)
class Split:
    """Learn from `known`, answer `histories`, want `targets`; people whose sequence is too short are left out."""

    known: Sequences
    histories: Sequences
    targets: Ints
    without_case: int
    unseen: Ints = field(repr=False)
    """For each case how many rows could be shown."""


def split_last(log: Sequences) -> Split:
    """Strict: nobody's last two items are learnt from; the last is wanted, all before it is the history.

    A last item that was in the history already makes no case, since only unseen items are ranked.
    """
    histories, targets = log.without_last(1), log.back(0)
    keys = histories.people() * log.size + histories.rows
    usable: NDArray[np.bool_] = (log.lengths >= 3) & ~np.isin(np.arange(len(log)) * log.size + targets, keys)
    distinct = np.bincount(np.unique(keys) // log.size, minlength=len(log))
    return Split(
        known=log.without_last(2),
        histories=histories.only(usable),
        targets=targets[usable],
        without_case=int((~usable).sum()),
        unseen=log.size - distinct[usable],
    )


def record_candidates(
    outcome: Outcome, split: Split, start: int, table: CandidateTable, scores: NDArray[Any]
) -> None:
    """Of one batch, its first person at `start`; every score counts, what isn't in the table comes after."""
    people = len(table.histories)
    targets = split.targets[start : start + people]
    unseen = split.unseen[start : start + people]
    good = table.rows == targets[table.people]
    own = np.full(people, -np.inf)
    own[table.people[good]] = scores[good]
    above = np.bincount(table.people, scores > own[table.people], people)
    level = np.bincount(table.people, scores == own[table.people], people) - 1
    # Not proposed: it shares the places after all candidates with everything else unseen.
    listed = np.bincount(table.people, minlength=people)
    level = np.where(np.isfinite(own), level, unseen - listed - 1)
    outcome.ranks[start : start + people] = above + level / 2
    ranks = ranks_within(table.people, scores).astype(np.int64)
    shown = ranks < SHOWN
    outcome.slates[start + table.people[shown], ranks[shown]] = table.rows[shown]


def popular_outcome(split: Split) -> Outcome:
    """The baseline `popular`: everybody is shown what most people turned to and they haven't."""
    outcome = Outcome.empty(len(split.targets))
    counts = np.bincount(split.known.rows, minlength=split.known.size)
    order = np.argsort(-counts, kind="stable")
    for person, history in enumerate(split.histories):
        unseen = np.ones(len(counts), dtype=bool)
        unseen[history] = False
        wanted = counts[split.targets[person]]
        above, level = (counts[unseen] > wanted).sum(), (counts[unseen] == wanted).sum() - 1
        outcome.ranks[person] = above + level / 2
        first = order[: SHOWN + len(history)]
        best = first[unseen[first]][:SHOWN]
        outcome.slates[person, : len(best)] = best
    return outcome
