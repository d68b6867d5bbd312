"""How a project wants its replies to sound, and how much they tell."""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["neutral", "friendly", "formal"]
Length = Literal["short", "normal", "detailed"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a reply tells: items with a sentence of their own, facts and differences of each."""

    items: int
    facts: int
    differences: int
    compared: int
    """Fields told of each compared item, where nobody named one."""
    sentences: str
    """What a model is told."""


LIMITS: dict[Length, Limits] = {
    "short": Limits(2, 1, 1, 2, "one or two short sentences"),
    "normal": Limits(3, 2, 2, 4, "two to four short sentences"),
    "detailed": Limits(5, 4, 3, 6, "four to eight sentences"),
}


TONES: dict[Tone, str] = {
    "neutral": "plainly and to the point",
    "friendly": "in a warm and friendly tone",
    "formal": "in a polite and formal tone",
}
"""What a model is told."""


@dataclass(frozen=True, slots=True)
class Style:
    """The project's `[wording]`: the templates follow it, and models are told."""

    tone: Tone = "neutral"
    length: Length = "normal"

    @property
    def limits(self) -> Limits:
        return LIMITS[self.length]
