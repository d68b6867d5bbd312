"""The model task `intent`: which declared values the words mean that reading by rule left unexplained.

What was read stands: a model adds to it, never about numbers, never a hard wish, and only what a measure of meaning
confirms (`recommend/steps/interpret.py`).
"""

from landas.llm.plain_contract import PlainContract
from landas.llm.prompt_file import PromptFile
from landas.understanding.contracts.intent.checks import CHECKS_VERSION, check_intent
from landas.understanding.contracts.intent.reply import IntentReply
from landas.understanding.contracts.intent.task_input import INPUT_VERSION, IntentInput

INTENT: PlainContract[IntentInput, IntentReply] = PlainContract(
    task="intent",
    prompt=PromptFile(__package__, "prompt_v1.md"),
    output=IntentReply,
    sends=(
        "language",
        "request",
        "unknown",
        "fields.name",
        "fields.label",
        "fields.type",
        "fields.values",
    ),
    checked=check_intent,
    context=INPUT_VERSION,
    checks=f"checks_v{CHECKS_VERSION}",
    fallback="read_by_rule_v1",
)
