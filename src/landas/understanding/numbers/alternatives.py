"""Several numbers for one field in one turn: alternatives ("3 or 4 bedrooms"), or the later in the earlier's place
("2 stars? Make it 3 stars")."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from landas.catalog.fields import is_number
from landas.language.tokens import tokenize
from landas.language.vocabulary import vocabulary
from landas.request.intent import Constraint
from landas.understanding.numbers.amount_limits import AmountReading
from landas.understanding.numbers.said_amounts import amount_of
from landas.understanding.scene.scene import Scene


def settled(scene: Scene, readings: Sequence[AmountReading]) -> list[AmountReading]:
    """The readings with one wish for each number that a thing has one of."""
    taken = {at for reading in readings for at in reading.pieces}
    kept: list[AmountReading] = []
    for reading in readings:
        wish = reading.constraint
        if wish is not None and (lower := _lower_limit(scene, kept, reading)) is not None:
            kept.remove(lower)
            reading = replace(reading, pieces=(*lower.pieces, *reading.pieces))
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


def _lower_limit(scene: Scene, kept: Sequence[AmountReading], reading: AmountReading) -> AmountReading | None:
    """The first of "under 3 or 4 million", which the other limit holds, too."""
    wish = reading.constraint
    before = kept[-1] if kept else None
    if wish is None or before is None or before.constraint is None or before.constraint.field != wish.field:
        return None
    upper = all(c.op in ("lt", "lte") and is_number(c.value) for c in (wish, before.constraint))
    between = range(max(before.pieces) + 1, min(reading.pieces))
    joined = len(between) == 1 and scene.pieces[between[0]].mark("or") is not None
    return before if upper and joined else None


Dated = tuple[Constraint, tuple[int, ...]]


def joined_dates(scene: Scene, dates: Iterable[Dated]) -> list[Dated]:
    """ "80s or 90s", "1990 or 1991": alternatives for one field are one wish, as is "between the 70s and 80s"."""
    joined: list[Dated] = []
    for wish, spots in dates:
        before = joined[-1] if joined else None
        both = _either_date(scene, before, (wish, spots)) if before is not None else None
        if both is not None:
            joined[-1] = both
        else:
            joined.append((wish, spots))
    return joined


def _either_date(scene: Scene, first: Dated, second: Dated) -> Dated | None:
    wish, other = first[0], second[0]
    between = [scene.pieces[at] for at in range(max(first[1]) + 1, min(second[1]))]
    alike = wish.field == other.field and {wish.op, other.op} <= {"eq", "in", "between"}
    linked = any(p.mark("or", "and") for p in between) and all(p.mark("or", "and", "stop") for p in between)
    if not alike or not linked:
        return None
    spots = (*first[1], *second[1])
    low, high = min((*wish.values, *other.values), key=str), max((*wish.values, *other.values), key=str)
    found = replace(wish, op="between", value=(low, high), span=scene.span(*spots))
    years = sorted({year for each in (wish, other) for year in _years_of(each)})
    single = "between" not in (wish.op, other.op)
    if _is_opened(scene, min(spots), [scene.text[p.start : p.end].casefold() for p in between]):
        return found, spots
    if years and (single or years[-1] - years[0] + 1 > len(years)):
        found = replace(found, op="in", value=tuple(map(float, years)))
    return found, spots


def _is_opened(scene: Scene, at: int, joints: Sequence[str]) -> bool:
    """ "Between the years 1970 and 1975": whether a word that opens a range with one of the joints stands before, a few
    words passed over."""
    words = [token.key for token in tokenize(scene.text[: scene.pieces[at].end])]
    voc = vocabulary(scene.packs)
    found = (voc.openings.ending(words, len(words) - back) for back in range(1, min(4, len(words))))
    return any(
        each is not None and each[1] in voc.ranges.get(joint, ()) for each in found for joint in joints
    )


def _years_of(wish: Constraint) -> list[int]:
    """Every year that a wish about a year names."""
    values = [int(v) for v in wish.values if is_number(v)]
    return list(range(values[0], values[-1] + 1)) if wish.op == "between" and values else values


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
