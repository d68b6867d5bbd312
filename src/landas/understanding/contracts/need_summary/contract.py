"""The model task `need_summary`: which loose words of earlier turns still say what the person needs.

Wishes that the catalogue can check are held by rule, and so are this turn's words: a model can only let go of words of
before that name no wish, and adds none.
"""

from landas.language.tokens import word_keys
from landas.llm.contract import Violation
from landas.llm.plain_contract import PlainContract, unless_one_is_usable
from landas.llm.prompt_file import PromptFile
from landas.understanding.contracts.need_summary.reply import NeedReply
from landas.understanding.contracts.need_summary.task_input import INPUT_VERSION, NeedInput

CHECKS_VERSION = 1


def check_need(task_input: NeedInput, reply: NeedReply) -> tuple[Violation, ...]:
    earlier = {key for word in task_input.earlier for key in word_keys(word)}
    faults = [
        None if set(word_keys(word)) <= earlier else "it is none of the words in `earlier`."
        for word in reply.keep
    ]
    return unless_one_is_usable("keep", faults)


NEED_SUMMARY: PlainContract[NeedInput, NeedReply] = PlainContract(
    task="need_summary",
    prompt=PromptFile(__package__, "prompt_v1.md"),
    output=NeedReply,
    sends=("language", "request", "earlier", "kinds", "fields"),
    checked=check_need,
    context=INPUT_VERSION,
    checks=f"checks_v{CHECKS_VERSION}",
    fallback="keep_all_v1",
)
