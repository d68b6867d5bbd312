"""What the asking model must answer: one question around its slots."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class ClarificationReply(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    question: Annotated[str, Field(min_length=1, max_length=240)]
    confidence: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] = 1.0
