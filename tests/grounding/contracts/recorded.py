"""Recorded replies of a task, and what comes of one: an answer, or the refusal for its own reason."""

import json
from importlib import resources
from typing import Any

from landas.clock import Deadline
from landas.grounding.replies.wording_contract import WordingContract, WordingMode
from landas.grounding.wording.task import WordingTask
from landas.llm.calls import Answer, Fallback
from landas.settings import LlmSection, TaskSection
from tests.grounding.world import grounds_for
from tests.llm.jokes import Saying, gateway_over

FORBIDDEN = ("guaranteed",)
KINDS = {"good", "malformed", "ungrounded", "empty", "refusing"}
MODES: tuple[WordingMode, ...] = ("slots", "open")


def names_of(task: str) -> list[tuple[WordingMode, str]]:
    return [
        (mode, file.name.removesuffix(".json"))
        for mode in MODES
        for file in sorted(_folder(task, mode).iterdir(), key=lambda f: f.name)
        if file.name.endswith(".json")
    ]


def recorded(task: str, mode: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((_folder(task, mode) / f"{name}.json").read_text(encoding="utf-8"))
    return found


def has_its_outcome(record: dict[str, Any], contract: WordingContract[Any, Any], task: WordingTask) -> None:
    """Asserts that a model which gives this reply twice has the outcome that is recorded with it."""
    provider = Saying(record["reply"], record["reply"])
    task_input = contract.input_of(task, grounds_for(task, FORBIDDEN))
    patient = TaskSection(deadline_ms=60_000, wording=contract.mode)
    settings = LlmSection(provider="scripted", max_tokens=100, tasks={contract.task: patient})
    outcome = gateway_over(provider, settings=settings).run(contract, task_input, Deadline.after_ms(30_000))
    assert outcome.call is not None
    assert (outcome.call.task, outcome.call.contract_version) == (contract.task, contract.versions.prompt)
    if record["reason"] is None:
        assert isinstance(outcome, Answer), outcome.call.problems
        return
    assert isinstance(outcome, Fallback)
    assert (outcome.reason, outcome.call.problems[0]) == (record["reason"], record["problem"])
    assert "Your last answer was refused" in provider.asked[1].prompt.user


def _folder(task: str, mode: str) -> Any:
    return resources.files(f"landas.grounding.contracts.{task}") / "recorded" / mode
