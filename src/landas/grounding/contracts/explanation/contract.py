"""The model task `explanation`: sentences with slots about the shown items, checked before anyone sees them."""

from collections.abc import Collection, Sequence
from functools import cached_property
from importlib import resources
from typing import Any

from landas.grounding.contracts.explanation.checks import CHECKS_VERSION, check_explanation
from landas.grounding.contracts.explanation.reply import ExplanationReply
from landas.grounding.contracts.explanation.task_input import INPUT_VERSION, ExplanationInput
from landas.grounding.wording.opening import opening
from landas.grounding.wording.slots import SlotText
from landas.grounding.wording.task import WordingTask
from landas.grounding.wording.template import framed
from landas.ids import content_hash
from landas.llm.contract import Versions, Violation

PROMPT_FILE = "prompt_v1.md"
FALLBACK_VERSION = "template_v1"
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


class ExplanationContract:
    """Meets `llm.contract.Contract[ExplanationInput, ExplanationReply]`."""

    @property
    def task(self) -> str:
        return "explanation"

    @cached_property
    def versions(self) -> Versions:
        """The prompt's version is `prompt_v1-` and a hash over its text."""
        name = PROMPT_FILE.removesuffix(".md")
        return Versions(
            prompt=f"{name}-{content_hash(self._instructions)[:8]}",
            context=INPUT_VERSION,
            checks=f"checks_v{CHECKS_VERSION}",
            fallback=FALLBACK_VERSION,
        )

    @property
    def output(self) -> type[ExplanationReply]:
        return ExplanationReply

    @property
    def sends(self) -> Collection[str]:
        return SENT

    def instructions(self, task_input: ExplanationInput) -> str:
        names = {pack.code: pack.name for pack in task_input.packs}
        return self._instructions.replace(
            "{language_name}", names.get(task_input.language, task_input.language)
        )

    def check(self, task_input: ExplanationInput, reply: ExplanationReply) -> Sequence[Violation]:
        return check_explanation(task_input, reply)

    def describe(self, task_input: ExplanationInput) -> dict[str, Any]:
        return {
            "language": task_input.language,
            "request": task_input.request,
            "items": [item.to_document() for item in task_input.items],
        }

    @cached_property
    def _instructions(self) -> str:
        return (resources.files(__package__) / PROMPT_FILE).read_text(encoding="utf-8")


def slot_text_of(task: WordingTask, reply: ExplanationReply) -> SlotText:
    """The turn with the model's accepted sentences between our own opening and notes, which no model can drop."""
    return framed(task, [opening(task)], [sentence.text.strip() for sentence in reply.sentences])
