"""What a number asks of the field it speaks of: limits in the field's unit, as the catalogue writes its values."""

import math
from dataclasses import dataclass, replace

from landas.catalog.fields import Field
from landas.language.comparisons import Comparison
from landas.language.tokens import Token, tokenize
from landas.language.units import convert, dimension
from landas.language.vocabulary import vocabulary
from landas.request.intent import Constraint, Op
from landas.understanding.numbers.field_fitness import TOLERANCE, in_unit
from landas.understanding.numbers.left_unsaid import in_decades, in_thousands
from landas.understanding.numbers.said_amounts import Amount, tidy
from landas.understanding.scene.scene import Scene
from landas.understanding.words.marks import phrase_of

_PREFIXES = 0.03
_BINARY = (1.0, 1000 / 1024, 1024 / 1000, (1000 / 1024) ** 2, (1024 / 1000) ** 2)
"""Between a terabyte of 1,000 GB and one of 1,024: feeds write both."""
_LONGEST_BOUND = 60
"""Characters within which the words of a bound stand."""
_MOST_BETWEEN = 3
"""Words that may stand between a number and its bound, beside the name of a kind."""
UNSURE = 0.7
"""How sure a reading is that stands on a guess."""


@dataclass(frozen=True, slots=True)
class AmountReading:
    """The constraint that an amount became, the pieces it took, and why there is none where there isn't."""

    constraint: Constraint | None
    pieces: tuple[int, ...]
    problem: str = ""
    spared: str | None = None
    """The field of a number that needn't be; no wish."""


def reading_of(
    scene: Scene, spots: tuple[int, ...], said: Amount, field: Field, confidence: float
) -> AmountReading:
    filled = in_thousands(scene, said, field)
    amount = filled or in_decades(scene, said, field) or said
    low, high = in_unit(amount, field)
    if amount.unit is not None and amount.unit != field.unit:
        low, high = _as_written(scene, field, amount, low, high)
        amount = replace(amount, op="between") if amount.op == "eq" and low != high else amount
    op: Op = amount.op
    value: float | tuple[float, float] = low
    if op == "eq":
        exact = any(_is_exact(scene, at) for at in (min(spots) - 1, max(spots) + 1))
        op, value = ("eq", low) if exact else _said_plainly(scene, field, low)
    elif op == "between":
        value = (min(low, high), max(low, high))
    elif op in ("lt", "lte"):
        value = high
    unit = field.currency if field.type == "money" else field.unit
    span = scene.span(*spots)
    found = Constraint(field.name, op, value, unit, "hard", span, "lexicon", confidence)
    if filled is not None:
        assumption = f"{scene.text[span[0] : span[1]]!r} read as {low:,.0f} {unit}"
        found = replace(found, confidence=UNSURE, assumption=assumption)
    return AmountReading(found, spots)


def _as_written(scene: Scene, field: Field, amount: Amount, low: float, high: float) -> tuple[float, float]:
    """Converted ends as the catalogue writes them: a limit so that "half a terabyte or more" takes 500 GB and 512."""
    lows, highs = (_written(scene, field, amount, number) for number in (low, high))
    if amount.op in ("gt", "lte"):
        return max(lows), max(highs)
    return (min(lows), min(highs)) if amount.op in ("lt", "gte") else (min(lows), max(highs))


def _written(scene: Scene, field: Field, amount: Amount, number: float) -> list[float]:
    """A converted number as the catalogue writes it, where it has one so close that it must be meant; several where
    feeds count a terabyte as 1,000 GB and as 1,024, and both where the catalogue has neither."""
    known = scene.lexicon.distribution(field.name)
    of_data = dimension(field.unit or "") == "data"
    slack = _PREFIXES if of_data else TOLERANCE
    close = [
        v for v in (known.distinct if known else ()) if abs(v - number) <= slack * max(abs(number), 1e-9)
    ]
    if not of_data or number <= 0 or not amount.unit or not field.unit:
        return [min(close, key=lambda v: abs(v - number))] if close else [number]
    steps = round(math.log(convert(1.0, amount.unit, field.unit), 1024))
    exact = {tidy(number * factor) for factor in _BINARY}
    both = [v for v in close if v in exact]
    return (
        both or [min(close, key=lambda v: abs(v - number))]
        if close
        else [number, tidy(number * _BINARY[1] ** steps)]
    )


