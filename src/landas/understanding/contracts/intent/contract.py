"""The model task `intent`: which declared values the words mean that reading by rule left unexplained.

What was read stands: a model adds to it, never about numbers, never a hard wish, and only what a measure of meaning
confirms (`recommend/steps/interpret.py`).
"""

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Any

from landas.llm.contract import Versions, Violation
from landas.understanding.contracts.intent.checks import CHECKS_VERSION, check_intent
from landas.understanding.contracts.intent.reply import IntentReply
from landas.understanding.contracts.intent.task_input import INPUT_VERSION, IntentInput
from landas.understanding.contracts.prompt_file import PromptFile

PROMPT = PromptFile("landas.understanding.contracts.intent", "prompt_v1.md")
FALLBACK_VERSION = "read_by_rule_v1"


class IntentContract:
    """Meets `llm.contract.Contract[IntentInput, IntentReply]`."""

    task = "intent"

    @cached_property
    def versions(self) -> Versions:
        return Versions(
            prompt=PROMPT.version,
            context=INPUT_VERSION,
            checks=f"checks_v{CHECKS_VERSION}",
            fallback=FALLBACK_VERSION,
        )

    @property
    def output(self) -> type[IntentReply]:
        return IntentReply

    @property
    def sends(self) -> Collection[str]:
        return (
            "language",
            "request",
            "unknown",
            "fields.name",
            "fields.label",
            "fields.type",
            "fields.values",
        )

    def instructions(self, task_input: IntentInput) -> str:
        return PROMPT.text

    def check(self, task_input: IntentInput, reply: IntentReply) -> Sequence[Violation]:
        return check_intent(task_input, reply)

    def describe(self, task_input: IntentInput) -> dict[str, Any]:
        return task_input.to_document()


INTENT = IntentContract()
