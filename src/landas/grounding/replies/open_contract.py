"""What the contracts for free text have in common: input, output, checks, and how a reply becomes the turn."""

from collections.abc import Sequence
from typing import Literal

from landas.grounding.claims import Grounds
from landas.grounding.replies.open_checks import CHECKS_VERSION, check_open
from landas.grounding.replies.open_input import INPUT_VERSION, OpenInput, open_input
from landas.grounding.replies.open_reply import OpenReply
from landas.grounding.replies.plain_reply import plain_reply
from landas.grounding.replies.reply_contract import ReplyContract
from landas.grounding.wording.slots import SlotText
from landas.grounding.wording.task import WordingTask
from landas.grounding.wording.template import framed
from landas.llm.contract import Violation

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


class OpenContract(ReplyContract[OpenInput]):
    """Meets `WordingContract[OpenInput, OpenReply]`: the model writes as it likes, and all of it is verified."""

    mode: Literal["slots", "open"] = "open"
    rules = "open_rules_v1.md"
    sent = SENT
    input_version = INPUT_VERSION
    checks_version = f"open_checks_v{CHECKS_VERSION}"

    @property
    def output(self) -> type[OpenReply]:
        return OpenReply

    def input_of(self, task: WordingTask, grounds: Grounds) -> OpenInput:
        return open_input(task, grounds)

    def check(self, task_input: OpenInput, reply: OpenReply) -> Sequence[Violation]:
        return check_open(task_input, reply)

    def text_of(self, task: WordingTask, reply: OpenReply) -> SlotText:
        return framed(task, [plain_reply(reply.text)])
