"""Nothing that comes after a moment is seen at it, by an oracle of its own: the future is torn up, and every column
of every candidate must stay what it was. A planted leak shows that the oracle sees one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from landas.ranking.learned.features.feature import FeatureKind
from landas.ranking.learned.features.kinds import FEATURES
from landas.ranking.learned.known import Known
from landas.ranking.learned.ranker import named_columns
from landas.ranking.learned.table import CandidateTable, Column
from landas.recommend import learning
from landas.recommend.learning import Lesson
from landas.recommend.moments import Moments, cuts, moments_between, propensities_of
from landas.recommend.two_stages import Stage
from landas.retrieval.behaviour.counting import learn_covisits
from landas.retrieval.interactions import InteractionLog, write_interactions
from landas.retrieval.turned import turned_of
from tests.recommend.test_live_ranker import SIZE, walk_events

ROWS = {f"i{n:02d}": n for n in range(SIZE)}


@dataclass(frozen=True)
class Torn:
    """The same people and moments; in `after` whatever happened from the cut on is about other items."""

    before: InteractionLog
    after: InteractionLog
    cut: float


@pytest.fixture
def torn(tmp_path: Path) -> Torn:
    events = sorted(walk_events(300), key=lambda event: event.time)
    log = write_interactions(events, ROWS, tmp_path)  # type: ignore[arg-type]
    cut = cuts(turned_of(log, SIZE + 1).sequences)[0]
    future = log.times >= cut
    rows = np.where(future, (log.rows * 7 + 3) % SIZE, log.rows).astype(np.int32)
    return Torn(log, replace(log, rows=rows, weights=np.where(future, 5, log.weights)), cut)


def stage_of(log: InteractionLog, cut: float) -> Stage:
    nothing = np.zeros(SIZE, dtype=np.float32)
    kinds = np.arange(SIZE, dtype=np.int32) % 5
    lesson = Lesson(log, SIZE, kinds, nothing, None, learn_covisits, None)
    return learning._stage_before(lesson, cut)


def columns_at(stage: Stage, moments: Moments) -> Mapping[str, Column]:
    table = stage.candidates(moments.histories, moments=moments.times).table
    return {"candidates": table.rows, **named_columns(table, stage.features)}


def leaking(torn: Torn, stage_of: Callable[[InteractionLog, float], Stage]) -> list[str]:
    """Names of columns that change with the future, at the same moments."""
    turned = turned_of(torn.before, SIZE + 1)
    even = propensities_of(np.zeros(3), np.zeros(3))
    moments = moments_between(turned, torn.cut, float("inf"), 200, 5, even)
    early = moments.histories.times is not None and moments.histories.times < torn.cut
    moments = replace(moments, histories=moments.histories.keeping(np.asarray(early)))
    first, second = (columns_at(stage_of(log, torn.cut), moments) for log in (torn.before, torn.after))
    assert len(first["candidates"]) > 1000
    return [name for name in first if not np.array_equal(first[name], second[name], equal_nan=True)]


def test_no_source_and_no_feature_sees_what_comes_after_the_cut(torn: Torn) -> None:
    assert leaking(torn, stage_of) == []


@dataclass(frozen=True)
class Leak:
    """How often a row was turned to at all, the days to come included."""

    counts: Column

    def columns(self, table: CandidateTable) -> Mapping[str, Column]:
        return {"leak": self.counts[table.rows]}


def test_a_planted_leak_is_caught(torn: Torn, monkeypatch: pytest.MonkeyPatch) -> None:
    def with_leak(log: InteractionLog, cut: float) -> Stage:
        whole = np.bincount(log.rows, minlength=SIZE + 1)
        kind = FeatureKind("leak", lambda known: Leak(whole), Leak)
        monkeypatch.setattr(learning, "FEATURES", (*FEATURES, kind))
        return stage_of(log, cut)

    assert leaking(torn, with_leak) == ["leak"]


def test_sources_fitted_on_the_whole_log_are_caught(torn: Torn) -> None:
    found = leaking(torn, lambda log, cut: stage_of(log, float("inf")))
    assert {"candidates"} & set(found)


def test_a_history_holds_only_what_came_before_its_moment(torn: Torn) -> None:
    turned = turned_of(torn.before, SIZE + 1)
    even = propensities_of(np.zeros(3), np.zeros(3))
    moments = moments_between(turned, torn.cut, float("inf"), 200, 5, even)
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
