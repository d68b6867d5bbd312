"""What the summing-up model is told: this turn, the words that earlier turns left, and what is known to be wished."""

from dataclasses import dataclass
from typing import Any

INPUT_VERSION = "input_v1"
LONGEST_REQUEST = 400
MOST_WORDS = 60


@dataclass(frozen=True, slots=True)
class NeedInput:
    """`earlier` are words that name no wish of the catalogue's; `kinds` and `fields` are what wishes are about."""

    language: str
    request: str
    earlier: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()

    def to_document(self) -> dict[str, Any]:
        return {
            "language": self.language,
            "request": self.request,
            "earlier": list(self.earlier),
            "kinds": list(self.kinds),
            "fields": list(self.fields),
        }
