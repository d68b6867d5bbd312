"""What the summing-up model must answer: those of the earlier words that still say what the person needs."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Word = Annotated[str, Field(max_length=80)]


class NeedReply(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    keep: Annotated[tuple[Word, ...], Field(max_length=100)]
    confidence: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
