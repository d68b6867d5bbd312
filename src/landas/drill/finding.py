"""What a drill finds: one line a mode, passed or not, with its evidence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from landas.drill.stage import Stage

SHOWN_FAULTS = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a mode came to. `evidence` has numbers, and where it failed the first faults with their receipts."""

    passed: bool
    evidence: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A mode's verdict by name, with how long it took."""

    name: str
    passed: bool
    evidence: str
    seconds: float

    def to_document(self) -> dict[str, Any]:
        return {
            "mode": self.name,
            "passed": self.passed,
            "evidence": self.evidence,
            "seconds": round(self.seconds, 2),
        }


Mode = Callable[["Stage"], Verdict]
"""One failure mode. It raises nothing for a fault it finds."""


def judged(looked_at: str, faults: Sequence[str], what: str = "faults") -> Verdict:
    """Passed where there are no faults; otherwise the first ones stand in the evidence, after how many there are."""
    shown = " | ".join(faults[:SHOWN_FAULTS])
    more = f" | … {len(faults) - SHOWN_FAULTS} more" if len(faults) > SHOWN_FAULTS else ""
    return Verdict(not faults, f"{looked_at}; {len(faults)} {what}{': ' if faults else ''}{shown}{more}")
