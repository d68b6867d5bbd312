"""What the expanding model is told: the person's words, those that mean nothing here, and the catalogue's kinds."""

from dataclasses import dataclass
from typing import Any

INPUT_VERSION = "input_v1"
LONGEST_REQUEST = 400
MOST_KINDS = 60


@dataclass(frozen=True, slots=True)
class ExpansionInput:
    """`request` is redacted and without placeholders."""

    language: str
    request: str
    unknown: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def to_document(self) -> dict[str, Any]:
        return {
            "language": self.language,
            "request": self.request,
            "unknown": list(self.unknown),
            "kinds": list(self.kinds),
        }
