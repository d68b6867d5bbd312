"""The best of some rows, against sorting all of them."""

import numpy as np
import pytest

from landas.retrieval.best import best, least_of_best

KINDS = {
    "unlike": lambda chance, count: chance.random(count, dtype=np.float32),
    "alike": lambda chance, count: chance.integers(0, 4, count).astype(np.float32),
    "mostly nothing": lambda chance, count: np.where(chance.random(count) < 0.01, 1, 0).astype(np.float32),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [2, 30, 4_000])
def test_the_least_of_the_best_is_that_of_sorting(kind: str, count: int) -> None:
    scores = KINDS[kind](np.random.default_rng(count), count)
    for limit in {1, count // 10 + 1, count - 1}:
        assert least_of_best(scores, limit) == np.sort(scores)[-limit]


def test_of_equal_scores_the_lower_row_comes_first() -> None:
    rows, scores = best(np.array([7, 3, 5, 9]), np.array([1.0, 1.0, 2.0, 0.5]), 3)
    assert rows.tolist() == [5, 3, 7]
    assert scores.tolist() == [2, 1, 1]
