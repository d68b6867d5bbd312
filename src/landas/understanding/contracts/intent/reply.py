"""What the reading model must answer: unknown words of the person's, each with the declared value that it means."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool

MOST_WISHES = 6
Words = Annotated[str, Field(max_length=400)]


class IntentWish(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    quote: Words
    field: Words
    value: StrictBool | Words


class IntentReply(BaseModel):
    """Wishes beyond the most are cut; each that can't be used is dropped by itself, and the receipt says why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    wishes: Annotated[tuple[IntentWish, ...], Field(max_length=50)]
    confidence: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
