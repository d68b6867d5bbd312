"""What came of asking a model for something beside the turn's words: for the receipt."""

from dataclasses import dataclass
from typing import Any

from landas.llm.calls import CallRecord, FallbackReason


@dataclass(frozen=True, slots=True)
class ModelNote:
    """`let_go`: the words that a summary of the need left out."""

    call: CallRecord | None = None
    fallback: FallbackReason | None = None
    let_go: tuple[str, ...] = ()

    def to_document(self) -> dict[str, Any]:
        return {
            "let_go": list(self.let_go),
            "fallback": self.fallback,
            "calls": [self.call.to_document()] if self.call else [],
        }
