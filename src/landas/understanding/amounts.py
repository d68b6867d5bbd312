"""Amounts into constraints: which field a number speaks of, and what it asks of that field.

A label beside the number decides; else its currency or unit, and then the field of the category whose values
make the wish most sensible.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from landas.catalog.fields import Field
from landas.language.comparisons import Comparison
from landas.language.quantities import Quantity
from landas.language.units import convert, dimension
from landas.request.intent import Constraint, Op
from landas.understanding.lexicon import Distribution
from landas.understanding.marks import marks_of, phrase_of
from landas.understanding.scene import Scene
from landas.understanding.vague import field_about

ABOUT = 0.1
"""What "about" leaves to either side, as a share of the number."""
_TOLERANCE = 0.01
_PREFIXES = 0.03
"""Between a terabyte of 1,000 GB and one of 1,024: feeds write both."""
_SENSIBLE_BELOW, _SENSIBLE_ABOVE = 0.2, 5.0
"""A bare number is a price only within this distance of the catalogue's lowest and highest."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What a text says of a number: `op` and its bounds, still in the unit or currency that was said."""

    op: Op
    low: float
    high: float
    unit: str | None
    currency: str | None
    compared: bool
    """Whether a comparator or a range was said, rather than a number alone."""


def amount_of(payload: Comparison | Quantity) -> Amount | None:
    """The amount of a piece; None where the number is open in a way no constraint expresses."""
    low = payload.low if payload.low is not None else payload.high
    high = payload.high if payload.high is not None else payload.low
    if low is None or high is None:
        return None
    if isinstance(payload, Comparison):
        return Amount(payload.op, low, high, payload.unit, payload.currency, True)
    if low != high:
        return Amount("between", low, high, payload.unit, payload.currency, True)
    if payload.approximate:
        return Amount("between", low * (1 - ABOUT), high * (1 + ABOUT), payload.unit, payload.currency, True)
    return Amount("eq", low, high, payload.unit, payload.currency, False)


@dataclass(frozen=True, slots=True)
class AmountReading:
    """The constraint that an amount became, the pieces it took, and why there is none where there isn't."""

    constraint: Constraint | None
    pieces: tuple[int, ...]
    problem: str = ""


def read_amounts(scene: Scene) -> Iterator[AmountReading]:
    """A reading of every amount of the scene, in order."""
    taken: set[int] = set()
    for at, piece in enumerate(scene.pieces):
        if piece.amount is None:
            continue
        amount = amount_of(piece.amount)
        if amount is None:
            continue
        reading = _read(scene, at, amount, taken)
        if reading is not None:
            taken.update(reading.pieces)
            yield reading


def _read(scene: Scene, at: int, amount: Amount, taken: set[int]) -> AmountReading | None:
    for label_at, name in scene.label_beside(at):
        field = scene.schema.fields.get(name)
        if label_at not in taken and field is not None and field.is_numeric and _measures(field, amount):
            return _reading(scene, (label_at, at), amount, field, 1.0)
    adjective = _compared_adjective(scene, at)
    if adjective is not None:
        beside, named, side = adjective
        if _measures(named, amount):
            return _reading(scene, beside, _towards(amount, side) if side else amount, named, 1.0)
    budget = next((n for n in scene.beside(at) if scene.pieces[n].mark("budget")), None)
    spots = (at,) if budget is None else (budget, at)
    fields = [f for f in scene.schema.filterable() if f.is_numeric and _measures(f, amount)]
    if amount.currency is not None or budget is not None:
        fields = [f for f in fields if f.type == "money"]
        if not fields:
            return AmountReading(None, spots, _no_money(scene, amount))
    elif amount.unit is None:
        fields = [f for f in fields if f.type == "money"] if amount.compared else []
        fields = [f for f in fields if _sensible_price(scene, f, amount)]
    if not fields:
        return AmountReading(None, spots, "no field is measured so") if amount.unit else None
    best = max(fields, key=lambda f: (_fitness(scene, f, amount), f.name))
    sure = 1.0 if amount.unit or amount.currency or budget is not None else 0.7
    return _reading(scene, spots, amount, best, sure)


def _no_money(scene: Scene, amount: Amount) -> str:
    currencies = sorted({f.currency for f in scene.schema.fields.values() if f.currency})
    return f"prices are in {', '.join(currencies)}" if currencies and amount.currency else "no price is known"


def _measures(field: Field, amount: Amount) -> bool:
    """Whether a number said so can be a value of this field."""
    if field.type == "money":
        return amount.unit is None and amount.currency in (None, field.currency)
    if amount.currency is not None:
        return False
    if amount.unit is None or amount.unit == field.unit:
        return True
    return field.unit is not None and dimension(amount.unit) is not None and (
        dimension(amount.unit) == dimension(field.unit)
    )  # fmt: skip


