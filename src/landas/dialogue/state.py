"""What a conversation remembers from turn to turn: the merged intent and the words that still matter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from landas.request.intent import Intent


@dataclass(frozen=True, slots=True)
class Memory:
    """The outcome of the turns so far."""

    intent: Intent | None = None
    words: str = ""
    shown: tuple[str, ...] = ()
    """Titles of the last slate, in order."""


def memory_of(turns: Sequence[Mapping[str, Any]]) -> Memory:
    """The memory that stored turns leave: that of the last one."""
    if not turns:
        return Memory()
    last = turns[-1]
    shown = tuple(item["title"] for item in last["items"])
    return Memory(Intent.from_document(last["intent"]), last["words"], shown)
