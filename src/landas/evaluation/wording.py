"""The suite `wording`: the same turns with the project's model and without it, and whether the model may speak.

Verdicts are given to the bundle of each task that was asked. The gate is as strict as the language that does worst.
"""

import statistics
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from landas.errors import SetupError
from landas.evaluation.cases import WordingCase
from landas.evaluation.records import EvaluationRecords
from landas.metrics.intervals import Estimate, mean_estimate, resampled
from landas.settings import EvaluationSection, LlmSection, ProjectSettings

Ask = Callable[[WordingCase], Mapping[str, Any]]
CAUGHT = frozenset({"unfaithful", "check_failed", "unsafe"})


@dataclass(frozen=True, slots=True)
class Asked:
    """One case's answer and how long it took."""

    document: Mapping[str, Any]
    milliseconds: float

    @property
    def language(self) -> str:
        return str(self.document["language"])

    @property
    def tasks(self) -> Sequence[Mapping[str, Any]]:
        found: Sequence[Mapping[str, Any]] = self.document["usage"]["tasks"]
        return found


def evaluate_wording(
    settings: ProjectSettings,
    records: EvaluationRecords,
    cases: Sequence[WordingCase],
    ask: Ask,
    use_model: Callable[[LlmSection | None], None],
) -> dict[str, Any]:
    """The record, with the gate's verdict on each task's bundle, which is kept. `use_model` changes what `ask` is
    worded by; it ends as it began. Raises SetupError for a project without a model."""
    llm = settings.llm
    if llm is None:
        raise SetupError("the project has no model to evaluate.", "Name one under [llm] in landas.toml.")
    try:
        # Without a model first: what is loaded once isn't counted as the model's time.
        use_model(None)
        plain = ask_all(cases, ask)
        # What is to be measured may speak meanwhile, and every reply is a fresh one.
        use_model(llm.model_copy(update={"require_evaluation": False, "cache": "off"}))
        by_model = ask_all(cases, ask)
        record = wording_record(by_model, plain)
    finally:
        use_model(llm)
    judged = verdicts(by_model, settings.project.languages, settings.evaluation)
    record["gate"] = [{"task": task, "bundle": bundle, **found} for (task, bundle), found in judged.items()]
    for (task, bundle), found in judged.items():
        records.save(task, bundle, {**found, "record": record})
    return record


def ask_all(cases: Sequence[WordingCase], ask: Ask) -> list[Asked]:
    asked = []
    for case in cases:
        started = time.monotonic()
        document = ask(case)
        asked.append(Asked(document, (time.monotonic() - started) * 1000))
    return asked


def wording_record(by_model: Sequence[Asked], plain: Sequence[Asked]) -> dict[str, Any]:
    """`{suite, metrics, per_language, without_model, fallbacks, cases}` of turns where a model could be asked."""
    tried = [asked for asked in by_model if asked.tasks]
    languages = sorted({asked.language for asked in tried})
    return {
        "suite": "wording",
        "metrics": _metrics(tried) if tried else {},
        "per_language": {code: _metrics([a for a in tried if a.language == code]) for code in languages},
        "without_model": _pace(plain),
        "fallbacks": dict(Counter(str(asked.document["fallback"] or "none") for asked in tried)),
        "cases": len(by_model),
        "without_a_call": len(by_model) - len(tried),
    }


def verdicts(
    by_model: Sequence[Asked], languages: Sequence[str], wanted: EvaluationSection
) -> dict[tuple[str, str], dict[str, Any]]:
    """(task, bundle) → `{passed, why, answered}`: its calls' share of usable answers, by language, against the gate."""
    calls: dict[tuple[str, str], list[tuple[str, Mapping[str, Any]]]] = {}
    for asked in by_model:
        for call in asked.tasks:
            calls.setdefault((call["task"], call["bundle"]), []).append((asked.language, call))
    return {key: _verdict(found, languages, wanted) for key, found in calls.items()}


def _verdict(
    calls: Sequence[tuple[str, Mapping[str, Any]]], languages: Sequence[str], wanted: EvaluationSection
) -> dict[str, Any]:
    answered = {
        code: [float(call["outcome"] == "answer") for language, call in calls if language == code]
        for code in languages
    }
    why = []
    for code, found in answered.items():
        if len(found) < wanted.wording_cases:
            why.append(
                f"{len(found)} calls in {code}, fewer than evaluation.wording_cases = {wanted.wording_cases}"
            )
        elif (share := sum(found) / len(found)) < wanted.wording_passed:
            why.append(
                f"{share:.2f} passed in {code}, less than evaluation.wording_passed = {wanted.wording_passed:g}"
            )
    shares = {code: round(sum(found) / len(found), 4) if found else None for code, found in answered.items()}
    return {"passed": not why, "why": why, "answered": shares, "calls": len(calls)}


def _metrics(asked: Sequence[Asked]) -> dict[str, Any]:
    calls = [list(one.tasks) for one in asked]
    tokens = [float(sum(c["input_tokens"] + c["output_tokens"] for c in found)) for found in calls]
    estimates: dict[str, Estimate] = {
        "worded_by_model": mean_estimate([float(a.document["wording"] != "template") for a in asked]),
        "caught": mean_estimate([float(a.document["fallback"] in CAUGHT) for a in asked]),
        "tokens": mean_estimate(tokens),
    }
    costs = [[c["cost"] for c in found] for found in calls]
    if all(cost is not None for found in costs for cost in found):
        estimates["cost_per_answer"] = mean_estimate([float(sum(found)) for found in costs])
    return {name: estimate.to_document() for name, estimate in estimates.items()} | _pace(asked)


def _pace(asked: Sequence[Asked]) -> dict[str, Any]:
    """How long turns take and how long replies are."""
    took, words = (
        [a.milliseconds for a in asked],
        [float(len(str(a.document["reply"]).split())) for a in asked],
    )
    estimates = {
        "latency_p50_ms": resampled(lambda rows: statistics.median(rows[:, 0].tolist()), _column(took)),
        "latency_p95_ms": resampled(lambda rows: float(_p95(rows[:, 0].tolist())), _column(took)),
        "words": mean_estimate(words),
    }
    return {name: estimate.to_document() for name, estimate in estimates.items()}


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def _column(values: Sequence[float]) -> Any:
    import numpy as np

    return np.array(values).reshape(-1, 1)
