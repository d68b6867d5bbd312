"""A prompt, model or setting changes: the bundle changes with it, every call and answer names its own, and `diff` finds
both."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from landas.bootstrap import open_project
from landas.drill.finding import Verdict, judged
from landas.drill.model_server import says
from landas.drill.stage import CHANGED, TOLD, Stage
from landas.settings import LlmSection

SHAPING: dict[str, Mapping[str, Any]] = {
    "model": {"model": "drill-other"},
    "address": {"base_url": "http://127.0.0.1:9/v1"},
    "provider": {"provider": "scripted"},
    "longest reply": {"max_tokens": 321},
    "longest context": {"max_context": 5000},
    "seed": {"seed": 77},
    "wording": {"tasks": {"explanation": {"wording": "open"}}},
    "confidence": {"tasks": {"explanation": {"min_confidence": 0.4}}},
    "switch": {"tasks": {"explanation": {"enabled": False}}},
    "model of the task": {"tasks": {"explanation": {"model": "drill-third"}}},
    "switch of the order": {"tasks": {"order": {"enabled": False}}},
    "model of the order": {"tasks": {"order": {"model": "drill-third"}}},
}
KEEPING: dict[str, Mapping[str, Any]] = {
    "budget": {"max_calls_per_day": 3},
    "patience of the breaker": {"breaker_failures": 9},
    "concurrency": {"max_concurrent": 7},
}
LOOKED_AT = 40


def unversioned_change(stage: Stage) -> Verdict:
    faults = _bundles(stage.folders[TOLD]) + _diffed(stage)
    calls = 0
    for copy, receipt_id in stage.client.receipts[-LOOKED_AT:]:
        receipt = stage.client.receipt(copy, receipt_id)
        named = [receipt.get("bundle"), *(call.get("bundle") for call in _calls(receipt))]
        calls += len(named) - 1
        faults += [f"no bundle in {receipt_id}"] if not all(named) else []
    return judged(
        f"{len(SHAPING)} settings that shape answers and {len(KEEPING)} that don't, {calls} calls of "
        f"{min(LOOKED_AT, len(stage.client.receipts))} receipts, diff of two bundles",
        faults,
        "changes or calls without their bundle",
    )


def _calls(receipt: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list((receipt.get("spoken") or {}).get("calls", ()))


def _bundles(folder: Path) -> list[str]:
    """Settings whose change should be seen in the bundle and isn't, or the other way round."""
    with open_project(folder) as project:
        llm = project.settings.llm
        if llm is None:
            raise RuntimeError("the copy was to have a model")
        first = project.answer_bundle()

        def changed(values: Mapping[str, Any]) -> bool:
            project.use_model(_with(llm, values))
            return project.answer_bundle() != first

        faults = [
            f"{name} changed and the bundle didn't" for name, values in SHAPING.items() if not changed(values)
        ]
        faults += [f"{name} changed the bundle" for name, values in KEEPING.items() if changed(values)]
        project.use_model(llm)
        return faults + (
            ["the same settings gave another bundle"] if project.answer_bundle() != first else []
        )


def _with(llm: LlmSection, values: Mapping[str, Any]) -> LlmSection:
    """The section with these keys; of its tasks only the named keys are others."""
    document = llm.model_dump(exclude_unset=True)
    tasks = dict(document.get("tasks", {}))
    for task, keys in values.get("tasks", {}).items():
        tasks[task] = {**tasks.get(task, {}), **keys}
    return LlmSection.model_validate({**document, **values, "tasks": tasks})


def _diffed(stage: Stage) -> list[str]:
    """The same requests under two bundles of one database, compared by `diff`."""
    bundles = []
    for copy in (TOLD, CHANGED):
        stage.models.moods[copy] = says(["${title}."])
        turns = [
            stage.client.ask(copy, next(stage.world.requests(code)), code) for code in stage.world.languages
        ]
        bundles.append(str(stage.client.receipt(copy, turns[0].receipt_id).get("bundle")))
    before, after = bundles
    with open_project(stage.folders[TOLD]) as project:
        listed = {row["bundle"] for row in project.bundles()}
        if not listed.issuperset(bundles):
            return [f"diff doesn't list {set(bundles) - listed}"]
        found = project.diff(before, after)
    if found["pairs"] < len(stage.world.languages) or not any(
        row["part"] == "model" for row in found["versions"]
    ):
        return [f"diff {before} {after} finds {found['pairs']} pairs and {found['versions']}"]
    return []
