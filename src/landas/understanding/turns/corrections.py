"""A number that puts an earlier one right: "no, I said 12", "bukan 2015, 2018".

Which of the earlier numbers is meant is told by how near the new one comes to it, a magnitude left unsaid included,
and by what values the field has.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from landas.catalog.fields import Field, is_number
from landas.request.intent import Constraint
from landas.understanding.numbers.field_fitness import counts_unknown, in_unit, measures
from landas.understanding.numbers.said_amounts import ABOUT, Amount, amount_of, tidy
from landas.understanding.pieces.dates import DateWish, is_bare_year
from landas.understanding.scene.scene import Scene

_MAGNITUDES = (1.0, 1e3, 1e6)
_FARTHEST = math.log(3)
"""A number is put right by one at most so many times as large or as small."""
_LATEST = 0.4
"""How much nearer the number said last counts: of two it is rather the one that is put right."""
_FEW_VALUES = 24
_VALUE, _SCALED = 0.5, 0.7
"""What it counts that the number is one of a field's few values, and that a magnitude must be thought of."""


@dataclass(frozen=True, slots=True)
class _Target:
    """An earlier limit that a number may put right, the number as that field has it, and how far off it is."""

    wish: Constraint
    number: float
    distance: float
    scaled: bool = False
    """Whether a magnitude had to be thought of."""


def read_corrections(scene: Scene) -> Iterator[tuple[Constraint | None, tuple[int, ...]]]:
    """The earlier wishes with the numbers that a turn puts into them, and the pieces each took; None for a number that
    is taken back."""
    numbers = list(_numbers(scene)) if scene.earlier else []
    taken_back: Constraint | None = None
    for at, amount in numbers:
        if _is_denied(scene, at) and (held := _held(scene, amount)):
            taken_back = held
            yield None, (at,)
    corrects = taken_back is not None or _is_correction(scene)
    for at, amount in numbers:
        if taken_back is not None and _is_denied(scene, at):
            continue
        wishes = [taken_back] if taken_back is not None else _wishes_about(scene, at)
        targets = [
            target
            for wish in wishes
            for target in _targets(scene, wish, amount)
            if (corrects and not amount.compared) or _is_raised(target, amount)
        ]
        if targets:
            latest = next((wish for wish in scene.earlier if _number_of(wish) is not None), None)
            best = min(targets, key=lambda t: t.distance - (_LATEST if t.wish is latest else 0.0))
            spots = tuple(
                {at: None, **{n: None for n, name in scene.label_beside(at) if name == best.wish.field}}
            )
            yield _with_number(best, amount, scene.span(*spots)), spots
            return


def _numbers(scene: Scene) -> Iterator[tuple[int, Amount]]:
    """Numbers beside which no strange word tells what they count ("tanggal 4")."""
    for at, piece in enumerate(scene.pieces):
        if counts_unknown(scene, at):
            continue
        if isinstance(piece.payload, DateWish) and is_bare_year(piece.payload):
            year = float(piece.payload.first[:4])
            yield at, Amount("eq", year, year, None, None, compared=False)
        amount = amount_of(piece.amount) if piece.amount else None
        if amount is not None and amount.op != "between":
            yield at, amount


def _is_denied(scene: Scene, at: int) -> bool:
    return (
        at > 0
        and scene.pieces[at - 1].mark("negation") is not None
        and not scene.is_word_of(at - 1, "spares")
    )


def _wishes_about(scene: Scene, at: int) -> Sequence[Constraint]:
    """The earlier wishes that a number may be about: of the field whose label stands beside it, where there is one."""
    labelled = {name for _, name in scene.label_beside(at)}
    return [wish for wish in scene.earlier if not labelled or wish.field in labelled]


def _is_raised(target: _Target, amount: Amount) -> bool:
    """ "Can you go up to 15?" after "under 12 million", "no more than 120" after "under 150": a limit to the same side,
    its magnitude or what it is of left unsaid."""
    sides = (("lt", "lte"), ("gt", "gte"))
    unsaid = target.scaled or amount.is_bare
    return unsaid and any(amount.op in side and target.wish.op in side for side in sides)


def _is_correction(scene: Scene) -> bool:
    first = next((at for at, piece in enumerate(scene.pieces) if piece.mark("negation")), None)
    denies = first == 0 and len(scene.pieces) > 1 and scene.broken(0, 1)
    return denies or any(piece.mark("instead", "correct") for piece in scene.pieces)


def _held(scene: Scene, amount: Amount) -> Constraint | None:
    """The earlier wish that has just this number."""
    targets = (t for wish in scene.earlier for t in _targets(scene, wish, amount))
    return next((t.wish for t in targets if math.isclose(t.number, _number_of(t.wish) or 0.0)), None)


def _targets(scene: Scene, wish: Constraint, amount: Amount) -> Iterator[_Target]:
    field, old = scene.schema.fields.get(wish.field), _number_of(wish)
    if field is None or not field.is_numeric or old is None or old <= 0 or not measures(field, amount):
        return
    for factor in _MAGNITUDES if amount.is_bare else (1.0,):
        number = tidy(in_unit(amount, field)[0] * factor)
        distance = abs(math.log(number / old)) if number > 0 else math.inf
        if distance <= _FARTHEST:
            doubt = _doubt(scene, field, number, factor)
            yield _Target(wish, number, distance + doubt, factor > 1 and field.type == "money")


def _doubt(scene: Scene, field: Field, number: float, factor: float) -> float:
    if factor > 1:
        return 0.0 if field.type == "money" else _SCALED
    known = scene.lexicon.distribution(field.name, scene.kinds)
    if known is None or not 0 < len(known.distinct) <= _FEW_VALUES:
        return 0.0
    return -_VALUE if number in known.distinct else _VALUE


def _number_of(wish: Constraint) -> float | None:
    """The one number of a wish: the middle of "about 5", none of a range."""
    ends = [float(v) for v in wish.values if is_number(v)]
    if len(ends) == 1:
        return ends[0]
    about = len(ends) == 2 and ends[0] > 0 and math.isclose(ends[1] / ends[0], (1 + ABOUT) / (1 - ABOUT))
    return tidy(sum(ends) / 2) if about else None


def _with_number(target: _Target, amount: Amount, span: tuple[int, int]) -> Constraint:
    number: float | tuple[float, float] = target.number
    if isinstance(target.wish.value, tuple):
        number = (tidy(target.number * (1 - ABOUT)), tidy(target.number * (1 + ABOUT)))
    op = amount.op if amount.compared else target.wish.op
    return replace(
        target.wish, op=op, value=number, span=span, strength="hard", confidence=0.9, assumption=None
    )
