"""How likely all of a text is read right, told from what the reading left over (`docs/decisions/017`)."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from landas.request.intent import Constraint
from landas.request.satisfaction import NEGATIVE_OPS
from landas.understanding.found import Found
from landas.understanding.lexicon.lexicon import word_key
from landas.understanding.numbers.rates import is_rate
from landas.understanding.pieces.pieces import Piece
from landas.understanding.scene.scene import Scene

_SURE = 3.82
_STRANGE = 1.47
_OVERHEARD = 1.76
_LABEL = 0.37
_IDLE_LABEL = 2.53
_IDLE_NEGATION = 1.36
_STRAY_NUMBER = 1.68
_FAR = 1.61
_UNEXPLAINED = 3.14
"""Log odds of an exact reading, and what each sign takes from them (`benchmarks/handicapped_readings.py`)."""
_MOST = 3
"""A sign counts so many times at most."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks against a reading.

    `strange`: unexplained words that no thing of the kinds asked for is described by. `overheard`: words for kinds of
    things beyond the kinds that were understood. `labels`: names of fields, `idle_labels` those of which nothing was
    found to be wished. `idle_negations`: words that deny, beyond what was found to be denied. `stray_numbers`: numbers
    that no wish takes. `far`: limits far from what values the field has. `unexplained`: one less the root of the share
    of telling words that something explains, 0 to 1.
    """

    strange: int = 0
    overheard: int = 0
    labels: int = 0
    idle_labels: int = 0
    idle_negations: int = 0
    stray_numbers: int = 0
    far: int = 0
    unexplained: float = 0.0

    def confidence(self) -> float:
        """0 where nothing was explained at all, else below 1."""
        if self.unexplained >= 1:
            return 0.0
        odds = _SURE - _STRANGE * self.strange - _OVERHEARD * self.overheard
        odds -= _LABEL * self.labels + _IDLE_LABEL * self.idle_labels + _IDLE_NEGATION * self.idle_negations
        odds -= _STRAY_NUMBER * self.stray_numbers + _FAR * self.far + _UNEXPLAINED * self.unexplained
        return round(1 / (1 + math.exp(-odds)), 4)


def signs_of(scene: Scene, found: Found, share: float) -> Signs:
    """The signs of a text read as `found`, `share` of whose telling words is explained."""
    kinds = sum(piece.is_a("category") for piece in scene.pieces)
    labels = [piece for piece in scene.pieces if piece.is_a("label")]
    denied = sum(c.op in NEGATIVE_OPS for c in found.constraints)
    denials = sum(piece.mark("negation") is not None for piece in scene.pieces)
    return Signs(
        strange=_few(sum(_is_strange(scene, piece) for piece in scene.pieces)),
        overheard=_few(kinds - len(scene.categories)),
        labels=_few(len(labels)),
        idle_labels=_few(sum(found.fields.isdisjoint(s.field for s in piece.senses) for piece in labels)),
        idle_negations=_few(denials - denied),
        stray_numbers=_few(sum(1 for _ in _stray_numbers(scene, found))),
        far=_few(sum(_is_far(scene, constraint) for constraint in found.constraints)),
        unexplained=1 - math.sqrt(share),
    )


def _is_strange(scene: Scene, piece: Piece) -> bool:
    said = word_key(scene.text[piece.start : piece.end])
    return piece.payload is None and not scene.lexicon.knows(said, scene.kinds)


def _few(count: int) -> int:
    return min(_MOST, max(0, count))


def _stray_numbers(scene: Scene, found: Found) -> Iterator[int]:
    for at, piece in enumerate(scene.pieces):
        said = scene.text[piece.start : piece.end]
        number = piece.amount is not None or (piece.payload is None and any(c.isdigit() for c in said))
        if number and at not in found.explained and not is_rate(scene, at):
            yield at


def _is_far(scene: Scene, wish: Constraint) -> bool:
    """Whether a limit lies where no value comes near; one that was assumed is near by choice."""
    field = scene.schema.fields.get(wish.field)
    known = scene.lexicon.distribution(wish.field, scene.kinds)
    if field is None or not field.is_numeric or known is None or wish.assumption is not None:
        return False
    return any(isinstance(end, int | float) and not known.is_near(end, end) for end in wish.values)
