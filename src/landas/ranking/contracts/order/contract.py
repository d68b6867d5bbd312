"""The model task `order`: a short list of eligible candidates, put in the order that answers the request best."""

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Any

from landas.llm.contract import Versions, Violation
from landas.llm.prompt_file import PromptFile
from landas.ranking.contracts.order.checks import CHECKS_VERSION, check_order
from landas.ranking.contracts.order.reply import OrderReply
from landas.ranking.contracts.order.task_input import INPUT_VERSION, OrderInput

PROMPT = PromptFile(__package__, "prompt_v1.md")
FALLBACK_VERSION = "base_order_v1"
SENT = (
    "language",
    "request",
    "criteria.about",
    "criteria.wants",
    "criteria.must",
    "items.position",
    "items.kind",
    "items.title_has",
    "items.facts.*",
)
"""No id, no title, no text: the facts' labels and words are the project file's, their numbers and flags checked."""


class OrderContract:
    """Meets `llm.contract.Contract[OrderInput, OrderReply]`."""

    @property
    def task(self) -> str:
        return "order"

    @cached_property
    def versions(self) -> Versions:
        return Versions(
            prompt=PROMPT.version,
            context=INPUT_VERSION,
            checks=f"checks_v{CHECKS_VERSION}",
            fallback=FALLBACK_VERSION,
        )

    @property
    def output(self) -> type[OrderReply]:
        return OrderReply

    @property
    def sends(self) -> Collection[str]:
        return SENT

    def instructions(self, task_input: OrderInput) -> str:
        return PROMPT.text.replace("{count}", str(len(task_input.presented)))

    def check(self, task_input: OrderInput, reply: OrderReply) -> Sequence[Violation]:
        return check_order(task_input, reply)

    def describe(self, task_input: OrderInput) -> dict[str, Any]:
        return task_input.to_document()


ORDER = OrderContract()
