import doctest
import random

import pytest

from landas.metrics import full_ranking, intervals, ranking, slates
from landas.metrics.intervals import mean_estimate, ratio_estimate
from landas.metrics.ranking import judged_only, ndcg_at, recall_at, reciprocal_rank

ir_measures = pytest.importorskip("ir_measures")


@pytest.mark.parametrize("module", [ranking, intervals, full_ranking, slates])
def test_the_worked_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_a_query_without_a_relevant_item_has_no_score() -> None:
    assert ndcg_at(["a"], {"a": 0}, 10) is None
    assert recall_at(["a"], {"a": 0}, 10) is None
    assert reciprocal_rank(["a"], {"a": 0}) is None


def test_ndcg_mrr_and_recall_agree_with_ir_measures() -> None:
    chance = random.Random(5)
    for _ in range(30):
        items = [f"i{n}" for n in range(40)]
        grades = {item: chance.choice([0, 0, 1, 2, 3]) for item in chance.sample(items, 25)}
        order = chance.sample(items, 40)
        qrels = [ir_measures.Qrel("q", item, 2**grade - 1) for item, grade in grades.items()]
        run = [ir_measures.ScoredDoc("q", item, -rank) for rank, item in enumerate(order)]
        theirs = ir_measures.calc_aggregate(
            [ir_measures.nDCG @ 10, ir_measures.RR, ir_measures.R @ 10], qrels, run
        )
        assert ndcg_at(order, grades, 10) == pytest.approx(theirs[ir_measures.nDCG @ 10])
        assert reciprocal_rank(order, grades) == pytest.approx(theirs[ir_measures.RR])
        assert recall_at(order, grades, 10) == pytest.approx(theirs[ir_measures.R @ 10])


def test_judged_only_keeps_the_order_of_the_full_ranking() -> None:
    assert judged_only(["c", "x", "a"], {"a": 1, "b": 2, "c": 0}) == ["c", "a"]


def test_an_interval_narrows_with_more_cases_and_holds_the_mean() -> None:
    few, many = mean_estimate([0.0, 1.0] * 5), mean_estimate([0.0, 1.0] * 500)
    assert few.low < many.low < 0.5 < many.high < few.high


def test_a_ratio_without_anything_below_is_zero() -> None:
    assert ratio_estimate([0, 0], [0, 0]).value == 0.0
