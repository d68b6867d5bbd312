"""What a conversation remembers from turn to turn: the merged intent and the words that still matter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from landas.catalog.items import Fact
from landas.request.intent import Intent


@dataclass(frozen=True, slots=True)
class Memory:
    """The outcome of the turns so far."""

    intent: Intent | None = None
    words: str = ""
    shown: tuple[str, ...] = ()
    """Titles of the last slate, in order."""
    numbers: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """Numeric field -> its values on the last slate that showed anything."""


def memory_of(turns: Sequence[Mapping[str, Any]]) -> Memory:
    """The memory that stored turns leave: that of the last one."""
    if not turns:
        return Memory()
    last = turns[-1]
    shown = tuple(item["title"] for item in last["items"])
    numbers: Mapping[str, Sequence[float]] = next(
        (turn["numbers"] for turn in reversed(turns) if turn.get("numbers")), {}
    )
    held = {name: tuple(values) for name, values in numbers.items()}
    return Memory(Intent.from_document(last["intent"]), last["words"], shown, held)


def numbers_of(items: Iterable[Mapping[str, Fact]]) -> dict[str, list[float]]:
    """Numeric field -> its values on a slate, item by item where there is one."""
    found: dict[str, list[float]] = {}
    for facts in items:
        for name, fact in facts.items():
            if isinstance(fact.value, int | float) and not isinstance(fact.value, bool):
                found.setdefault(name, []).append(float(fact.value))
    return found
