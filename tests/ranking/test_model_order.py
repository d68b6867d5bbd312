"""Whatever a model answers, what comes out is a permutation, and only places that it named differ from the base."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landas.ranking import model_order
from landas.ranking.model_order import joined, merged, stability

HERE = (0, 1, 2, 3)
JUNK = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=3) | st.integers(-3, 30),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=4,
)


def test_the_worked_examples_hold() -> None:
    assert doctest.testmod(model_order).failed == 0


@pytest.mark.parametrize(
    ("ranking", "order"),
    [
        ([4, 3, 2, 1], (3, 2, 1, 0)),
        ([3], (2, 0, 1, 3)),
        ([3, 3, 1], (2, 1, 0, 3)),
        (["3", 1], (1, 0, 2, 3)),
        ([True, 2], (0, 1, 2, 3)),
        ([3.0, 2], (0, 1, 2, 3)),
        ([None, [1], {"position": 1}, 1], (1, 2, 3, 0)),
        ([0, -1, 5, 1], (1, 2, 3, 0)),
        ([9, 9, 9, 9, 2], (0, 1, 2, 3)),
    ],
)
def test_an_entry_that_names_no_position_leaves_its_place_to_the_base_order(
    ranking: list[object], order: tuple[int, ...]
) -> None:
    assert merged(ranking, HERE).order == order


def test_positions_are_those_that_were_shown() -> None:
    assert merged([1, 2, 3, 4], presented=(2, 0, 3, 1)).order == (2, 0, 3, 1)


def test_what_named_nothing_is_counted() -> None:
    found = merged([2, 2, 9, "1", True], HERE)
    assert found.counts() == {"missing": 3, "repeated": 1, "foreign": 1, "not_a_position": 2}
    assert found.named == (1,)


@given(ranking=st.lists(JUNK, max_size=30), presented=st.permutations(range(6)))
def test_nothing_is_ever_added_lost_or_repeated(ranking: list[object], presented: list[int]) -> None:
    found = merged(ranking, presented)
    assert sorted(found.order) == list(range(6))
    unnamed = [place for place in found.order if place not in found.named]
    assert unnamed == sorted(unnamed)
    assert len(found.named) + found.missing == 6


def test_a_model_that_copies_positions_is_not_stable_and_one_that_judges_is() -> None:
    shown, turned = (0, 1, 2, 3), (3, 2, 1, 0)
    copied = [merged([1, 2, 3, 4], shown), merged([1, 2, 3, 4], turned)]
    judged = [merged([3, 1, 4, 2], shown), merged([2, 4, 1, 3], turned)]
    assert (stability(copied), stability(judged)) == (-1.0, 1.0)
    assert stability(judged[:1]) is None


def test_the_base_order_lends_no_agreement_to_a_model_that_names_one_thing_each_time() -> None:
    found = stability([merged([1], HERE), merged([1], (3, 2, 1, 0))])
    assert found is not None
    assert found < 0


def test_two_rankings_are_joined_by_their_mean_place_and_ties_keep_the_base_order() -> None:
    assert joined([merged([1, 2, 3, 4], HERE), merged([4, 3, 2, 1], HERE)]) == (0, 1, 2, 3)
    assert joined([merged([3, 4, 1, 2], HERE), merged([4, 3, 1, 2], HERE)]) == (2, 3, 0, 1)
