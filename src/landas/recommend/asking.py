"""Asking a model for something that shapes an answer: within the answer's deadline, with time left for the rest."""

from typing import TypeVar

from pydantic import BaseModel

from landas.llm.calls import Answer, Fallback
from landas.llm.contract import Contract
from landas.recommend.draft import Draft
from landas.recommend.parts import Parts
from landas.recommend.withheld import withheld
from landas.settings import TaskSection, switched_on


def may_ask(parts: Parts, draft: Draft, task: str) -> TaskSection | None:
    """The settings of a task that may be asked for this request: it is switched on, the person consents, and the text
    neither is moderated nor reads like instructions to a model. None where one of these is not so."""
    if withheld(draft) or draft.distrusts_request:
        return None
    return switched_on(parts.gateway.settings, task)


InputT = TypeVar("InputT")
OutputT = TypeVar("OutputT", bound=BaseModel)


def ask_model(
    parts: Parts, draft: Draft, contract: Contract[InputT, OutputT], told: InputT, tail_ms: float
) -> Answer[OutputT] | Fallback:
    """What the gateway says, asked so that `tail_ms` of the answer's time stay for the steps that follow."""
    return parts.gateway.run(
        contract,
        told,
        draft.deadline.sooner(max(0.0, draft.deadline.remaining_ms() - tail_ms)),
        receipt_id=draft.receipt_id,
        conversation_id=draft.request.conversation_id,
    )
