"""When a wish can't be used: it quotes nothing unknown, or names no declared value. A bad one is dropped by itself."""

from landas.language.tokens import tokenize
from landas.llm.contract import Violation
from landas.llm.plain_contract import unless_one_is_usable
from landas.understanding.contracts.intent.reply import MOST_WISHES, IntentReply, IntentWish
from landas.understanding.contracts.intent.task_input import IntentInput
from landas.understanding.contracts.quotes import quoted_span

CHECKS_VERSION = 1


def check_intent(task_input: IntentInput, reply: IntentReply) -> tuple[Violation, ...]:
    faults = [fault_of(task_input, wish) for wish in reply.wishes[:MOST_WISHES]]
    return unless_one_is_usable("wish", faults)


def fault_of(task_input: IntentInput, wish: IntentWish) -> str | None:
    """What is wrong with a wish; None where it may be measured."""
    if quoted_span(task_input.request, wish.quote) is None:
        return "`quote` does not quote the request."
    unknown = {token.key for words in task_input.unknown for token in tokenize(words)}
    quoted = {token.key for token in tokenize(wish.quote)}
    if not quoted or not quoted <= unknown:
        return "`quote` holds words that were understood."
    field = task_input.fields.get(wish.field)
    if field is None:
        return "`field` is none of the fields."
    if field.type == "flag":
        return None if wish.value is True else "a flag's `value` is true."
    return None if wish.value in field.values else "`value` is none of the field's values."
