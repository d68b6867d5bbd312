"""What redaction gives back: the text without what was found, and where each finding stood. Never the value itself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "email",
    "phone",
    "card",
    "iban",
    "ip",
    "nik",
    "kk",
    "npwp",
    "passport",
    "plate",
    "birth",
    "location",
    "handle",
    "account",
    "secret",
    "address",
    "name",
    "sensitive",
    "self_harm",
]


@dataclass(frozen=True, slots=True)
class Found:
    """Code points `start` to `end` (half-open) of the original text, and what stands there now."""

    kind: Kind
    start: int
    end: int
    placeholder: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text that may be stored. `found` is in the order of the text, without overlaps."""

    text: str
    found: tuple[Found, ...] = ()

    def without(self, kind: Kind, places: Sequence[tuple[int, int]], placeholder: str) -> "Redacted":
        """Also without these places of `text`, which lie apart and in order."""
        more = [Found(kind, *self.span(start, end), placeholder) for start, end in places]
        pieces, last = [], 0
        for start, end in places:
            pieces += [self.text[last:start], placeholder]
            last = end
        found = sorted((*self.found, *more), key=lambda entry: entry.start)
        return Redacted("".join([*pieces, self.text[last:]]), tuple(found))

    def counts(self) -> dict[str, int]:
        """How many of each kind, by kind."""
        return dict(sorted(Counter(f.kind for f in self.found).items()))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that a span of the redacted one stands for; placeholders are whole."""
        return self._back(start, at_end=False), self._back(end, at_end=True)

    def _back(self, position: int, *, at_end: bool) -> int:
        shift = 0
        for found in self.found:
            here = found.start + shift
            there = here + len(found.placeholder)
            if position < here or (at_end and position == here):
                break
            if position < there or (at_end and position == there):
                return found.end if at_end else found.start
            shift += len(found.placeholder) - (found.end - found.start)
        return position - shift