def _is_exact(scene: Scene, at: int) -> bool:
    """ "50 ribu pas", "exactly $50"."""
    said = 0 <= at < len(scene.pieces) and any(
        scene.is_word_of(at, name) for name in ("exact", "to_the_penny")
    )
    return said and not any(piece.mark("budget") for piece in scene.pieces)


def _said_plainly(scene: Scene, field: Field, number: float) -> tuple[Op, float | tuple[float, float]]:
    """What a number alone asks for: money is a limit; "15 inch" is every 15-point-something there is."""
    if field.type == "money":
        return "lte", number
    known = scene.lexicon.distribution(field.name, scene.kinds)
    distinct = known.distinct if known else ()
    if number in distinct or not float(number).is_integer():
        return "eq", number
    parts = [v for v in distinct if int(v) == int(number) and not float(v).is_integer()]
    return ("between", (number, max(parts))) if parts else ("eq", number)


def bounded_behind(scene: Scene, at: int, amount: Amount) -> tuple[Amount, tuple[int, ...]]:
    """ "A 27 inch monitor or larger", "20 hours of teaching or more": the amount with the bound that stands behind what
    it measures, and the pieces that say so. Behind more than the name of a kind, the bound is of several words."""
    pieces, after, others = scene.pieces, at + 1, 0
    found, words = None, list[Token]()
    while not amount.compared and after < len(pieces) and not scene.broken(after - 1, after):
        if after > at + 1:
            # Careful: of a long text never all, which would take the square of its length.
            words = tokenize(scene.text[pieces[after].start : pieces[after].start + _LONGEST_BOUND])
            bound = vocabulary(scene.packs).after.starting([word.key for word in words], 0)
            found = bound if bound is not None and (not others or bound[0] > 1) else None
        passing = pieces[after].is_a("category")
        others += not passing
        passing |= pieces[after].payload is None or pieces[after].is_a("label")
        if found or others > _MOST_BETWEEN or not (passing or pieces[after].mark("stop", "filler")):
            break
        after += 1
    if found is None:
        return amount, ()
    end = pieces[after].start + words[found[0] - 1].end
    spots = tuple(n for n in range(after, len(pieces)) if pieces[n].start < end)
    # "27 inch monitor max 200 dollars": the bound of another amount is none of this one.
    if any(pieces[n].amount for n in range(after, min(len(pieces), spots[-1] + 2))):
        return amount, ()
    return replace(amount, op=found[1], compared=True), spots


def with_shared_minimum(scene: Scene, at: int, reading: AmountReading) -> AmountReading:
    """ "At least 8 GB of RAM and 256 GB of storage": what is joined to a minimum and better the more is one, too."""
    found = reading.constraint
    if found is None or found.op != "eq" or not _may_be_more(scene.schema.fields[found.field]):
        return reading
    joined = False
    for before in range(at - 1, -1, -1):
        piece = scene.pieces[before]
        if scene.broken(before, before + 1):
            break
        if piece.amount:
            shares = joined and isinstance(piece.amount, Comparison) and _opens_with_minimum(scene, before)
            return replace(reading, constraint=replace(found, op="gte")) if shares else reading
        joined = joined or piece.mark("and") is not None
        if not (piece.is_a("label") or piece.mark("and", "stop", "with")):
            break
    return reading


def _may_be_more(field: Field) -> bool:
    """Whether a minimum is of more than one number: what is better the more, or just counted."""
    counted = field.type == "number" and field.unit is None and field.better is None
    return field.better == "higher" or counted


def _opens_with_minimum(scene: Scene, at: int) -> bool:
    piece = scene.pieces[at]
    keys = phrase_of(scene.text[piece.start : piece.end])
    found = vocabulary(scene.packs).before.starting(keys, 0)
    return found is not None and found[1] == "gte"
