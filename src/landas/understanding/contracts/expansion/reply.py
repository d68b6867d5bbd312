"""What the expanding model must answer: other words, each for words of the request."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

MOST_TERMS = 8
LONGEST_TERM = 60
Words = Annotated[str, Field(max_length=400)]


class ExpansionTerm(BaseModel):
    """`term` is another word for what `quote` says in the request."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    term: Words
    quote: Annotated[str, Field(alias="for", max_length=400)]


class ExpansionReply(BaseModel):
    """Terms beyond the most are cut; each that can't be used is dropped by itself, and the receipt says why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    terms: Annotated[tuple[ExpansionTerm, ...], Field(max_length=100)]
    confidence: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
