"""Several numbers for one field in one turn: alternatives ("3 or 4 bedrooms"), or the later in the earlier's place
("2 stars? Make it 3 stars")."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from landas.catalog.fields import is_number
from landas.request.intent import Constraint
from landas.understanding.amount_limits import AmountReading
from landas.understanding.said_amounts import amount_of
from landas.understanding.scene import Scene


def settled(scene: Scene, readings: Sequence[AmountReading]) -> list[AmountReading]:
    """The readings with one wish for each number that a thing has one of."""
    taken = {at for reading in readings for at in reading.pieces}
    kept: list[AmountReading] = []
    for reading in readings:
        wish = reading.constraint
        if wish is None or wish.op != "eq" or not is_number(wish.value):
            kept.append(reading)
            continue
        found = _with_bare(scene, wish, reading, taken)
        earlier = next((one for one in kept if _is_rival(one.constraint, wish)), None)
        if earlier is not None:
            kept.remove(earlier)
            found = _joined(scene, earlier, found)
        kept.append(found)
    return kept


def _is_rival(earlier: Constraint | None, wish: Constraint) -> bool:
    return earlier is not None and earlier.field == wish.field and earlier.op in ("eq", "in")


def _joined(scene: Scene, earlier: AmountReading, later: AmountReading) -> AmountReading:
    """Both, where "or" stands between them; else the later one."""
    if earlier.constraint is None or later.constraint is None or not _is_counted(scene, later.constraint):
        return later
    between = range(max(earlier.pieces) + 1, min(later.pieces))
    said = [scene.pieces[at] for at in between]
    if not any(p.mark("or") for p in said) or not all(p.mark("or", "stop") for p in said):
        return later
    return _either(scene, later, earlier.constraint.values, (*earlier.pieces, *later.pieces))


def _with_bare(scene: Scene, wish: Constraint, reading: AmountReading, taken: set[int]) -> AmountReading:
    """ "3 or 4 bedrooms", "bintang 3 atau 4": the number without a name is of the same field."""
    if not _is_counted(scene, wish):
        return reading
    for at in _beside_or(scene, reading.pieces):
        said = scene.pieces[at].amount
        amount = amount_of(said) if said else None
        if at not in taken and amount is not None and amount.is_bare and amount.op == "eq":
            return _either(scene, reading, (amount.low,), (*reading.pieces, at))
    return reading


def _beside_or(scene: Scene, spots: Sequence[int]) -> Iterator[int]:
    """Places on the other side of an "or" that stands right before or behind."""
    for joint, beyond in ((min(spots) - 1, min(spots) - 2), (max(spots) + 1, max(spots) + 2)):
        if (
            min(joint, beyond) >= 0
            and max(joint, beyond) < len(scene.pieces)
            and scene.pieces[joint].mark("or")
        ):
            yield beyond


def _either(
    scene: Scene, reading: AmountReading, others: Sequence[object], spots: tuple[int, ...]
) -> AmountReading:
    wish = reading.constraint
    if wish is None:
        return reading
    values = tuple(sorted({float(v) for v in (*others, *wish.values) if is_number(v)}))
    span = scene.span(*spots)
    return replace(reading, constraint=replace(wish, op="in", value=values, span=span), pieces=spots)


def _is_counted(scene: Scene, wish: Constraint) -> bool:
    """Whether a wish is of a plain number, which a person wants one or another of."""
    field = scene.schema.fields.get(wish.field)
    return field is not None and field.type == "number"
