"""Recommending from behaviour in two stages: many sources propose, the learned ranker orders.

The ranker learns on a cut in time: the sources it learns from never saw what came next. Then they are fitted
again on everything, which is what they answer from.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from landas.events.keys import distinct
from landas.events.sequences import Ints, Sequences
from landas.ranking.learned.features.feature import Feature, FeatureKind
from landas.ranking.learned.features.kinds import FEATURES
from landas.ranking.learned.known import Known
from landas.ranking.learned.ranker import LearnedRanker, TrainingRows
from landas.ranking.learned.table import CandidateTable, Floats
from landas.recommend.moments import Moments
from landas.retrieval.behaviour.content import Content
from landas.retrieval.behaviour.fitted import Fitted, fit_sources
from landas.retrieval.behaviour.kinds import BEHAVIOUR_SOURCES, SourceKind
from landas.retrieval.behaviour.source import Scores, best_of_each, looked_up, without

_BATCH = 512
_HELD_BACK = (1, 2)
"""How many of everybody's last items the sources of a lesson don't know: each of these is a moment to learn from. Of
two the later one is asked for by a history that is one item ahead of the sources, as a living history is."""
_LEAST_KNOWN = 2
"""Items that the sources have to know of a person, so that the person teaches the ranker."""

_TAUGHT_TIMES = 2
"""A lesson has so many times the candidates of an answer: more of what came next is among them, and of more, easier
negatives the trees learn better what belongs at the top (see docs/decisions)."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Stage:
    """Fitted sources and features, from the same log; `content` says what things are alike without any log."""

    fitted: Fitted
    features: Sequence[Feature]
    content: Content | None = None

    def teaching(self) -> "Stage":
        """The same stage with the candidates of a lesson."""
        return replace(self, fitted=self.fitted.proposing(_TAUGHT_TIMES))

    def candidates(
        self,
        histories: Sequences,
        allowed: NDArray[np.bool_] | None = None,
        moments: NDArray[np.float64] | None = None,
        more: Ints | None = None,
        shown: Sequences | None = None,
    ) -> "Proposed":
        """Everything any source proposes for a person and that isn't in the history, with all sources' scores.

        `allowed` is a mask of rows, None for all of them; `moments` are when each person asks, and `shown` what each
        was shown before; `more` are keys of further candidates, allowed ones.
        """
        seen = distinct(histories.keys())
        usable = _usable(histories, seen, allowed)
        found = [usable(source.scores(histories)) for source in self.fitted.sources.values()]
        by_name = {name: scores for scores in found for name in scores.columns}
        proposed = {
            name: best_of_each(by_name[name], name, histories.size, count)
            for name, count in self.fitted.proposes.items()
            if count
        }
        meanings = None if self.content is None else self.content.meanings(histories)
        if self.content is not None and meanings is not None:
            proposed["content"] = self.content.proposed(meanings, histories, seen, allowed)
        wanted = distinct(np.concatenate([*proposed.values(), *(() if more is None else (more,))]))
        people, rows = wanted // histories.size, wanted % histories.size
        columns = {name: column for scores in found for name, column in looked_up(scores, wanted).items()}
        if self.content is not None and meanings is not None:
            columns |= self.content.cosines(meanings, people, rows)
        return Proposed(CandidateTable(people, rows, columns, histories, moments, shown), proposed, wanted)


@dataclass(frozen=True)
class Proposed:
    """The candidates, and for each source that proposes the keys that it proposed."""

    table: CandidateTable
    by_source: dict[str, Ints]
    keys: Ints


def _usable(
    histories: Sequences, seen: Ints, allowed: NDArray[np.bool_] | None
) -> Callable[[Scores], Scores]:
    """A function that leaves of some scores those of allowed rows that aren't in the person's history."""
    size = histories.size
    may = np.ones(size, dtype=bool) if allowed is None else allowed
    if len(histories) > 1:
        return lambda scores: without(scores, seen, may[scores.keys % size])
    # One person's keys are rows, as in every answer: one mask says both.
    unseen = may.copy()
    unseen[histories.rows] = False
    return lambda scores: scores.where(unseen[scores.keys])


def fit_stage(
    log: Sequences,
    kinds: Sequence[SourceKind] = BEHAVIOUR_SOURCES,
    features: Sequence[FeatureKind] = FEATURES,
    progress: Progress = lambda step: None,
) -> Stage:
    known = Known(log)
    return Stage(fit_sources(log, kinds, progress=progress), [kind.learn(known) for kind in features])


@dataclass(frozen=True)
class TwoStages:
    """A stage over the whole log and the ranker that learnt on a cut of it."""

    stage: Stage
    ranker: LearnedRanker
    groups: int
    """How many moments the ranker learnt from."""

    def ranked(self, histories: Sequences) -> Iterator[tuple[int, CandidateTable, Floats]]:
        """Batches of people: the first one's place, their candidates, the ranker's scores."""
        for start, batch in batches(histories):
            table = self.stage.candidates(batch).table
            yield start, table, self.ranker.scores(table, self.stage.features)


def fit_two_stages(log: Sequences, progress: Progress = lambda step: None) -> TwoStages:
    """Raises ValueError where nobody's sequence is long enough to learn from."""
    ranker, groups = train_ranker(log, progress)
    progress("fitting the sources on everything")
    return TwoStages(fit_stage(log, progress=progress), ranker, groups)


def train_ranker(log: Sequences, progress: Progress) -> tuple[LearnedRanker, int]:
    """From each person's last two items and sources fitted without what is asked for."""
    rows = TrainingRows()
    for held in _HELD_BACK:
        _teach(rows, fit_stage(log.without_last(held), progress=progress).teaching(), log, held)
    progress(f"training on {rows.groups} moments")
    return rows.train(), rows.groups


def _teach(rows: TrainingRows, stage: Stage, log: Sequences, held: int) -> None:
    """Each of the last `held` items of everybody, which the stage doesn't know, after all that came before it."""
    enough: NDArray[np.bool_] = log.lengths >= held + _LEAST_KNOWN
    for back in range(held):
        wanted: Ints = log.back(back)[enough]
        for start, batch in batches(log.without_last(back + 1).only(enough)):
            rows.add(stage.candidates(batch).table, stage.features, wanted[start : start + len(batch)])


def candidates_at(stage: Stage, moments: Moments) -> Iterator[tuple[slice, "Proposed"]]:
    """The candidates of moments, batch by batch, with the places of the moments."""
    for start, batch in batches(moments.histories):
        part = slice(start, start + len(batch))
        shown = moments.shown.between(start, part.stop)
        yield part, stage.candidates(batch, moments=moments.times[part], shown=shown)


def batches(histories: Sequences) -> Iterator[tuple[int, Sequences]]:
    for start in range(0, len(histories), _BATCH):
        yield start, histories.between(start, min(start + _BATCH, len(histories)))
