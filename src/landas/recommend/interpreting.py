"""What came of asking a model which declared values the unknown words of a request mean."""

from dataclasses import dataclass
from typing import Any

from landas.llm.calls import CallRecord, FallbackReason


@dataclass(frozen=True, slots=True)
class ReadWish:
    """One wish of a model's, how near its value is to the words, and why it was not taken (None: it was)."""

    quote: str
    field: str
    value: str | bool
    cosine: float | None = None
    dropped: str | None = None

    def to_document(self) -> dict[str, Any]:
        return {
            "quote": self.quote,
            "field": self.field,
            "value": self.value,
            "cosine": None if self.cosine is None else round(self.cosine, 4),
            "accepted": self.dropped is None,
            "dropped": self.dropped,
        }


@dataclass(frozen=True, slots=True)
class Interpreted:
    """What asking a model for a reading came to."""

    call: CallRecord | None = None
    fallback: FallbackReason | None = None
    wishes: tuple[ReadWish, ...] = ()

    def to_document(self) -> dict[str, Any]:
        return {
            "wishes": [wish.to_document() for wish in self.wishes],
            "fallback": self.fallback,
            "calls": [self.call.to_document()] if self.call else [],
        }
