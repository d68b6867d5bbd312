"""Keys put in order by their bits, against numpy's own sorting."""

import numpy as np
import pytest

from landas.events.keys import are_among, distinct, stable_order


@pytest.mark.parametrize("highest", [3, 60_000, 70_000, 2**31, 2**40, 2**60])
@pytest.mark.parametrize("count", [0, 1, 255, 3_000])
def test_the_order_is_that_of_comparing_and_equal_keys_keep_theirs(highest: int, count: int) -> None:
    keys = np.random.default_rng(count).integers(0, highest, count)
    keys[count // 2 :] = keys[: count - count // 2]
    assert stable_order(keys).tolist() == np.argsort(keys, kind="stable").tolist()


def test_each_key_is_kept_once() -> None:
    assert distinct(np.array([5, 1, 5, 2, 1])).tolist() == [1, 2, 5]
    assert distinct(np.zeros(0, dtype=np.int64)).tolist() == []


def test_keys_are_found_among_others() -> None:
    assert are_among(np.array([0, 3, 9]), np.array([3, 4])).tolist() == [False, True, False]
    assert are_among(np.array([0, 3]), np.zeros(0, dtype=np.int64)).tolist() == [False, False]
