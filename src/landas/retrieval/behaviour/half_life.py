"""How fast what people turn to grows old: half-lives chosen by replaying the log, not set by hand.

At several moments of the log's later half, whatever is most popular by each half-life is shown to those who turned to
something soon after. Newcomers are apart from people with a history: they tend to go for what has lasted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landas.events.sequences import Ints, Sequences
from landas.metrics.full_ranking import ideal_gains

ENDLESS = float("inf")
HALF_LIVES = (7.0, 14.0, 30.0, 60.0, 90.0, 180.0, 365.0, 730.0, 1460.0, ENDLESS)
"""In days; the last one lets nothing grow old."""
USUAL = 180.0
"""Where too few people were there to tell."""
LEAST_ASKED = 50
_WINDOWS = 6
_ASKED = 500
"""People asked at a moment, of each kind: more make the choice no surer and the build slower."""
_ENTRIES = 2_000_000
"""Entries replayed; of a longer log every so many-th person's."""
_K = 10
DAY = 86400.0


@dataclass(frozen=True)
class HalfLives:
    """Days, for people nobody knows and for the others; `gains` are the mean nDCG@10 of each half-life."""

    newcomers: float = USUAL
    known: float = USUAL
    gains: Mapping[str, tuple[float, ...]] | None = None
    asked: Mapping[str, int] | None = None

    def to_document(self) -> dict[str, Any]:
        days = {"newcomers": self.newcomers, "known": self.known}
        return {
            "half_life_days": {who: None if value == ENDLESS else value for who, value in days.items()},
            "asked": dict(self.asked or {}),
            "tried_days": [None if days == ENDLESS else days for days in HALF_LIVES],
            "ndcg@10": {who: [round(g, 4) for g in gains] for who, gains in (self.gains or {}).items()},
        }


def choose_half_lives(log: Sequences) -> HalfLives:
    """The usual ones where the log holds no times or too few people."""
    if log.times is None or not len(log.rows):
        return HalfLives()
    found: dict[str, list[NDArray[np.float64]]] = {"newcomers": [], "known": []}
    for window in _windows(_sampled(log)):
        for who, gains in window.gains().items():
            found[who].append(gains)
    columns = {who: np.concatenate([np.zeros((0, len(HALF_LIVES))), *parts]) for who, parts in found.items()}
    means = {who: gains.mean(axis=0) for who, gains in columns.items() if len(gains) >= LEAST_ASKED}
    chosen = {who: HALF_LIVES[int(np.argmax(gains))] for who, gains in means.items()}
    return HalfLives(
        **chosen,
        gains={who: tuple(gains.tolist()) for who, gains in means.items()},
        asked={who: len(gains) for who, gains in columns.items()},
    )


def aged(log: Sequences, half_life: float, until: float | None = None) -> NDArray[np.float64]:
    """What each row's entries add up to, each half as much a half-life before `until` (the log's end)."""
    assert log.times is not None
    ages = ((log.times.max() if until is None else until) - log.times) / DAY
    worth = np.exp2(-ages / half_life)
    counts = np.bincount(log.rows, worth if log.weights is None else worth * log.weights, log.size)
    return counts.astype(np.float64)


@dataclass(frozen=True)
class _Window:
    """What was known at a moment, and the keys (person * size + row) of what was turned to anew soon after."""

    known: Sequences
    moment: float
    wanted: Ints

    def gains(self) -> dict[str, NDArray[np.float64]]:
        """People x half-lives."""
        size = self.known.size
        orders = [
            np.argsort(-aged(self.known, half_life, self.moment), kind="stable") for half_life in HALF_LIVES
        ]
        asked = np.unique(self.wanted // size)
        has_history = self.known.lengths[asked] > 0
        kinds = {"newcomers": asked[~has_history], "known": asked[has_history]}
        return {who: self._of(_spread(people, _ASKED), orders) for who, people in kinds.items()}

    def _of(self, people: Ints, orders: list[Ints]) -> NDArray[np.float64]:
        size = self.known.size
        hits = np.zeros((len(people), len(orders), _K), dtype=bool)
        edges = np.searchsorted(self.wanted, [people * size, (people + 1) * size])
        for place, person in enumerate(people.tolist()):
            wanted = self.wanted[edges[0, place] : edges[1, place]] - person * size
            seen = self.known[person]
            for number, order in enumerate(orders):
                first = order[: _K + len(seen)]
                shown = first[~np.isin(first, seen)][:_K] if len(seen) else first
                hits[place, number, : len(shown)] = np.isin(shown, wanted)
        best = ideal_gains(edges[1] - edges[0], _K)
        return np.asarray((hits / np.log2(np.arange(_K) + 2)).sum(axis=2) / best[:, None])


def _windows(log: Sequences) -> Iterator[_Window]:
    assert log.times is not None
    moments = np.quantile(log.times, np.linspace(0.5, 1, _WINDOWS + 1))
    for start, end in pairwise(np.unique(moments)):
        before = log.times < start
        if before.any():
            soon = ~before & (log.times <= end)
            yield _Window(log.keeping(before), float(start), log.turned_anew(soon, before))


def _sampled(log: Sequences) -> Sequences:
    people = np.zeros(len(log), dtype=bool)
    people[:: 1 + len(log.rows) // _ENTRIES] = True
    return log.only(people)


def _spread(people: Ints, most: int) -> Ints:
    return people[:: 1 + len(people) // most]
