import numpy as np
import pytest

from landas.events.sequences import Sequences
from landas.ranking.learned.features.kinds import FEATURES
from landas.ranking.learned.features.sourced import SourcedFeature
from landas.ranking.learned.known import Known
from landas.ranking.learned.ranker import TrainingRows, feature_matrix, named_columns
from landas.ranking.learned.table import CandidateTable, positive_ranks, ranks_within

LOG = Sequences.of([[0, 1, 2], [1, 2, 3]], 4)


def table(scores: list[float], people: list[int], rows: list[int]) -> CandidateTable:
    histories = Sequences.of([[0]] * (max(people) + 1), 4)
    column = np.array(scores, dtype=np.float32)
    return CandidateTable(np.array(people), np.array(rows), {"near": column}, histories)


def test_ranks_start_anew_with_each_person() -> None:
    ranks = ranks_within(np.array([0, 0, 0, 1]), np.array([1.0, 3.0, 2.0, 5.0]))
    assert ranks.tolist() == [2, 0, 1, 0]


def test_ranks_of_what_has_a_score_are_those_among_all() -> None:
    chance = np.random.default_rng(3)
    people = np.sort(chance.integers(0, 4, 500))
    scores = np.maximum(chance.integers(-5, 9, (3, 500)), 0).astype(np.float32)
    expected = np.where(scores > 0, ranks_within(people, scores), 77)
    assert np.array_equal(positive_ranks(people, scores, 77), expected)
    assert positive_ranks(people[:0], scores[:, :0], 77).shape == (3, 0)


def test_a_source_without_an_opinion_gives_no_rank() -> None:
    columns = SourcedFeature().columns(table([2, 0, 4], [0, 0, 0], [1, 2, 3]))
    assert columns["near.rank"].tolist() == [1, 9999, 0]
    assert columns["near.share"].tolist() == [0.5, 0, 1]


@pytest.mark.parametrize("kind", FEATURES, ids=lambda kind: kind.name)
def test_a_feature_reads_nothing_that_came_after_the_history(kind) -> None:  # type: ignore[no-untyped-def]
    """The same histories cut from a longer log give the same columns: what came next is not looked at."""
    longer = Sequences.of([[0, 1, 2, 3], [1, 2, 3, 0]], 4)
    candidates = table([2, 1], [0, 0], [1, 2])
    known, cut = kind.learn(Known(LOG)), kind.learn(Known(longer.without_last(1)))
    first, second = known.columns(candidates), cut.columns(candidates)
    assert all(np.array_equal(first[name], second[name], equal_nan=True) for name in first)


def test_the_ranker_learns_which_candidate_comes_next() -> None:
    chance = np.random.default_rng(0)
    features = [kind.learn(Known(LOG)) for kind in FEATURES]
    rows = TrainingRows()
    people, places = np.repeat(np.arange(300), 3), np.tile([1, 2, 3], 300)
    targets = chance.integers(1, 4, 300)
    good = (places == targets[people]).astype(float)
    given = table((good + 0.1 + chance.random(900) / 2).tolist(), people.tolist(), places.tolist())
    rows.add(given, features, targets)
    ranker = rows.train()
    scores = ranker.scores(table([0.2, 1.4, 0.3], [0, 0, 0], [1, 2, 3]), features)
    assert int(scores.argmax()) == 1
    assert next(iter(ranker.importance())).startswith("near.")


def test_groups_that_lack_what_came_next_teach_nothing() -> None:
    rows = TrainingRows()
    rows.add(table([1, 2], [0, 0], [1, 2]), [SourcedFeature()], np.array([3]))
    assert rows.groups == 0
    with pytest.raises(ValueError, match="nothing to train on"):
        rows.train()


def test_other_features_than_trained_on_are_refused() -> None:
    candidates = table([1, 2], [0, 0], [1, 2])
    names = tuple(named_columns(candidates, [SourcedFeature()]))
    with pytest.raises(ValueError, match="train it again"):
        feature_matrix(candidates, [kind.learn(Known(LOG)) for kind in FEATURES], names)
