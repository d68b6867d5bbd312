"""Bootstrap intervals: how far a mean over few cases can be trusted (Efron, Annals of Statistics 7(1), 1979)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2000
COVERAGE = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure with its 95 % interval over `n` cases."""

    value: float
    low: float
    high: float
    n: int

    def to_document(self) -> dict[str, Any]:
        return {
            "value": round(self.value, 4),
            "low": round(self.low, 4),
            "high": round(self.high, 4),
            "n": self.n,
        }


def mean_estimate(values: Sequence[float], seed: int = 0) -> Estimate:
    """The mean of per-case values with a percentile bootstrap interval.

    >>> mean_estimate([1.0, 1.0, 1.0])
    Estimate(value=1.0, low=1.0, high=1.0, n=3)
    """
    return ratio_estimate(values, [1.0] * len(values), seed)


def ratio_estimate(above: Sequence[float], below: Sequence[float], seed: int = 0) -> Estimate:
    """Sum of `above` over sum of `below`, cases resampled together: a micro-averaged precision, for instance.

    >>> ratio_estimate([1, 0], [1, 1]).value
    0.5
    """
    return resampled(lambda rows: _ratio(rows[:, 0], rows[:, 1]), np.column_stack([above, below]), seed)


def f1_estimate(counts: Sequence[Sequence[float]], seed: int = 0) -> Estimate:
    """F1 over all cases together, of each what is right, found and expected; 1 where nothing was to be found.

    >>> f1_estimate([(1, 2, 2), (1, 1, 1)]).value
    0.6666666666666666
    """
    return resampled(_f1, np.array(counts, dtype=float), seed)


def _f1(counts: NDArray[Any]) -> float:
    right, found, expected = counts.sum(axis=0)
    return float(2 * right / (found + expected)) if found + expected else 1.0


def resampled(measure: Callable[[NDArray[Any]], float], cases: NDArray[Any], seed: int = 0) -> Estimate:
    """`measure` over the rows of `cases`, with the interval it has when cases are drawn again; draws for which
    it is NaN (of one kind of case only) are left out.

    Raises ValueError without cases.
    """
    if not len(cases):
        raise ValueError("an estimate needs at least one case")
    chance = np.random.default_rng(seed)
    draws = chance.integers(0, len(cases), size=(RESAMPLES, len(cases)))
    found = np.array([measure(cases[draw]) for draw in draws])
    tail = (1 - COVERAGE) / 2
    low, high = np.nanquantile(found, [tail, 1 - tail])
    return Estimate(float(measure(cases)), float(low), float(high), len(cases))


def _ratio(above: NDArray[Any], below: NDArray[Any]) -> float:
    total = float(below.sum())
    return float(above.sum()) / total if total else 0.0


def mean_estimates(columns: Mapping[str, Sequence[float]], seed: int = 0) -> dict[str, Estimate]:
    """The mean of each column with its interval; cases are resampled once for all columns, as rows of a table.

    Raises ValueError without cases.

    >>> mean_estimates({"hit": [1.0, 1.0], "miss": [0.0, 0.0]})["miss"]
    Estimate(value=0.0, low=0.0, high=0.0, n=2)
    """
    table = np.column_stack([np.asarray(values, dtype=np.float64) for values in columns.values()])
    count = len(table)
    if not count:
        raise ValueError("an estimate needs at least one case")
    chance = np.random.default_rng(seed)
    # How often each case is drawn says all of a resample, and is one product a column.
    draws = (np.bincount(chance.integers(0, count, count), minlength=count) for _ in range(RESAMPLES))
    found = np.array([draw @ table for draw in draws]) / count
    tail = (1 - COVERAGE) / 2
    low, high = np.quantile(found, [tail, 1 - tail], axis=0)
    means = table.mean(axis=0)
    return {
        name: Estimate(float(means[i]), float(low[i]), float(high[i]), count)
        for i, name in enumerate(columns)
    }
