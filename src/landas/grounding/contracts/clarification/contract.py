"""The model task `clarification`: the turn's one question in words that suit the conversation.

What is asked, and which answers are offered, is decided without a model (`dialogue/clarify.py`).
"""

from landas.grounding.contracts.clarification.checks import CHECKS_VERSION, check_clarification
from landas.grounding.contracts.clarification.reply import ClarificationReply
from landas.grounding.contracts.clarification.task_input import INPUT_VERSION, ClarificationInput
from landas.llm.plain_contract import PlainContract
from landas.llm.prompt_file import PromptFile

CLARIFICATION: PlainContract[ClarificationInput, ClarificationReply] = PlainContract(
    task="clarification",
    prompt=PromptFile(__package__, "prompt_v1.md"),
    output=ClarificationReply,
    sends=("language", "tone", "plain", "slots.slot", "slots.stands_for"),
    checked=check_clarification,
    context=INPUT_VERSION,
    checks=f"checks_v{CHECKS_VERSION}",
    fallback="template_v1",
)
