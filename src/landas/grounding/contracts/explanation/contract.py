"""The model task `explanation`: sentences with slots about the shown items, checked before anyone sees them."""

from collections.abc import Sequence
from functools import cached_property
from importlib import resources
from typing import Any

import orjson

from landas.grounding.contracts.explanation.checks import CHECKS_VERSION, check_explanation
from landas.grounding.contracts.explanation.reply import ExplanationReply
from landas.grounding.contracts.explanation.task_input import ExplanationInput
from landas.grounding.wording.opening import opening
from landas.grounding.wording.slots import SlotText
from landas.grounding.wording.task import WordingTask
from landas.grounding.wording.template import framed
from landas.ids import content_hash
from landas.llm.contract import Prompt, Violation

PROMPT_FILE = "prompt_v1.md"


class ExplanationContract:
    """Meets `llm.contract.Contract[ExplanationInput, ExplanationReply]`."""

    @property
    def task(self) -> str:
        return "explanation"

    @cached_property
    def version(self) -> str:
        """`prompt_v1-` and a hash over the prompt's text, the reply's schema and the version of the checks."""
        parts = [self._instructions, ExplanationReply.model_json_schema(), CHECKS_VERSION]
        return f"{PROMPT_FILE.removesuffix('.md')}-{content_hash(parts)[:8]}"

    @property
    def output(self) -> type[ExplanationReply]:
        return ExplanationReply

    def prompt(self, task_input: ExplanationInput) -> Prompt:
        names = {pack.code: pack.name for pack in task_input.packs}
        system = self._instructions.replace(
            "{language_name}", names.get(task_input.language, task_input.language)
        )
        # With every "<" escaped, no title or request can close the data block.
        data = orjson.dumps(self.describe(task_input)).decode().replace("<", "\\u003c")
        return Prompt(system, f"<data>\n{data}\n</data>")

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
