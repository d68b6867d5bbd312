"""What the ordering model must answer: positions, how sure it is, and why."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue, WithJsonSchema

MOST_ENTRIES = 100
LONGEST_REASON = 200

_POSITIONS = {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 1}
_REASON = {"type": "string", "maxLength": LONGEST_REASON}


class OrderReply(BaseModel):
    """Entries of `ranking` that are no position are not refused: their places stay with the base order, counted.

    `reason` goes into the receipt, cut and redacted; nobody is shown it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    ranking: Annotated[tuple[JsonValue, ...], Field(max_length=MOST_ENTRIES), WithJsonSchema(_POSITIONS)]
    confidence: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
    reason: Annotated[str, WithJsonSchema(_REASON)]
