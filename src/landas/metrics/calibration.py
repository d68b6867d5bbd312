"""Whether a stated confidence can be trusted: how far it is from how often one is right, and whether it tells the
right answers from the wrong ones.

Guo et al., On calibration of modern neural networks, ICML 2017; Hanley and McNeil, The meaning and use of the area
under a ROC curve, Radiology 143(1), 1982.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

BINS = 10


@dataclass(frozen=True, slots=True)
class ConfidenceBin:
    """The answers with a confidence above `low`, up to `high`: how sure they were, and how many were right."""

    low: float
    high: float
    n: int
    confidence: float
    right: float


def confidence_bins(confidence: Sequence[float], right: Sequence[float]) -> list[ConfidenceBin]:
    """The bins of equal width that hold any answer, lowest first.

    >>> [(b.low, b.n, b.confidence, b.right) for b in confidence_bins([0.95, 1.0, 0.3], [1, 0, 0])]
    [(0.2, 1, 0.3, 0.0), (0.9, 2, 0.975, 0.5)]
    """
    return list(_bins(np.asarray(confidence, dtype=float), np.asarray(right, dtype=float)))


def _bins(confidence: np.ndarray, right: np.ndarray) -> Iterator[ConfidenceBin]:
    # Rounded first: 0.3 times ten is a little more than three.
    places = np.clip(np.ceil(np.round(confidence * BINS, 9)).astype(int), 1, BINS)
    for place in range(1, BINS + 1):
        here = places == place
        if here.any():
            sure, correct = float(confidence[here].mean()), float(right[here].mean())
            yield ConfidenceBin(
                (place - 1) / BINS, place / BINS, int(here.sum()), round(sure, 4), round(correct, 4)
            )


def expected_calibration_error(confidence: Sequence[float], right: Sequence[float]) -> float:
    """How far confidence is from the share that is right, over the bins, each by its number of answers.

    >>> round(expected_calibration_error([0.95, 0.95, 0.3, 0.3], [1, 1, 0, 1]), 3)
    0.125
    """
    bins = confidence_bins(confidence, right)
    return sum(b.n * abs(b.confidence - b.right) for b in bins) / sum(b.n for b in bins)


def auroc(confidence: Sequence[float], right: Sequence[float]) -> float:
    """How often a right answer is surer than a wrong one, ties counting half; NaN without both.

    >>> auroc([0.9, 0.8, 0.8, 0.1], [1, 1, 0, 0])
    0.875
    """
    sure, correct = np.asarray(confidence, dtype=float), np.asarray(right, dtype=bool)
    good, bad = sure[correct], sure[~correct]
    if not len(good) or not len(bad):
        return float("nan")
    above = np.sign(good[:, None] - bad[None, :])
    return float((above.mean() + 1) / 2)
