"""Foretelling what people turn to in the next while, from what was known before it: another question than what comes
next in a sitting, so it is learnt and judged on spans of time.

People nobody knows are answered by what newcomers turn to. For the others a ranker, or any source, has to be surely
ahead of what is trending, on a span after everything it learnt from.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from landas.events.sequences import Ints, Sequences
from landas.metrics.full_ranking import set_gains_at
from landas.metrics.intervals import mean_estimates
from landas.ranking.learned.ranker import LearnedRanker, TrainingRows
from landas.ranking.learned.table import CandidateTable, Floats, ranks_within
from landas.recommend.judging import fused_order
from landas.recommend.moments import cuts
from landas.recommend.two_stages import Progress, Stage, batches, fit_stage

NEWCOMERS, TRENDING, NOOP, LEARNED = "newcomers", "trending", "noop", "learned"
LEAST_TAUGHT, LEAST_JUDGED = 200, 30
"""People with a history who turned to something new in a span, to learn from and to be judged on."""
_K = 10


@dataclass(frozen=True)
class Window:
    """Who turned to something new in a span of time: what was known of each, and the keys (place in `histories` *
    size + row) of what each turned to, ascending."""

    histories: Sequences
    wanted: Ints

    @property
    def owners(self) -> Ints:
        return self.wanted // self.histories.size

    def of_known(self) -> "Window":
        """The people with a history."""
        known = self.histories.lengths > 0
        places = np.cumsum(known) - 1
        kept = self.wanted[known[self.owners]]
        size = self.histories.size
        return Window(self.histories.only(known), places[kept // size] * size + kept % size)


def window_between(log: Sequences, start: float, end: float = float("inf")) -> Window:
    """Of a log with times the span from `start` to before `end`."""
    assert log.times is not None
    before = log.times < start
    turned = log.turned_anew(~before & (log.times < end), before)
    asked = np.zeros(len(log), dtype=bool)
    asked[turned // log.size] = True
    places = np.cumsum(asked) - 1
    return Window(log.keeping(before).only(asked), places[turned // log.size] * log.size + turned % log.size)


@dataclass(frozen=True)
class Foreteller:
    """`order` is what people with a history are answered by: a source's name, `noop` or `learned`."""

    stage: Stage
    order: str
    ranker: LearnedRanker | None = None
    leads: Mapping[str, float] | None = None
    """Of what was judged beside `trending` the lower bound of its lead."""
    groups: int = 0

    def ranked(self, histories: Sequences) -> Iterator[tuple[int, CandidateTable, Floats]]:
        """Batches of people: the first one's place, their candidates, a score for each."""
        for start, batch in batches(histories):
            table = self.stage.candidates(batch).table
            orders = _orders(self.stage, self.ranker)
            known = batch.lengths[table.people] > 0
            yield start, table, np.where(known, orders[self.order](table), orders[NEWCOMERS](table))


def fit_foreteller(log: Sequences, progress: Progress = lambda step: None) -> Foreteller:
    """Raises ValueError for a log without times."""
    first, second = cuts(log)
    taught, judged = window_between(log, first, second).of_known(), window_between(log, second).of_known()
    ranker, groups = None, 0
    if len(taught.histories) >= LEAST_TAUGHT:
        ranker, groups = _taught(_until(log, first, progress).teaching(), taught)
    order, leads = TRENDING, None
    if len(judged.histories) >= LEAST_JUDGED:
        order, leads = _judged(_until(log, second, progress), ranker, judged)
    progress("fitting the sources on everything")
    stage = fit_stage(log, progress=progress)
    return Foreteller(stage, order, ranker if order == LEARNED else None, leads, groups)


def _until(log: Sequences, moment: float, progress: Progress) -> Stage:
    assert log.times is not None
    return fit_stage(log.keeping(log.times < moment), progress=progress)


def _taught(stage: Stage, window: Window) -> tuple[LearnedRanker | None, int]:
    rows = TrainingRows()
    for _, table, wanted in _tables(stage, window):
        rows.add_wanted(table, stage.features, np.isin(_keys(table), wanted))
    return (rows.train(), rows.groups) if rows.groups else (None, 0)


def _judged(stage: Stage, ranker: LearnedRanker | None, window: Window) -> tuple[str, dict[str, float]]:
    gains: dict[str, list[NDArray[np.float64]]] = {}
    for count, table, wanted in _tables(stage, window):
        for name, order in _orders(stage, ranker).items():
            gains.setdefault(name, []).append(_gains(table, order(table), wanted, count))
    columns = {name: np.concatenate(parts) for name, parts in gains.items()}
    others = {name: column - columns[TRENDING] for name, column in columns.items() if name != TRENDING}
    leads = {
        name: estimate.low
        for name, estimate in mean_estimates({name: lead.tolist() for name, lead in others.items()}).items()
    }
    best = max(leads, key=lambda name: float(others[name].mean()) if leads[name] > 0 else 0.0)
    return (best if leads[best] > 0 else TRENDING), {name: round(low, 4) for name, low in leads.items()}


def _tables(stage: Stage, window: Window) -> Iterator[tuple[int, CandidateTable, Ints]]:
    """Batches: how many people, their candidates, what they wanted as keys of the batch."""
    size = window.histories.size
    for start, batch in batches(window.histories):
        low, high = np.searchsorted(window.wanted, [start * size, (start + len(batch)) * size])
        yield len(batch), stage.candidates(batch).table, window.wanted[low:high] - start * size


def _orders(stage: Stage, ranker: LearnedRanker | None) -> dict[str, Callable[[CandidateTable], Floats]]:
    names = [name for name, count in stage.fitted.proposes.items() if count]

    def of_source(name: str) -> Callable[[CandidateTable], Floats]:
        # What a source has no opinion of follows in the order of all of them.
        return lambda table: table.scores[name] * 1e6 + fused_order(table, names)

    orders = {name: of_source(name) for name in names}
    orders[NOOP] = lambda table: fused_order(table, names)
    if ranker is not None:
        orders[LEARNED] = lambda table: ranker.scores(table, stage.features)
    return orders


def _gains(table: CandidateTable, scores: Floats, wanted: Ints, people: int) -> NDArray[np.float64]:
    good = np.isin(_keys(table), wanted)
    counts = np.bincount(wanted // table.histories.size, minlength=people)
    ranks = ranks_within(table.people, scores)[good].astype(np.float64)
    return set_gains_at(ranks, table.people[good], counts, _K)


def _keys(table: CandidateTable) -> Ints:
    return np.asarray(table.people * table.histories.size + table.rows)
