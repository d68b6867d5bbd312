"""Measures of a ranking against graded judgements. Pure functions with worked examples.

Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, TOIS 20(4), 2002; gain 2^grade - 1 as in
Burges et al., Learning to rank using gradient descent, ICML 2005.
"""

import math
from collections.abc import Mapping, Sequence

Grades = Mapping[str, float]
"""Item -> grade; 0 and absent are not relevant."""


def dcg(grades: Sequence[float]) -> float:
    """Discounted cumulated gain of grades in rank order: gain 2^grade - 1, discount log2(rank + 1).

    >>> round(dcg([3, 0, 1]), 3)
    7.5
    """
    return sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def ndcg_at(ranking: Sequence[str], grades: Grades, k: int) -> float | None:
    """DCG of the first `k` over that of the best order; None for a query without a relevant item.

    >>> round(ndcg_at(["a", "b", "c"], {"a": 1, "c": 2}, k=10), 3)
    0.689
    """
    best = dcg(sorted(grades.values(), reverse=True)[:k])
    if best == 0:
        return None
    return dcg([grades.get(item, 0.0) for item in ranking[:k]]) / best


def judged_only(ranking: Sequence[str], grades: Grades) -> list[str]:
    """The ranking without the items nobody judged.

    >>> judged_only(["x", "a", "y", "b"], {"a": 0, "b": 2})
    ['a', 'b']
    """
    return [item for item in ranking if item in grades]


def reciprocal_rank(ranking: Sequence[str], grades: Grades) -> float | None:
    """One over the rank of the first relevant item, 0 where none is found; None without a relevant item.

    >>> reciprocal_rank(["x", "a"], {"a": 1})
    0.5
    """
    if not any(grade > 0 for grade in grades.values()):
        return None
    return next((1 / rank for rank, item in enumerate(ranking, start=1) if grades.get(item, 0) > 0), 0.0)


def recall_at(ranking: Sequence[str], grades: Grades, k: int) -> float | None:
    """Share of the relevant items among the first `k`; None without a relevant item.

    >>> recall_at(["a", "x", "b"], {"a": 1, "b": 2, "c": 1}, k=2)
    0.3333333333333333
    """
    relevant = {item for item, grade in grades.items() if grade > 0}
    return len(relevant & set(ranking[:k])) / len(relevant) if relevant else None
