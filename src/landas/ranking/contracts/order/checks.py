"""When a ranking can't be used at all. An entry that names no position only loses its place (`model_order.py`)."""

from landas.llm.contract import Violation
from landas.ranking.contracts.order.reply import OrderReply
from landas.ranking.contracts.order.task_input import OrderInput
from landas.ranking.model_order import merged

CHECKS_VERSION = 1


def check_order(task_input: OrderInput, reply: OrderReply) -> tuple[Violation, ...]:
    size = len(task_input.presented)
    if merged(reply.ranking, task_input.presented).named:
        return ()
    return (
        Violation(f"ranking names none of the positions; list the whole numbers 1 to {size}, each once."),
    )
