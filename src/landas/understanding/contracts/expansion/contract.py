"""The model task `expansion`: other words that a catalogue may use for what a person asked for.

They are tried as further queries and nothing else: a measure decides which of them are about the same thing
(`recommend/expanding.py`), and no word of a model's is ever shown or stated.
"""

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Any

from landas.llm.contract import Versions, Violation
from landas.understanding.contracts.expansion.checks import CHECKS_VERSION, check_expansion
from landas.understanding.contracts.expansion.reply import ExpansionReply
from landas.understanding.contracts.expansion.task_input import INPUT_VERSION, ExpansionInput
from landas.understanding.contracts.prompt_file import PromptFile

PROMPT = PromptFile("landas.understanding.contracts.expansion", "prompt_v1.md")
FALLBACK_VERSION = "no_terms_v1"


class ExpansionContract:
    """Meets `llm.contract.Contract[ExpansionInput, ExpansionReply]`."""

    task = "expansion"

    @cached_property
    def versions(self) -> Versions:
        return Versions(
            prompt=PROMPT.version,
            context=INPUT_VERSION,
            checks=f"checks_v{CHECKS_VERSION}",
            fallback=FALLBACK_VERSION,
        )

    @property
    def output(self) -> type[ExpansionReply]:
        return ExpansionReply

    @property
    def sends(self) -> Collection[str]:
        return ("language", "request", "unknown", "kinds")

    def instructions(self, task_input: ExpansionInput) -> str:
        return PROMPT.text

    def check(self, task_input: ExpansionInput, reply: ExpansionReply) -> Sequence[Violation]:
        return check_expansion(task_input, reply)

    def describe(self, task_input: ExpansionInput) -> dict[str, Any]:
        return task_input.to_document()


EXPANSION = ExpansionContract()
