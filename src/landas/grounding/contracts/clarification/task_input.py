"""What the asking model is told: what the turn asks, as slots with what each stands for, and how to sound."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

INPUT_VERSION = "input_v1"


@dataclass(frozen=True, slots=True)
class ClarificationInput:
    """`plain` is the question as the template would ask it; the model says it in words that suit the conversation."""

    language: str
    tone: str
    plain: str
    slots: Mapping[str, str]

    def to_document(self) -> dict[str, Any]:
        return {
            "language": self.language,
            "tone": self.tone,
            "plain": self.plain,
            "slots": [{"slot": slot, "stands_for": value} for slot, value in self.slots.items()],
        }
