"""Asking a model for something that shapes an answer: within the answer's deadline, with time left for the rest."""

from typing import TypeVar

from pydantic import BaseModel

from landas.llm.calls import Answer, Fallback
from landas.llm.contract import Contract
from landas.recommend.draft import Draft
from landas.recommend.parts import Parts

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
