"""What the contracts for replies with slots have in common: input, output, checks, and how a reply becomes the turn."""

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Any, Literal

from landas.grounding.claims import Grounds
from landas.grounding.replies.slot_checks import CHECKS_VERSION, check_slots
from landas.grounding.replies.slot_input import INPUT_VERSION, SlotInput, slot_input
from landas.grounding.replies.slot_reply import SlotReply
from landas.grounding.replies.task_prompt import FALLBACK_VERSION, TaskPrompt
from landas.grounding.wording.slots import SlotText
from landas.grounding.wording.task import TaskKind, WordingTask
from landas.grounding.wording.template import capitalised, framed
from landas.llm.contract import Versions, Violation

SENT = (
    "language",
    "request",
    "items.position",
    "items.title",
    "items.title_slot",
    "items.evidence.type",
    "items.evidence.about",
    "items.evidence.slots",
    "items.evidence.note",
)
"""No id, no value, no price: the model learns which slots there are and what they are about."""
RULES = "slot_rules_v1.md"


class SlotContract:
    """Meets `WordingContract[SlotInput, SlotReply]`: the model writes sentences around slots that code fills in."""

    mode: Literal["slots", "open"] = "slots"

    def __init__(self, task: TaskKind, package: str, prompt: str) -> None:
        """`prompt`: the file of the task's instructions in `package`."""
        self.task = task
        self._prompt = TaskPrompt(package, prompt, RULES)

    @cached_property
    def versions(self) -> Versions:
        return Versions(
            prompt=self._prompt.version,
            context=f"slot_{INPUT_VERSION}",
            checks=f"slot_checks_v{CHECKS_VERSION}",
            fallback=FALLBACK_VERSION,
        )

    @property
    def output(self) -> type[SlotReply]:
        return SlotReply

    @property
    def sends(self) -> Collection[str]:
        return SENT

    def input_of(self, task: WordingTask, grounds: Grounds) -> SlotInput:
        return slot_input(task, grounds)

    def instructions(self, task_input: SlotInput) -> str:
        return self._prompt.filled(task_input.language, task_input.packs, task_input.style)

    def describe(self, task_input: SlotInput) -> dict[str, Any]:
        return {
            "language": task_input.language,
            "request": task_input.request,
            "items": [item.to_document() for item in task_input.items],
        }

    def check(self, task_input: SlotInput, reply: SlotReply) -> Sequence[Violation]:
        return check_slots(task_input, reply)

    def text_of(self, task: WordingTask, reply: SlotReply) -> SlotText:
        return framed(task, [capitalised(sentence.text.strip()) for sentence in reply.sentences])
