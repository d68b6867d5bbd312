"""What the contracts for replies with slots have in common: input, output, checks, and how a reply becomes the turn."""

from collections.abc import Sequence
from typing import Literal

from landas.grounding.claims import Grounds
from landas.grounding.replies.reply_contract import ReplyContract
from landas.grounding.replies.slot_checks import CHECKS_VERSION, check_slots
from landas.grounding.replies.slot_input import INPUT_VERSION, SlotInput, slot_input
from landas.grounding.replies.slot_reply import SlotReply
from landas.grounding.wording.slots import SlotText
from landas.grounding.wording.task import WordingTask
from landas.grounding.wording.template import capitalised, framed
from landas.llm.contract import Violation

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


class SlotContract(ReplyContract[SlotInput]):
    """Meets `WordingContract[SlotInput, SlotReply]`: the model writes sentences around slots that code fills in."""

    mode: Literal["slots", "open"] = "slots"
    rules = "slot_rules_v1.md"
    sent = SENT
    input_version = f"slot_{INPUT_VERSION}"
    checks_version = f"slot_checks_v{CHECKS_VERSION}"

    @property
    def output(self) -> type[SlotReply]:
        return SlotReply

    def input_of(self, task: WordingTask, grounds: Grounds) -> SlotInput:
        return slot_input(task, grounds)

    def check(self, task_input: SlotInput, reply: SlotReply) -> Sequence[Violation]:
        return check_slots(task_input, reply)

    def text_of(self, task: WordingTask, reply: SlotReply) -> SlotText:
        return framed(task, [capitalised(sentence.text.strip()) for sentence in reply.sentences])
