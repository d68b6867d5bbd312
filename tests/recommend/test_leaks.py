"""Nothing that comes after a moment is seen at it, by an oracle of its own: the future is torn up, and every column
of every candidate must stay what it was. A planted leak shows that the oracle sees one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from landas.events.activity import HOUR
from landas.events.events import Event
from landas.ids import EventId, ItemId
from landas.ranking.learned.features.feature import FeatureKind
from landas.ranking.learned.features.kinds import FEATURES
from landas.ranking.learned.features.lately import LatelyFeature, learn_lately
from landas.ranking.learned.known import Known
from landas.ranking.learned.ranker import named_columns
from landas.ranking.learned.table import CandidateTable, Column
from landas.recommend import learning
from landas.recommend.learning import Lesson
from landas.recommend.moments import Moments, cuts, moments_between, propensities_of, shown_before
from landas.recommend.two_stages import Stage, candidates_at
from landas.retrieval.behaviour.counting import learn_covisits
from landas.retrieval.interactions import InteractionLog, write_interactions
from landas.retrieval.turned import turned_of
from tests.recommend.test_live_ranker import SIZE, walk_events

ROWS = {f"i{n:02d}": n for n in range(SIZE)}


@dataclass(frozen=True)
class World:
    """A log, and the moment before which sources and features are fitted."""

    log: InteractionLog
    cut: float

    def torn(self, moment: float) -> InteractionLog:
        """The same people and times; whatever happens or is shown from the moment on is about other items."""
        log, seen = self.log, self.log.seen
        future, shown_later = log.times >= moment, seen.times > moment - HOUR
        return replace(
            log,
            rows=np.where(future, (log.rows * 7 + 3) % SIZE, log.rows).astype(np.int32),
            weights=np.where(future, 5, log.weights),
            seen=replace(seen, rows=np.where(shown_later, (seen.rows + 11) % SIZE, seen.rows)),
        )


@pytest.fixture
def world(tmp_path: Path) -> World:
    walked = walk_events(300)
    events = sorted([*walked, *impressions(walked)], key=lambda event: event.time)
    log = write_interactions(events, ROWS, tmp_path)  # type: ignore[arg-type]
    return World(log, cuts(turned_of(log, SIZE + 1).sequences)[0])


def impressions(walked: list[Event]) -> list[Event]:
    """Whoever turned to something was shown other things: just before, and hours before."""
    chance = np.random.default_rng(9)
    return [
        event._replace(
            event_id=EventId(f"{event.event_id}-{hours}"),
            type="impression",
            time=event.time - timedelta(hours=hours),
            item_id=ItemId(f"i{int(chance.integers(SIZE)):02d}"),
        )
        for event in walked
        for hours in (0.1, 3, 30)
    ]


def stage_of(log: InteractionLog, cut: float) -> Stage:
    nothing = np.zeros(SIZE, dtype=np.float32)
    kinds = np.arange(SIZE, dtype=np.int32) % 5
    lesson = Lesson(log, SIZE, kinds, nothing, None, learn_covisits, None)
    return learning._stage_before(lesson, cut)


def moments_at(log: InteractionLog, asked: float) -> Moments:
    """People who turned to something later, all asking at one moment, with what had happened by then."""
    even = propensities_of(np.zeros(3), np.zeros(3))
    moments = moments_between(turned_of(log, SIZE + 1), asked, float("inf"), 200, 5, even)
    times = moments.histories.times
    assert times is not None
    moments = replace(moments, histories=moments.histories.keeping(times < asked))
    at = np.full(len(moments), asked)
    return replace(moments, times=at, shown=shown_before(log.seen, moments.people, at, SIZE + 1))


def columns_at(stage: Stage, moments: Moments) -> Mapping[str, Column]:
    tables = [found.table for _, found in candidates_at(stage, moments)]
    named = [named_columns(table, stage.features) for table in tables]
    columns = {name: np.concatenate([part[name] for part in named]) for name in named[0]}
    return {"candidates": np.concatenate([table.rows for table in tables]), **columns}


def leaking(
    world: World, stage_of: Callable[[InteractionLog, float], Stage] = stage_of, days: float = 0
) -> list[str]:
    """Names of columns that change with the future, asked so many days after the cut."""
    asked = world.cut + days * 86400
    people = moments_at(world.log, asked)
    columns = []
    for log in (world.log, world.torn(asked)):
        # The same people, each with what this log says of them.
        told = replace(people, shown=shown_before(log.seen, people.people, people.times, SIZE + 1))
        columns.append(columns_at(stage_of(log, world.cut), told))
    first, second = columns
    assert len(first["candidates"]) > 1000
    assert {"lately.2d", "pair.shown"} <= set(first)
    assert np.nanmax(first["pair.shown"]) > 0
    return [name for name in first if not np.array_equal(first[name], second[name], equal_nan=True)]


@pytest.mark.parametrize("days", [0, 0.3, 5])
def test_no_source_and_no_feature_sees_what_comes_after_the_moment(world: World, days: float) -> None:
    assert leaking(world, days=days) == []


@dataclass(frozen=True)
class Leak:
    """How often a row was turned to at all, the days to come included."""

    counts: Column

    def columns(self, table: CandidateTable) -> Mapping[str, Column]:
        return {"leak": self.counts[table.rows]}


@dataclass(frozen=True)
class LeakOfADay:
    """Features of a day after they are asked for."""

    feature: LatelyFeature

    def columns(self, table: CandidateTable) -> Mapping[str, Column]:
        assert table.moments is not None
        later = self.feature.columns(replace(table, moments=table.moments + 86400))
        return {"leak": later["lately.2d"]}


@pytest.mark.parametrize("days", [0, 5])
@pytest.mark.parametrize("kind", ["whole", "day"])
def test_a_planted_leak_is_caught(
    world: World, monkeypatch: pytest.MonkeyPatch, kind: str, days: float
) -> None:
    def with_leak(log: InteractionLog, cut: float) -> Stage:
        whole = Leak(np.bincount(log.rows, minlength=SIZE + 1))
        planted = {"whole": lambda known: whole, "day": lambda known: LeakOfADay(learn_lately(known))}
        leak = FeatureKind("leak", planted[kind], Leak)
        monkeypatch.setattr(learning, "FEATURES", (*FEATURES, leak))
        return stage_of(log, cut)

    assert leaking(world, with_leak, days) == ["leak"]


def test_sources_fitted_on_the_whole_log_are_caught(world: World) -> None:
    found = leaking(world, lambda log, cut: stage_of(log, float("inf")))
    assert {"candidates"} & set(found)


def test_what_was_shown_within_the_hour_is_not_told(world: World) -> None:
    """It is the slate that is chosen from."""
    moments = moments_at(world.log, world.cut)
    shown = moments.shown
    assert len(shown.rows) > 50
    assert shown.times is not None
    assert (shown.times <= world.cut - HOUR).all()


def test_a_history_holds_only_what_came_before_its_moment(world: World) -> None:
    turned = turned_of(world.log, SIZE + 1)
    even = propensities_of(np.zeros(3), np.zeros(3))
    moments = moments_between(turned, world.cut, float("inf"), 200, 5, even)
    assert len(moments) == 200
    assert moments.histories.times is not None
    for person in range(len(moments)):
        part = slice(int(moments.histories.offsets[person]), int(moments.histories.offsets[person + 1]))
        assert (moments.histories.times[part] < moments.times[person]).all()
        assert moments.targets[person] not in moments.histories[person]


def test_choices_from_places_people_seldom_look_at_count_more() -> None:
    shown, taken = np.array([0, 1000, 1000, 1000, 1000]), np.array([9, 200, 100, 120, 2])
    found = propensities_of(shown, taken)
    assert found[[0, 1]].tolist() == [1, 1]
    assert 0.5 < found[2] < 0.6
    assert found[3] == found[2]  # never rising further down
    assert found[4] == pytest.approx(0.2)  # at most five times
    assert propensities_of(np.zeros(4), np.zeros(4)).tolist() == [1, 1, 1, 1]


def test_known_holds_no_kinds_where_none_are_given() -> None:
    from landas.events.sequences import Sequences

    assert Known(Sequences.of([[0]], 2)).kinds_of_rows.tolist() == [-1, -1]
