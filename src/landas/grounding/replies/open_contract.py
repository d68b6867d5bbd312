"""What the contracts for free text have in common: input, output, checks, and how a reply becomes the turn."""

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Any, Literal

from landas.grounding.claims import Grounds
from landas.grounding.replies.open_checks import CHECKS_VERSION, check_open
from landas.grounding.replies.open_input import INPUT_VERSION, OpenInput, open_input
from landas.grounding.replies.open_reply import OpenReply
from landas.grounding.replies.plain_reply import plain_reply
from landas.grounding.replies.task_prompt import FALLBACK_VERSION, TaskPrompt
from landas.grounding.wording.slots import SlotText
from landas.grounding.wording.task import TaskKind, WordingTask
from landas.grounding.wording.template import framed
from landas.llm.contract import Versions, Violation

SENT = (
    "language",
    "request",
    "items.position",
    "items.title",
    "items.facts.about",
    "items.facts.value",
    "items.differences.about",
    "items.differences.by",
    "items.differences.direction",
    "items.differences.than",
)
"""Public values, as the reply may say them; no id, no hidden field, nothing the person did."""
RULES = "open_rules_v1.md"


class OpenContract:
    """Meets `WordingContract[OpenInput, OpenReply]`: the model writes as it likes, and all of it is verified."""

    mode: Literal["slots", "open"] = "open"

    def __init__(self, task: TaskKind, package: str, prompt: str) -> None:
        """`prompt`: the file of the task's instructions in `package`."""
        self.task = task
        self._prompt = TaskPrompt(package, prompt, RULES)

    @cached_property
    def versions(self) -> Versions:
        return Versions(
            prompt=self._prompt.version,
            context=INPUT_VERSION,
            checks=f"open_checks_v{CHECKS_VERSION}",
            fallback=FALLBACK_VERSION,
        )

    @property
    def output(self) -> type[OpenReply]:
        return OpenReply

    @property
    def sends(self) -> Collection[str]:
        return SENT

    def input_of(self, task: WordingTask, grounds: Grounds) -> OpenInput:
        return open_input(task, grounds)

    def instructions(self, task_input: OpenInput) -> str:
        task = task_input.task
        return self._prompt.filled(task.language, task.packs, task.style)

    def describe(self, task_input: OpenInput) -> dict[str, Any]:
        return {
            "language": task_input.task.language,
            "request": task_input.request,
            "items": [item.to_document() for item in task_input.items],
        }

    def check(self, task_input: OpenInput, reply: OpenReply) -> Sequence[Violation]:
        return check_open(task_input, reply)

    def text_of(self, task: WordingTask, reply: OpenReply) -> SlotText:
        return framed(task, [plain_reply(reply.text)])
