"""What the reading model is told: the request, the words of it that nothing explains, and the fields with their values.

No field of numbers, money or dates is among them: what is counted and paid is read by rule alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

INPUT_VERSION = "input_v1"
LONGEST_REQUEST = 400
MOST_FIELDS = 20
MOST_VALUES = 60


@dataclass(frozen=True, slots=True)
class ReadableField:
    """One field that words may be about. `values` are empty for a flag."""

    name: str
    label: str
    type: str
    values: tuple[str, ...] = ()

    def to_document(self) -> dict[str, Any]:
        return {"name": self.name, "label": self.label, "type": self.type, "values": list(self.values)}


@dataclass(frozen=True, slots=True)
class IntentInput:
    """`unknown` are pieces of `request`; `fields` are by name, without those that the request was read to speak of."""

    language: str
    request: str
    unknown: tuple[str, ...]
    fields: Mapping[str, ReadableField]

    def to_document(self) -> dict[str, Any]:
        return {
            "language": self.language,
            "request": self.request,
            "unknown": list(self.unknown),
            "fields": [field.to_document() for field in self.fields.values()],
        }
