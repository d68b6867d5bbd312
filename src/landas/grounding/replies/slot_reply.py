"""What the explanation model must answer: a few slot sentences, each about one shown item or about all."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

MAX_SENTENCES = 6
LONGEST_SENTENCE = 300


class SlotSentence(BaseModel):
    """One sentence of slot text. `item` is the position it speaks of; null: the shown items together."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    item: Annotated[int, Field(ge=1, le=10)] | None
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_SENTENCE)]


class SlotReply(BaseModel):
    """The sentences in the order in which they are read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sentences: Annotated[tuple[SlotSentence, ...], Field(min_length=1, max_length=MAX_SENTENCES)]
