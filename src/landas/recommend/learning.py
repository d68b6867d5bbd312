"""Learning a ranker while a release is built: fitted before a cut in time, taught after it, judged after a second one.

What goes live is the very ranker that was judged; sources and features are fitted again on the whole log.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landas.clock import iso
from landas.events.activity import Activity
from landas.ranking.learned.features.kinds import FEATURES
from landas.ranking.learned.known import Known
from landas.ranking.learned.ranker import LearnedRanker, RankerInUse, TrainingRows, named_columns
from landas.recommend.formula import formula_scores
from landas.recommend.judging import Order, fused_order, judge
from landas.recommend.moments import (
    Moments,
    cuts,
    moments_between,
    position_document,
    propensities_of,
)
from landas.recommend.two_stages import Stage, candidates_at
from landas.retrieval.behaviour.content import Content
from landas.retrieval.behaviour.fitted import LearnCovisits, fit_sources
from landas.retrieval.behaviour.kinds import BEHAVIOUR_SOURCES
from landas.retrieval.interactions import InteractionLog
from landas.retrieval.popularity import learn_popularity
from landas.retrieval.turned import Turned, activity_in, log_until, turned_of

KEPT_SOURCES = tuple(kind for kind in BEHAVIOUR_SOURCES if not kind.holds_people)
TAUGHT_MOMENTS, TAUGHT_EACH = 8_000, 30
JUDGED_MOMENTS, JUDGED_EACH = 4_000, 5
"""Moments to learn from and to be judged on, and at most from one person, so that nobody's taste rules."""
LEAST_TAUGHT, LEAST_PEOPLE = 200, 30
LEARNED, FORMULA, FORMER = "learned", "formula", "former"

Note = Callable[[str], None]


@dataclass(frozen=True)
class Lesson:
    """What a ranker is learnt from. `kinds` and `completeness` have one entry a row of the release."""

    log: InteractionLog
    size: int
    kinds: NDArray[np.int32]
    completeness: NDArray[np.float32]
    content: Content | None
    covisits: LearnCovisits
    former: RankerInUse | None
    note: Note = lambda step: None

    @cached_property
    def turned(self) -> Turned:
        """What people turned to, in the whole log."""
        return turned_of(self.log, self.rows)

    @cached_property
    def activity(self) -> Activity:
        """How many people turned to each row, hour by hour."""
        return activity_in(self.log, self.rows)

    @property
    def rows(self) -> int:
        """One row more than items: it stands for every item that comes later."""
        return self.size + 1


@dataclass(frozen=True)
class Learnt:
    """`used` is what goes live; None where the formula stays."""

    used: RankerInUse | None
    report: Mapping[str, Any]


def learn_ranker(lesson: Lesson) -> Learnt:
    """Says in its report why nothing was learnt, where that is so."""
    turned = lesson.turned
    if not len(turned.sequences.rows):
        return _nothing("no events: content and how much is known of items decide the order")
    first, second = cuts(turned.sequences)
    propensities = propensities_of(lesson.log.shown, lesson.log.taken)
    taught = moments_between(turned, first, second, TAUGHT_MOMENTS, TAUGHT_EACH, propensities)
    judged = moments_between(turned, second, float("inf"), JUDGED_MOMENTS, JUDGED_EACH, propensities, seed=1)
    if lacking := _lacking(len(taught), _people(judged)):
        return _nothing(f"too few events: {lacking}")
    stage = _stage_before(lesson, first)
    rows = TrainingRows()
    # Half of the lesson is given with the last item alone: beside an item nothing else is known.
    _teach(rows, stage.teaching(), taught)
    _teach(rows, stage.teaching(), taught.alone())
    lesson.note(f"training on {rows.groups} moments")
    if not rows.groups:
        return _nothing("no candidate was ever turned to next")
    new = RankerInUse(rows.train(), (), taught_until=second)
    former = lesson.former if _reads_the_same(lesson.former, stage, judged) else None
    since = max(second, (former and former.taught_until) or second)
    if since > second:  # old events came in bulk: what the former was taught is no trial of it
        judged = moments_between(
            turned, since, float("inf"), JUDGED_MOMENTS, JUDGED_EACH, propensities, seed=1
        )
        if former and _people(judged) < LEAST_PEOPLE:
            return Learnt(former, {**_live(former, new, FORMER, rows.groups), "reason": _UNTRIED})
    learnt = _decided(replace(lesson, former=former), stage, new, judged, first, propensities, rows.groups)
    return replace(learnt, report={**learnt.report, "judged_since": iso(datetime.fromtimestamp(since, UTC))})


_UNTRIED = "too few people turned to something new since the former ranker was taught: the former stays"


