"""How likely all of a text is read right, told from what the reading left over (`docs/decisions/017`)."""

import math
from dataclasses import dataclass

from landas.understanding.scene import Scene

_SURE = 3.73
_GAP = 0.93
_OVERHEARD = 3.39
_LABEL = 1.21
_UNEXPLAINED = 4.43
"""Log odds of an exact reading, and what each sign takes from them (`benchmarks/handicapped_readings.py`)."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks against a reading.

    `gaps`: pieces that are no word of language, catalogue or request. `overheard`: words for kinds of things beyond the
    kinds that were understood. `labels`: names of fields, each of which may want a value that was not found.
    `unexplained`: one less the root of the share of telling words that something explains, 0 to 1.
    """

    gaps: int
    overheard: int
    labels: int
    unexplained: float

    def confidence(self) -> float:
        """0 where nothing was explained at all, else below 1."""
        if self.unexplained >= 1:
            return 0.0
        odds = _SURE - _GAP * self.gaps - _OVERHEARD * self.overheard
        odds -= _LABEL * self.labels + _UNEXPLAINED * self.unexplained
        return round(1 / (1 + math.exp(-odds)), 4)


def signs_of(scene: Scene, share: float) -> Signs:
    """The signs of a read text; `share` of its telling words is explained."""
    kinds = sum(piece.is_a("category") for piece in scene.pieces)
    return Signs(
        gaps=sum(piece.payload is None for piece in scene.pieces),
        overheard=max(0, kinds - len(scene.categories)),
        labels=sum(piece.is_a("label") for piece in scene.pieces),
        unexplained=1 - math.sqrt(share),
    )
