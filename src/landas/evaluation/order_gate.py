"""May a model order? The verdict on its bundle, as strict as the language that does worst.

A model that orders has to be shown to do no harm: what counts is the lower end of the interval of the difference that
it makes, not the mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from landas.errors import SetupError
from landas.evaluation.records import EvaluationRecords
from landas.llm.bundle import Bundle
from landas.metrics.intervals import mean_estimate
from landas.settings import EvaluationSection, LlmSection, ProjectSettings


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """One query with judgements: whether the model gave a usable order, and by how much nDCG@10 as shown is above the
    base order's."""

    language: str
    answered: bool
    difference: float


def order_verdict(
    queries: Sequence[JudgedQuery], languages: Sequence[str], wanted: EvaluationSection
) -> dict[str, Any]:
    """`{passed, why, answered, difference, queries}`; shares and differences by language, None without a query."""
    by_language = {code: [query for query in queries if query.language == code] for code in languages}
    found = {code: _measured(judged) for code, judged in by_language.items() if judged}
    why = [
        problem
        for code, judged in by_language.items()
        for problem in _problems(code, len(judged), found.get(code), wanted)
    ]
    return {
        "passed": not why,
        "why": why,
        "answered": {code: found[code][0] if code in found else None for code in languages},
        "difference": {code: found[code][1] if code in found else None for code in languages},
        "queries": len(queries),
    }


def _measured(judged: Sequence[JudgedQuery]) -> tuple[float, dict[str, Any]]:
    answered = sum(query.answered for query in judged) / len(judged)
    return round(answered, 4), mean_estimate([query.difference for query in judged]).to_document()


def _problems(
    code: str, count: int, found: tuple[float, dict[str, Any]] | None, wanted: EvaluationSection
) -> list[str]:
    if found is None or count < wanted.order_cases:
        return [
            f"{count} queries with a relevant item in {code}, fewer than evaluation.order_cases = {wanted.order_cases}"
        ]
    answered, difference = found
    problems = []
    if answered < wanted.order_answered:
        problems.append(
            f"{answered:.2f} answered in {code}, less than evaluation.order_answered = {wanted.order_answered:g}"
        )
    if difference["low"] < wanted.order_difference:
        problems.append(
            f"nDCG@10 in {code} may differ by {difference['low']:.4f}, "
            f"less than evaluation.order_difference = {wanted.order_difference:g}"
        )
    return problems


def asked_model(settings: ProjectSettings) -> LlmSection:
    """The model to be measured. Raises SetupError for a project without one."""
    if settings.llm is None:
        raise SetupError("the project asks no model.", "Add [llm] to landas.toml; see docs/project-file.md.")
    return settings.llm


def judge_bundle(
    record: dict[str, Any],
    bundle: Bundle | None,
    task: str,
    judged: Sequence[JudgedQuery],
    settings: ProjectSettings,
    records: EvaluationRecords,
) -> dict[str, Any]:
    """The record with the gate's verdict on the task's bundle, which is kept; without a bundle there is none."""
    if bundle is None:
        return record
    verdict = order_verdict(judged, settings.project.languages, settings.evaluation)
    record["gate"] = [{"task": task, "bundle": bundle.hash, **verdict}]
    records.save(task, bundle.hash, {**verdict, "record": record})
    return record