def _people(moments: Moments) -> int:
    return len(np.unique(moments.people))


def _live(used: RankerInUse | None, new: RankerInUse, replaced: str, groups: int) -> dict[str, Any]:
    """What the report says of who orders answers from now on."""
    kind = FORMULA if used is None else LEARNED if used.ranker is new.ranker else FORMER
    return {
        "live": [] if used is None else list(used.surfaces),
        "version": None if used is None else used.ranker.version,
        "is": kind,
        "candidate_version": new.ranker.version,
        "replaces": replaced,
        "learnt_from": groups,
    }


def _lacking(moments: int, people: int) -> str:
    """What there is too little of; empty where there is enough."""
    told = (
        (moments, LEAST_TAUGHT, "moments at which somebody known turns to something new, to learn from"),
        (people, LEAST_PEOPLE, "people with a history who turn to something new at the end, to be judged on"),
    )
    return " and ".join(f"{have} {what} (at least {least})" for have, least, what in told if have < least)


def _nothing(reason: str) -> Learnt:
    return Learnt(None, {"live": [], "reason": reason})


def _stage_before(lesson: Lesson, cut: float) -> Stage:
    log = turned_of(lesson.log, lesson.rows, until=cut).sequences
    fitted = fit_sources(log, KEPT_SOURCES, lesson.covisits, lesson.note)
    # Asked as of each moment, the activity of the whole log tells nothing of what came after it.
    known = Known(log, kinds_of(lesson), lesson.activity)
    return Stage(fitted, [kind.learn(known) for kind in FEATURES], lesson.content)


def kinds_of(lesson: Lesson) -> NDArray[np.int32]:
    return np.append(lesson.kinds, np.int32(-1))


def _teach(rows: TrainingRows, stage: Stage, moments: Moments) -> None:
    for part, proposed in candidates_at(stage, moments):
        rows.add(proposed.table, stage.features, moments.targets[part], moments.weights[part])


def _decided(
    lesson: Lesson,
    stage: Stage,
    new: RankerInUse,
    judged: Moments,
    cut: float,
    propensities: NDArray[np.float32],
    groups: int,
) -> Learnt:
    completeness = np.append(lesson.completeness, np.float32(0))
    half_life = stage.fitted.half_lives.newcomers
    popularity = learn_popularity(log_until(lesson.log, cut), completeness, half_life)
    former = lesson.former
    orders = _orders(stage, new.ranker, None if former is None else former.ranker, popularity)
    replaced = FORMULA if former is None else FORMER
    judgements = {
        surface: judge(stage, orders, moments)
        for surface, moments in (("home", judged), ("related", judged.alone()))
    }
    leads = {surface: found.lead(LEARNED, over=replaced) for surface, found in judgements.items()}
    ahead = tuple(surface for surface, lead in leads.items() if lead.low > 0)
    used = replace(new, surfaces=ahead) if ahead else former
    return Learnt(
        used,
        {
            **_live(used, new, replaced, groups),
            "lead": {surface: lead.to_document() for surface, lead in leads.items()},
            "reason": _reason(ahead, replaced),
            "judged": {surface: found.to_document() for surface, found in judgements.items()},
            "importance": {
                name: round(share, 4) for name, share in list(new.ranker.importance().items())[:20]
            },
            "position_bias": position_document(propensities),
            "skipped_sources": dict(stage.fitted.skipped),
        },
    )


def _reason(ahead: tuple[str, ...], replaced: str) -> str:
    if ahead:
        return f"the interval of its lead over the {replaced} lies above 0 on: {', '.join(ahead)}"
    return f"the interval of its lead over the {replaced} reaches 0: the {replaced} stays"


def _reads_the_same(former: RankerInUse | None, stage: Stage, judged: Moments) -> bool:
    if former is None:
        return False
    _, some = next(candidates_at(stage, judged))
    return tuple(named_columns(some.table, stage.features)) == former.ranker.names


def _orders(
    stage: Stage, ranker: LearnedRanker, former: LearnedRanker | None, popularity: NDArray[np.float32]
) -> dict[str, Order]:
    chance = np.random.default_rng(0)
    names = tuple(name for name, count in stage.fitted.proposes.items() if count)

    def learned_by(one: LearnedRanker) -> Order:
        return lambda table: one.scores(table, stage.features)

    found: dict[str, Order] = {
        LEARNED: learned_by(ranker),
        FORMULA: lambda table: formula_scores(table, popularity),
        "popular": lambda table: popularity[table.rows],
        "noop": lambda table: fused_order(table, names),
        "shuffle": lambda table: chance.random(len(table)),
    }
    return found if former is None else {**found, FORMER: learned_by(former)}