def _compared_adjective(scene: Scene, at: int) -> tuple[tuple[int, int], Field, str] | None:
    """ "lighter than 2 kg": the adjective before an amount or in its comparator, its field, and the side."""
    piece = scene.pieces[at]
    inside = phrase_of(scene.text[piece.start : piece.end])
    marks = marks_of(scene.packs)
    for first in range(len(inside)):
        for _, mark in marks.at(inside, first):
            field = field_about(scene, mark.about) if mark.kind == "adjective" else None
            if field is not None and field.is_numeric:
                return (at, at), field, ""
    for n in scene.beside(at):
        said = scene.pieces[n].mark("adjective")
        if n < at and said is not None and said.degree == "comparative":
            field = field_about(scene, said.about)
            if field is not None and field.is_numeric:
                return (n, at), field, said.towards
    return None


def _towards(amount: Amount, side: str) -> Amount:
    op: Op = "lt" if side == "low" else "gt"
    return Amount(op, amount.low, amount.high, amount.unit, amount.currency, True)


def _sensible_price(scene: Scene, field: Field, amount: Amount) -> bool:
    known = scene.lexicon.distribution(field.name)
    return known is not None and (
        known.low * _SENSIBLE_BELOW <= amount.high and amount.low <= known.high * _SENSIBLE_ABOVE
    )


def _fitness(scene: Scene, field: Field, amount: Amount) -> float:
    """How well a field suits an amount: values that it could select, then how common the field is.

    A field named by a standard key is the thing's own ("weight"), one with more words is of a part or package.
    """
    known = scene.lexicon.distribution(field.name, scene.categories)
    if known is None:
        return 0.0
    own = not scene.categories or any(
        field.name in scene.lexicon.distributions.get(category, {}) for category in scene.categories
    )
    overall = scene.lexicon.distribution(field.name)
    low, high = _in_unit(amount, field)
    points = 2.0 * _selects(known, amount.op, low, high)
    points += 4.0 if own else 0.0
    points += 1.0 if field.unit == amount.unit else 0.0
    points += 1.0 if any(names[0] == field.name for names in scene.lexicon.standard.values()) else 0.0
    largest = max((d.count for d in scene.lexicon.distributions.get("", {}).values()), default=1)
    return points + (overall.count if overall else 0) / largest


def _selects(known: Distribution, op: Op, low: float, high: float) -> float:
    """1 where some values satisfy the wish and the number lies among the values, less where it is far off."""
    if op == "eq":
        exact = any(abs(v - low) <= _TOLERANCE * max(1.0, abs(low)) for v in known.distinct)
        return 1.0 if exact else 0.5 if known.low <= low <= known.high else 0.0
    reach = known.high if op in ("gt", "gte") else known.low
    if (op in ("lt", "lte") and reach > high) or (op in ("gt", "gte") and reach < low):
        return 0.0
    if op == "between" and (known.high < low or known.low > high):
        return 0.0
    return 1.0 if known.low <= high and low <= known.high else 0.4


def _in_unit(amount: Amount, field: Field) -> tuple[float, float]:
    if amount.unit is None or field.unit is None or amount.unit == field.unit:
        return amount.low, amount.high
    return tuple(_tidy(convert(v, amount.unit, field.unit)) for v in (amount.low, amount.high))  # type: ignore[return-value]


def _tidy(number: float) -> float:
    return float(f"{number:.10g}")


def _reading(
    scene: Scene, spots: tuple[int, ...], amount: Amount, field: Field, confidence: float
) -> AmountReading:
    low, high = _in_unit(amount, field)
    if amount.unit is not None and amount.unit != field.unit:
        low, high = (_nearest(scene, field, number) for number in (low, high))
    op: Op = amount.op
    value: float | tuple[float, float] = low
    if op == "eq":
        op, value = _said_plainly(scene, field, low)
    elif op == "between":
        value = (min(low, high), max(low, high))
    elif op in ("lt", "lte"):
        value = high
    unit = field.currency if field.type == "money" else field.unit
    span = scene.span(*spots)
    return AmountReading(Constraint(field.name, op, value, unit, "hard", span, "lexicon", confidence), spots)


def _nearest(scene: Scene, field: Field, number: float) -> float:
    """A converted number as the catalogue writes it, where it has one so close that it must be meant."""
    known = scene.lexicon.distribution(field.name)
    slack = _PREFIXES if dimension(field.unit or "") == "data" else _TOLERANCE
    close = [
        v for v in (known.distinct if known else ()) if abs(v - number) <= slack * max(abs(number), 1e-9)
    ]
    return min(close, key=lambda v: abs(v - number)) if close else number


def _said_plainly(scene: Scene, field: Field, number: float) -> tuple[Op, float | tuple[float, float]]:
    """What a number alone asks for: money is a limit; "15 inch" is every 15-point-something there is."""
    if field.type == "money":
        return "lte", number
    known = scene.lexicon.distribution(field.name, scene.categories)
    distinct = known.distinct if known else ()
    if number in distinct or not float(number).is_integer():
        return "eq", number
    parts = [v for v in distinct if int(v) == int(number) and not float(v).is_integer()]
    return ("between", (number, max(parts))) if parts else ("eq", number)
