"""What holds of every source learnt from behaviour, and what tells each apart."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from landas.events.sequences import Sequences
from landas.events.weights import EVENT_WEIGHTS
from landas.retrieval.behaviour.counting import learn_covisits
from landas.retrieval.behaviour.fitted import Fitted, fit_sources, load_sources, save_sources
from landas.retrieval.behaviour.kinds import BEHAVIOUR_SOURCES, SourceKind
from landas.retrieval.behaviour.learning import Learning
from landas.retrieval.behaviour.matrices import faded, strongest, tempered
from landas.retrieval.behaviour.paths import learn_paths
from landas.retrieval.behaviour.source import BehaviourSource, Scores, best_of_each, looked_up, without

# Two circles of taste, walked round in order: after row 2 comes row 3, and never row 12.
CIRCLES = [[(start + step) % 10 + circle for step in range(4)] for circle in (0, 10) for start in range(10)]
LOG = Sequences.of(CIRCLES * 5, 20)
TIMED = ("bought_together", "viewed_also")
EVERY = pytest.mark.parametrize("kind", BEHAVIOUR_SOURCES, ids=lambda kind: kind.name)
FIXED = ("trending", "newcomers", "popular_all")


def fitted(kind: SourceKind, log: Sequences = LOG) -> BehaviourSource:
    log = bought_within_the_hour(log) if kind.name in TIMED else log
    return kind.fit(Learning(log, learn_covisits(log)))


def bought_within_the_hour(log: Sequences) -> Sequences:
    """The same, step by step a minute apart, everything bought."""
    bought = np.full(len(log.rows), EVENT_WEIGHTS["purchase"], dtype=np.float32)
    return replace(log, times=log.places() * 60.0, weights=bought)


def dense(source: BehaviourSource, histories: Sequences, name: str | None = None) -> np.ndarray:  # type: ignore[type-arg]
    scores = source.scores(histories)
    return scores.dense(name or next(iter(scores.columns)), histories)


@EVERY
def test_scores_are_finite_and_not_negative_and_their_keys_ascend(kind: SourceKind) -> None:
    scores = fitted(kind).scores(Sequences.of([[1, 2], [11]], 20))
    assert np.all(np.diff(scores.keys) > 0)
    assert set(scores.columns) == set(kind.proposes)
    for column in scores.columns.values():
        assert np.isfinite(column).all()
        assert (column >= 0).all()


@EVERY
def test_a_history_stays_within_its_circle_unless_nothing_of_it_is_read(kind: SourceKind) -> None:
    scores = dense(fitted(kind), Sequences.of([[1, 2]], 20))[0]
    if kind.name in FIXED:
        assert scores.all()
    else:
        assert scores[:10].sum() > 10 * scores[10:].sum()


@EVERY
def test_an_empty_history_and_an_unseen_row_are_answered(kind: SourceKind) -> None:
    log = Sequences.of(CIRCLES, 21)
    scores = fitted(kind, log).scores(Sequences.of([[], [20]], 21))
    assert any((column > 0).any() for column in scores.columns.values()) == (kind.name in FIXED)


@EVERY
def test_people_together_or_apart_get_the_same_scores(kind: SourceKind) -> None:
    source = fitted(kind)
    for name in kind.proposes:
        together = dense(source, Sequences.of([[1, 2], [11, 12, 13]], 20), name)
        alone = dense(source, Sequences.of([[11, 12, 13]], 20), name)
        assert np.allclose(together[1], alone[0], atol=1e-5)


def test_what_came_next_beats_what_came_before() -> None:
    scores = dense(learn_covisits(LOG), Sequences.of([[5]], 20), "covisitation")[0]
    assert scores[6] > scores[4] > 0


def test_a_purchase_says_more_than_a_view() -> None:
    weights = np.array([1, 5, 1, 1], dtype=np.float32)
    log = Sequences(np.array([0, 1, 0, 2], dtype=np.int32), np.array([0, 2, 4]), 3, weights=weights)
    scores = dense(learn_covisits(log), Sequences.of([[0]], 3), "adjacent")[0]
    assert scores[1] == pytest.approx(5**0.5 * scores[2], rel=1e-3)


def test_paths_reach_what_was_never_met_with_the_history() -> None:
    log = Sequences.of([[0, 1], [1, 2]], 3)
    known = Learning(log, learn_covisits(log))
    assert dense(known.covisits, Sequences.of([[0]], 3), "covisitation_far")[0, 2] == 0
    assert dense(learn_paths(known), Sequences.of([[0]], 3))[0, 2] > 0


def test_a_history_fades_from_its_end() -> None:
    assert faded(Sequences.of([[0, 1, 2]], 3), 0.5).toarray().tolist() == [[0.25, 0.5, 1]]
    assert faded(Sequences.of([[0, 1, 2]], 3), 0.5, reach=1).toarray().tolist() == [[0, 0, 1]]


def test_only_the_strongest_entries_of_a_row_are_kept() -> None:
    matrix = tempered(learn_covisits(Sequences.of([[0, 1, 2]], 3)).far_both_ways(), 0, 0)
    assert (strongest(matrix, 1).toarray() > 0).sum(axis=1).tolist() == [1, 1, 1]


def test_of_equal_scores_the_lower_row_is_proposed() -> None:
    scores = Scores(np.array([0, 1, 2, 3, 7]), {"s": np.array([1, 2, 1, 1, 9], dtype=np.float32)})
    assert best_of_each(scores, "s", 5, 2).tolist() == [0, 1, 7]
    assert looked_up(scores, np.array([1, 4, 9]))["s"].tolist() == [2, 0, 0]
    assert without(scores, np.array([1, 7]), scores.keys != 3).keys.tolist() == [0, 2]


def test_sources_are_the_same_after_saving(tmp_path: Path) -> None:
    learnt = fit_sources(LOG, [kind for kind in BEHAVIOUR_SOURCES if not kind.holds_people])
    save_sources(learnt, tmp_path)
    loaded = load_sources(tmp_path, LOG.size)
    histories = Sequences.of([[1, 2], [12]], 20)
    assert loaded.proposes == learnt.proposes
    for name, source in learnt.sources.items():
        before, after = source.scores(histories), loaded.sources[name].scores(histories)
        assert before.keys.tolist() == after.keys.tolist()
        assert all(np.array_equal(before.columns[c], after.columns[c]) for c in before.columns)


def test_sources_of_another_catalogue_are_refused(tmp_path: Path) -> None:
    save_sources(fit_sources(LOG, BEHAVIOUR_SOURCES[:1]), tmp_path)
    with pytest.raises(ValueError, match="behaviour is of 20 rows, the release has 21"):
        load_sources(tmp_path, 21)


def test_a_source_that_does_not_fit_is_left_out_and_the_reason_is_told() -> None:
    kind = BEHAVIOUR_SOURCES[1]
    small = SourceKind(kind.name, kind.fit, kind.type, kind.proposes, most_rows=19)
    found: Fitted = fit_sources(LOG, [BEHAVIOUR_SOURCES[0], small])
    assert found.skipped == {"linear": "20 items, it is fitted up to 19"}
    assert list(found.sources) == ["covisitation"]


def shopping(*steps: tuple[int, float, str]) -> Sequences:
    """One person after another: each an item, hours and what was done; a person ends where the hours go back."""
    rows, hours, kinds = zip(*steps, strict=True)
    ends = [n for n in range(1, len(hours)) if hours[n] < hours[n - 1]]
    offsets = np.array([0, *ends, len(hours)], dtype=np.int64)
    weights = np.array([EVENT_WEIGHTS[kind] for kind in kinds], dtype=np.float32)
    return Sequences(np.array(rows, dtype=np.int32), offsets, 6, np.array(hours) * 3600.0, weights)


def beside(name: str, log: Sequences, row: int) -> list[int]:
    kind = next(kind for kind in BEHAVIOUR_SOURCES if kind.name == name)
    assert kind.unfit(Learning(log, learn_covisits(log))) is None
    scores = dense(kind.fit(Learning(log, learn_covisits(log))), Sequences.of([[row]], 6))[0]
    return np.flatnonzero(scores).tolist()  # type: ignore[no-any-return]


def test_bought_together_is_what_the_same_person_bought_within_a_day() -> None:
    log = shopping(
        (0, 0, "purchase"), (1, 0.1, "view"), (2, 20, "purchase"), (3, 45, "purchase"),
        (4, 1, "purchase"), (5, 1, "purchase"),
    )  # fmt: skip
    assert [beside("bought_together", log, row) for row in range(6)] == [[2], [], [0], [], [5], [4]]


def test_viewed_also_is_what_the_same_person_turned_to_in_the_same_sitting() -> None:
    log = shopping(
        (0, 0, "view"),
        (1, 0.4, "view"),
        (2, 0.8, "purchase"),
        (3, 1.5, "view"),
        (3, 0, "view"),
        (4, 0.1, "click"),
    )
    assert [beside("viewed_also", log, row) for row in range(5)] == [[1, 2], [0, 2], [0, 1], [4], [3]]


@pytest.mark.parametrize(
    ("name", "log", "reason"),
    [
        ("bought_together", shopping((0, 0, "view"), (1, 0.1, "cart")), "the log holds no purchases"),
        ("bought_together", LOG, "the log holds no times"),
        ("viewed_also", LOG, "the log holds no times"),
    ],
)
def test_a_source_of_which_the_log_tells_nothing_is_skipped_and_says_why(
    name: str, log: Sequences, reason: str
) -> None:
    assert fit_sources(log).skipped[name] == reason
