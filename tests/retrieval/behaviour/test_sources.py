"""What holds of every source learnt from behaviour, and what tells each apart."""

import numpy as np
import pytest

from landas.events.sequences import Sequences
from landas.retrieval.behaviour import covisitation
from landas.retrieval.behaviour.kinds import BEHAVIOUR_SOURCES
from landas.retrieval.behaviour.neighbourhood import Neighbourhood
from landas.retrieval.behaviour.paths import learn_paths
from landas.retrieval.behaviour.source import SourceKind, faded, strongest

# Two circles of taste, walked round in order: after row 2 comes row 3, and never row 12.
CIRCLES = [[(start + step) % 10 + circle for step in range(4)] for circle in (0, 10) for start in range(10)]
LOG = Sequences.of(CIRCLES * 5, 20)
EVERY = pytest.mark.parametrize("kind", BEHAVIOUR_SOURCES, ids=lambda kind: kind.name)


@EVERY
def test_scores_are_finite_and_positive_one_row_a_history(kind: SourceKind) -> None:
    scores = kind.fit(LOG).scores(Sequences.of([[1, 2], [11]], 20)).tocsr()
    assert scores.shape == (2, 20)
    assert np.isfinite(scores.data).all()
    assert (scores.data >= 0).all()


@EVERY
def test_a_history_stays_within_its_circle_unless_nothing_of_it_is_read(kind: SourceKind) -> None:
    scores = kind.fit(LOG).scores(Sequences.of([[1, 2]], 20)).toarray()[0]
    if kind.name == "trending":
        assert scores.all()
    else:
        assert scores[:10].sum() > 10 * scores[10:].sum()


@EVERY
def test_an_empty_history_and_an_unseen_row_are_answered(kind: SourceKind) -> None:
    log = Sequences.of(CIRCLES, 21)
    scores = kind.fit(log).scores(Sequences.of([[], [20]], 21))
    assert scores.shape == (2, 21)
    assert (scores.nnz > 0) == (kind.name == "trending")


@EVERY
def test_people_together_or_apart_get_the_same_scores(kind: SourceKind) -> None:
    source = kind.fit(LOG)
    together = source.scores(Sequences.of([[1, 2], [11, 12, 13]], 20)).toarray()
    alone = source.scores(Sequences.of([[11, 12, 13]], 20)).toarray()
    assert np.allclose(together[1], alone[0], atol=1e-5)


def test_near_pairs_count_by_direction_and_distance() -> None:
    pairs = covisitation.near_pairs(Sequences.of([[0, 1, 2]], 3)).toarray()
    assert pairs.tolist() == [[0, 1, 0.5], [0, 0, 1], [0, 0, 0]]


def test_what_came_next_beats_what_came_before() -> None:
    scores = covisitation.learn_near(LOG).scores(Sequences.of([[5]], 20)).toarray()[0]
    assert scores[6] > scores[4] > 0


def test_paths_reach_what_was_never_met_with_the_history() -> None:
    log = Sequences.of([[0, 1], [1, 2]], 3)
    assert covisitation.learn_far(log).scores(Sequences.of([[0]], 3)).toarray()[0, 2] == 0
    assert learn_paths(log).scores(Sequences.of([[0]], 3)).toarray()[0, 2] > 0


def test_a_history_fades_from_its_end() -> None:
    weights = faded(Sequences.of([[0, 1, 2]], 3), 0.5).toarray()
    assert weights.tolist() == [[0.25, 0.5, 1]]
    assert faded(Sequences.of([[0, 1, 2]], 3), 0.5, first=1, reach=1).toarray().tolist() == [[0, 1, 0]]


def test_only_the_strongest_entries_of_a_row_are_kept() -> None:
    matrix = covisitation.near_pairs(Sequences.of([[0, 1, 2]], 3))
    assert strongest(matrix, 1).toarray().tolist() == [[0, 1, 0], [0, 0, 1], [0, 0, 0]]


def test_a_neighbourhood_is_the_same_after_saving(tmp_path) -> None:  # type: ignore[no-untyped-def]
    learnt = covisitation.learn_near(LOG)
    learnt.save(tmp_path, "near")
    loaded = Neighbourhood.load(tmp_path, "near", learnt.fading)
    histories = Sequences.of([[1, 2]], 20)
    assert np.allclose(loaded.scores(histories).toarray(), learnt.scores(histories).toarray())
