"""Words of a text, and the pieces that runs of them are read as."""

from dataclasses import dataclass

from landas.language.comparisons import Comparison
from landas.language.quantities import Quantity
from landas.understanding.lexicon.lexicon import Sense
from landas.understanding.pieces.dates import DateWish
from landas.understanding.words.marks import Mark, MarkKind

Payload = Comparison | Quantity | DateWish | Mark | tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the text: its lexicon key, its plain key, and where it stands."""

    key: str
    plain: str
    start: int
    end: int
    bare: str
    """The key without an ending written together with the word."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words `first` up to `last` (exclusive) read as one thing. A gap is a piece without a payload."""

    first: int
    last: int
    start: int
    end: int
    payload: Payload | None
    score: float = 0.0

    def mark(self, *kinds: MarkKind) -> Mark | None:
        """The mark this piece is, if it is one of `kinds`."""
        return self.payload if isinstance(self.payload, Mark) and self.payload.kind in kinds else None

    @property
    def senses(self) -> tuple[Sense, ...]:
        return self.payload if isinstance(self.payload, tuple) else ()

    @property
    def amount(self) -> Comparison | Quantity | None:
        return self.payload if isinstance(self.payload, Comparison | Quantity) else None

    def is_a(self, kind: str) -> bool:
        """Whether the first sense is of this kind."""
        return bool(self.senses) and self.senses[0].kind == kind
