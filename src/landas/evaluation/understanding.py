"""The suite `understanding`: what texts are read as, against what they ask for."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landas.evaluation.cases import Expected, UnderstandingCase, by_language
from landas.metrics.intervals import Estimate, mean_estimate, ratio_estimate, resampled
from landas.request.intent import Intent
from landas.request.satisfaction import text_key
from landas.understanding.parse import IntentParser

Key = tuple[str, str, Any]
_SINGLE = {"in": "eq", "not_in": "ne"}


def evaluate_understanding(parser: IntentParser, cases: Sequence[UnderstandingCase]) -> dict[str, Any]:
    """`{suite, metrics, per_language, per_case}`: constraint precision, recall and F1 (over all constraints
    together), share of texts with exactly the expected constraints and category, and category accuracy.

    Limits that stand on an assumption ("cheap") count only where the case expects something of their field:
    nobody can write down beforehand what a catalogue's lower third is.
    """
    per_case = [_compare(case, parser.parse(case.text)) for case in cases]
    languages = {
        language: _metrics([per_case[cases.index(case)] for case in own])
        for language, own in by_language(list(cases))
    }
    return {
        "suite": "understanding",
        "metrics": _metrics(per_case),
        "per_language": languages,
        "cases": len(cases),
        "per_case": per_case,
    }


def _compare(case: UnderstandingCase, intent: Intent) -> dict[str, Any]:
    expected = {constraint_key(c.field, c.op, c.value) for c in case.expect.constraints}
    fields = {field for field, _, _ in expected}
    found = {
        constraint_key(c.field, c.op, c.value)
        for c in intent.constraints
        if c.assumption is None or c.field in fields
    }
    category = _category_right(case.expect, intent)
    return {
        "text": case.text,
        "language": case.language,
        "right": len(expected & found),
        "found": len(found),
        "expected": len(expected),
        "category_right": category,
        "exact": expected == found and category is not False,
        "missed": [list(map(str, key)) for key in sorted(expected - found, key=str)],
        "invented": [list(map(str, key)) for key in sorted(found - expected, key=str)],
    }


def _category_right(expected: Expected, intent: Intent) -> bool | None:
    """None where the case says nothing of the category."""
    if expected.category is None:
        return None
    wanted = [expected.category] if isinstance(expected.category, str) else expected.category
    return {text_key(w) for w in wanted} == {text_key(c) for c in intent.categories}


def constraint_key(field: str, op: str, value: Any) -> Key:
    """The form in which two ways of writing one constraint are equal."""
    if isinstance(value, list | tuple):
        if op in _SINGLE and len(value) == 1:
            return constraint_key(field, _SINGLE[op], value[0])
        parts = [_plain(v) for v in value]
        return field, op, tuple(parts) if op == "between" else frozenset(parts)
    return field, op, _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return float(f"{value:.6g}")
    return text_key(str(value))


def _metrics(scores: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    counts = np.array([[s["right"], s["found"], s["expected"]] for s in scores], dtype=float)
    estimates: dict[str, Estimate] = {
        "constraint_precision": ratio_estimate(counts[:, 0].tolist(), counts[:, 1].tolist()),
        "constraint_recall": ratio_estimate(counts[:, 0].tolist(), counts[:, 2].tolist()),
        "constraint_f1": resampled(_f1, counts),
        "exact_match": mean_estimate([float(s["exact"]) for s in scores]),
    }
    judged = [float(s["category_right"]) for s in scores if s["category_right"] is not None]
    if judged:
        estimates["category_accuracy"] = mean_estimate(judged)
    return {name: estimate.to_document() for name, estimate in estimates.items()}


def _f1(counts: NDArray[Any]) -> float:
    right, found, expected = counts.sum(axis=0)
    return 2 * right / (found + expected) if found + expected else 1.0
