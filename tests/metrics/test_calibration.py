"""Calibration of a confidence, against sums done by hand."""

import doctest
import math

import numpy as np
import pytest

from landas.metrics import calibration
from landas.metrics.calibration import auroc, confidence_bins, expected_calibration_error
from landas.metrics.intervals import resampled


def test_the_worked_examples_hold() -> None:
    assert doctest.testmod(calibration).failed == 0


def test_a_confidence_that_is_as_often_right_as_it_says_has_no_error() -> None:
    assert expected_calibration_error([0.5] * 4 + [1.0] * 2, [1, 0, 1, 0, 1, 1]) == 0


def test_answers_that_are_always_sure_and_half_right_are_half_off() -> None:
    assert expected_calibration_error([1.0] * 4, [1, 0, 1, 0]) == 0.5


def test_a_confidence_on_the_edge_of_a_bin_belongs_to_the_lower_one() -> None:
    bins = confidence_bins([0.0, 0.1, 0.3, 0.31], [0, 0, 1, 1])
    assert [(b.low, b.high, b.n) for b in bins] == [(0.0, 0.1, 2), (0.2, 0.3, 1), (0.3, 0.4, 1)]


def test_auroc_is_one_where_every_right_answer_is_surer_and_half_where_none_is() -> None:
    assert auroc([0.9, 0.8, 0.2], [1, 1, 0]) == 1.0
    assert auroc([0.5, 0.5, 0.5], [1, 0, 1]) == 0.5
    assert auroc([0.1, 0.9], [1, 0]) == 0.0


def test_auroc_of_right_answers_alone_is_undefined_and_left_out_of_an_interval() -> None:
    assert math.isnan(auroc([0.5, 0.6], [1, 1]))
    pairs = np.array([[0.9, 1.0], [0.2, 0.0]])
    estimate = resampled(lambda rows: auroc(rows[:, 0].tolist(), rows[:, 1].tolist()), pairs)
    assert (estimate.value, estimate.low, estimate.high) == pytest.approx((1.0, 1.0, 1.0))
