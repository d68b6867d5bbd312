"""What a model answers in open mode: one free text about the shown items."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

LONGEST_TEXT = 2000


class OpenReply(BaseModel):
    """The text as the model wrote it, markup and all; `plain_reply` makes of it what may be read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
