"""The model task `expansion`: other words that a catalogue may use for what a person asked for.

They are tried as further queries and nothing else: a measure decides which of them are about the same thing
(`recommend/expanding.py`), and no word of a model's is ever shown or stated.
"""

from landas.llm.plain_contract import PlainContract
from landas.llm.prompt_file import PromptFile
from landas.understanding.contracts.expansion.checks import CHECKS_VERSION, check_expansion
from landas.understanding.contracts.expansion.reply import ExpansionReply
from landas.understanding.contracts.expansion.task_input import INPUT_VERSION, ExpansionInput

EXPANSION: PlainContract[ExpansionInput, ExpansionReply] = PlainContract(
    task="expansion",
    prompt=PromptFile(__package__, "prompt_v1.md"),
    output=ExpansionReply,
    sends=("language", "request", "unknown", "kinds"),
    checked=check_expansion,
    context=INPUT_VERSION,
    checks=f"checks_v{CHECKS_VERSION}",
    fallback="no_terms_v1",
)
