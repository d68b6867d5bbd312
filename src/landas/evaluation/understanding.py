"""The suite `understanding`: what texts are read as, against what they ask for; by language, kind of field and
phenomenon, and whether the parser knows when it is right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from landas.evaluation.readings import JudgedReading, judge_reading
from landas.evaluation.understanding_cases import UnderstandingCase
from landas.evaluation.wish_keys import Key
from landas.metrics.calibration import auroc, confidence_bins, expected_calibration_error
from landas.metrics.intervals import Estimate, f1_estimate, mean_estimate, ratio_estimate, resampled
from landas.understanding.parse import IntentParser

LEARNT_KIND = "category"
"""The kind of a field that the schema doesn't declare: the one that says what kind of thing an item is."""


def evaluate_understanding(
    parser: IntentParser, cases: Sequence[UnderstandingCase], field_types: Mapping[str, str]
) -> dict[str, Any]:
    """`{suite, metrics, per_language, per_phenomenon, per_language_and_phenomenon, per_field_kind, calibration, cases,
    per_case}`: constraint precision, recall and F1 (over all constraints together), the share of texts that are read
    exactly as expected, category accuracy, expected calibration error and AUROC of the confidence against that.

    A case counts for each phenomenon that it names, and for each kind of field of which it expects or finds a wish.
    """
    judged = [judge_reading(case, parser.parse(case.text), parser.category_field) for case in cases]
    return {"suite": "understanding", **summary(judged, field_types)}


def summary(judged: Sequence[JudgedReading], field_types: Mapping[str, str]) -> dict[str, Any]:
    """All measures of these readings, which may come from several catalogues."""
    languages = _grouped(judged, lambda one: (one.case.language,))
    return {
        "metrics": _metrics(judged) | _confidence(judged),
        "per_language": {code: _metrics(own) | _confidence(own) for code, own in languages.items()},
        "per_phenomenon": _per_phenomenon(judged),
        "per_language_and_phenomenon": {code: _per_phenomenon(own) for code, own in languages.items()},
        "per_field_kind": _per_field_kind(judged, field_types),
        "calibration": [asdict(b) for b in confidence_bins(*_sureness(judged))],
        "cases": len(judged),
        "per_case": [_document(one) for one in judged],
    }


def _grouped(
    judged: Sequence[JudgedReading], names: Callable[[JudgedReading], Sequence[str]]
) -> dict[str, list[JudgedReading]]:
    groups: dict[str, list[JudgedReading]] = {}
    for one in judged:
        for name in names(one):
            groups.setdefault(name, []).append(one)
    return dict(sorted(groups.items()))


def _per_phenomenon(judged: Sequence[JudgedReading]) -> dict[str, Any]:
    return {name: _metrics(own) for name, own in _grouped(judged, lambda one: one.case.phenomenon).items()}


def _per_field_kind(judged: Sequence[JudgedReading], field_types: Mapping[str, str]) -> dict[str, Any]:
    """Of a kind of field (`money`, `number`, `flag`, …) only its own wishes count; exact is a text whose wishes of that
    kind are all there and no others."""
    found: dict[str, list[tuple[set[Key], set[Key]]]] = {}
    for one in judged:
        for kind in {field_types.get(field, LEARNT_KIND) for field, _, _ in one.expected | one.found}:
            of_kind = [
                {key for key in keys if field_types.get(key[0], LEARNT_KIND) == kind}
                for keys in (one.expected, one.found)
            ]
            found.setdefault(kind, []).append((of_kind[0], of_kind[1]))
    return {kind: _documents(_of_keys(pairs)) for kind, pairs in sorted(found.items())}


def _metrics(judged: Sequence[JudgedReading]) -> dict[str, Any]:
    estimates = _of_keys([(one.expected, one.found) for one in judged])
    estimates["exact_match"] = mean_estimate([float(one.exact) for one in judged])
    categories = [float(one.category_right) for one in judged if one.category_right is not None]
    if categories:
        estimates["category_accuracy"] = mean_estimate(categories)
    return _documents(estimates)


def _of_keys(
    pairs: Sequence[tuple[frozenset[Key] | set[Key], frozenset[Key] | set[Key]]],
) -> dict[str, Estimate]:
    """Pairs of what is expected and what is found."""
    counts = np.array([[len(e & f), len(f), len(e)] for e, f in pairs], dtype=float)
    return {
        "constraint_precision": ratio_estimate(counts[:, 0].tolist(), counts[:, 1].tolist()),
        "constraint_recall": ratio_estimate(counts[:, 0].tolist(), counts[:, 2].tolist()),
        "constraint_f1": f1_estimate(counts.tolist()),
        "exact_match": mean_estimate([float(e == f) for e, f in pairs]),
    }


def _confidence(judged: Sequence[JudgedReading]) -> dict[str, Any]:
    """Without `auroc` where all texts are read right, or none: there is nothing to tell apart."""
    sure, right = _sureness(judged)
    pairs = np.column_stack([sure, right])
    estimates = {
        "expected_calibration_error": resampled(
            lambda rows: expected_calibration_error(rows[:, 0].tolist(), rows[:, 1].tolist()), pairs
        )
    }
    if 0 < sum(right) < len(right):
        estimates["auroc"] = resampled(lambda rows: auroc(rows[:, 0].tolist(), rows[:, 1].tolist()), pairs)
    return _documents(estimates)


def _sureness(judged: Sequence[JudgedReading]) -> tuple[list[float], list[float]]:
    return [one.confidence for one in judged], [float(one.exact) for one in judged]


def _documents(estimates: Mapping[str, Estimate]) -> dict[str, Any]:
    return {name: estimate.to_document() for name, estimate in estimates.items()}


def _document(one: JudgedReading) -> dict[str, Any]:
    return {
        "text": one.case.text,
        "language": one.case.language,
        "phenomenon": list(one.case.phenomenon),
        "right": len(one.expected & one.found),
        "found": len(one.found),
        "expected": len(one.expected),
        "category_right": one.category_right,
        "wrong": list(one.wrong),
        "exact": one.exact,
        "confidence": one.confidence,
        "missed": [list(map(str, key)) for key in sorted(one.expected - one.found, key=str)],
        "invented": [list(map(str, key)) for key in sorted(one.found - one.expected, key=str)],
    }
