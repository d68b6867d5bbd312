"""The suite `understanding`: what texts are read as, against what they ask for."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landas.evaluation.cases import Expected, UnderstandingCase, by_language
from landas.metrics.intervals import Estimate, mean_estimate, ratio_estimate, resampled
from landas.request.intent import Intent
from landas.request.satisfaction import text_key
from landas.understanding.parse import IntentParser

Key = tuple[str, str, Any]
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def evaluate_understanding(parser: IntentParser, cases: Sequence[UnderstandingCase]) -> dict[str, Any]:
    """`{suite, metrics, per_language, per_case}`: constraint precision, recall and F1 (over all constraints
    together), share of texts with exactly the expected constraints and category, and category accuracy.

    Limits that stand on an assumption ("cheap") count only where the case expects something of their field:
    nobody can write down beforehand what a catalogue's lower third is.
    """
    per_case = [_compare(case, parser.parse(case.text), parser.category_field) for case in cases]
    languages = {
        language: _metrics([score for score in per_case if score["language"] == language])
        for language, _ in by_language(list(cases))
    }
    return {
        "suite": "understanding",
        "metrics": _metrics(per_case),
        "per_language": languages,
        "cases": len(cases),
        "per_case": per_case,
    }


def _compare(case: UnderstandingCase, intent: Intent, category_field: str) -> dict[str, Any]:
    expected = constraint_keys((c.field, c.op, c.value) for c in case.expect.constraints)
    fields = {field for field, _, _ in expected}
    said = [c for c in intent.constraints if c.assumption is None or c.field in fields]
    found = constraint_keys((c.field, c.op, c.value) for c in said)
    if intent.categories and any(f == category_field and op in ("eq", "in") for f, op, _ in expected):
        # A case may name the kind of thing as a wish about the field that holds it.
        found |= constraint_keys([(category_field, "in", intent.categories)])
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


def constraint_keys(constraints: Iterable[tuple[str, str, Any]]) -> set[Key]:
    """The form in which two ways of writing the same wishes are equal: each excluded value alone, a lower and an
    upper limit of one field as `between`, one wanted value as `eq`, "is not so" of a flag as `ne` true."""
    keys = {key for field, op, value in constraints for key in _keys(field, op, value)}
    for field in {field for field, _, _ in keys}:
        limits = {op: value for f, op, value in keys if f == field and op in ("gte", "lte")}
        if len(limits) == 2 and sum(f == field and op in limits for f, op, _ in keys) == 2:
            keys -= {(field, op, value) for op, value in limits.items()}
            keys.add((field, "between", (limits["gte"], limits["lte"])))
    return keys


def _keys(field: str, op: str, value: Any) -> Iterator[Key]:
    several = [_plain(v) for v in value] if isinstance(value, list | tuple) else [_plain(value)]
    if op in ("ne", "not_in"):
        yield from ((field, "ne", one) for one in several)
    elif op == "between":
        yield field, op, tuple(several)
    elif op in ("eq", "in") and several == [False]:
        yield field, "ne", True
    elif op in ("eq", "in"):
        yield (field, "eq", several[0]) if len(several) == 1 else (field, "in", frozenset(several))
    else:
        yield field, op, several[0]


def _plain(value: Any) -> Any:
    """A value as it is compared; a number may be written as text ("42"), as sizes are."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float) or _NUMBER.fullmatch(str(value)):
        return float(f"{float(value):.6g}")
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
