"""Amounts into constraints: which field a number speaks of, and what it asks of that field.

A label beside the number decides; else its currency or unit, and then the field of the category whose values
make the wish most sensible.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import permutations

from landas.catalog.fields import Field
from landas.language.comparisons import Comparison
from landas.language.quantities import find_quantities
from landas.language.units import convert, dimension
from landas.request.intent import Constraint, Op
from landas.understanding.lexicon import EVERYWHERE, Distribution, phrase_key, words_of
from landas.understanding.marks import marks_of, phrase_of
from landas.understanding.said_amounts import Amount, amount_of, tidy
from landas.understanding.scene import Scene
from landas.understanding.vague import field_about, filled

_TOLERANCE = 0.01
_PREFIXES = 0.03
"""Between a terabyte of 1,000 GB and one of 1,024: feeds write both."""
_SENSIBLE_BELOW, _SENSIBLE_ABOVE = 0.2, 5.0
"""A bare number is a price only within this distance of the catalogue's lowest and highest."""

_MOST_SHARED, _MOST_FIELDS = 3, 5
_HALF_SURE = 5
_OWN, _BY_KIND = 4.0, 6.0
"""What it counts that most things of the kind have the field, and that things of the kind are measured so."""
_CLEARLY, _UNSURE = 1.0, 0.7
"""A field that is ahead by less than this may be the wrong one."""
_YEARS = (1900, 2100)
_USUAL = 4.0
"""A number this much below the lower or above the upper third of prices is no usual one."""


@dataclass(frozen=True, slots=True)
class AmountReading:
    """The constraint that an amount became, the pieces it took, and why there is none where there isn't."""

    constraint: Constraint | None
    pieces: tuple[int, ...]
    problem: str = ""


def read_amounts(scene: Scene) -> Iterator[AmountReading]:
    """A reading of every amount of the scene, in order."""
    taken: set[int] = set()
    shared = _shared_out(scene)
    for at, piece in enumerate(scene.pieces):
        if piece.amount is None:
            continue
        amount = amount_of(piece.amount)
        if amount is None:
            continue
        reading = _read(scene, at, amount, taken, shared)
        if reading is not None:
            taken.update(reading.pieces)
            yield reading


def _read(
    scene: Scene, at: int, amount: Amount, taken: set[int], shared: dict[int, Field]
) -> AmountReading | None:
    labelled = _labelled(scene, at, amount, taken) or _labelled(
        scene, at, _uncurrencied(scene, at, amount), taken
    )
    if labelled is not None:
        return labelled
    adjective = _compared_adjective(scene, at)
    if adjective is not None:
        beside, named, side = adjective
        if _measures(named, amount):
            return _reading(scene, beside, _towards(amount, side) if side else amount, named, 1.0)
    budget = next((n for n in scene.beside(at) if scene.pieces[n].mark("budget")), None)
    spots = (at,) if budget is None else (budget, at)
    if budget is None and (year := year_field(scene, amount)) is not None:
        return _of_years(scene, at, amount, year)
    amount = _counted(scene, at, amount)
    fields = [f for f in scene.schema.filterable() if f.is_numeric and _measures(f, amount)]
    if amount.currency is not None or budget is not None:
        fields = [f for f in fields if f.type == "money"]
        if not fields:
            return AmountReading(None, spots, _no_money(scene, amount))
    elif amount.unit is None and amount.counts is None:
        said_before = _said_before(scene, at, fields, amount)
        fields = [f for f in fields if f.type == "money"] if amount.compared else []
        fields = [f for f in fields if _sensible_price(scene, f, amount)] or said_before
    if at in scene.of_purpose:
        # "For a 15 inch laptop" says something of a bag only where bags have such a size.
        fields = [f for f in fields if _is_own(scene, f)]
        if not fields:
            return None
    if not fields:
        return AmountReading(None, spots, "no field is measured so") if amount.unit else None
    if at in shared:
        return _reading(scene, spots, amount, shared[at], 1.0)
    fitness = {f.name: _fitness(scene, f, amount) for f in fields}
    best, *others = sorted(fields, key=lambda f: (fitness[f.name], f.name), reverse=True)
    sure = 1.0 if amount.unit or amount.currency or budget is not None else 0.7
    if others and fitness[best.name] - fitness[others[0].name] < _CLEARLY:
        sure = min(sure, _UNSURE)
    return _reading(scene, spots, amount, best, sure)


def _said_before(scene: Scene, at: int, fields: list[Field], amount: Amount) -> list[Field]:
    """ "Rather above 4.5" after "rating above 4": the field limited last that may have such a value. A number with no
    comparator must be all that is said."""
    if not amount.compared and any(piece.senses for piece in scene.pieces):
        return []
    near = (at - 1, at + 1)
    if not amount.compared and any(
        0 <= n < len(scene.pieces) and scene.pieces[n].payload is None for n in near
    ):
        # What nothing explains may well be what the number counts ("tanggal 4").
        return []
    named = [f for name in scene.earlier for f in fields if f.name == name]
    return [f for f in named if _is_sensible(scene, f, amount) and _is_usual(scene, f, amount.low)][:1]


def _labelled(scene: Scene, at: int, amount: Amount, taken: set[int]) -> AmountReading | None:
    """The field whose label stands beside the amount; of several so called, the one that has such values."""
    found = [
        (label_at, field)
        for label_at, name in (*_labels_inside(scene, at), *scene.label_beside(at))
        if label_at not in taken
        and (field := scene.schema.fields.get(name)) is not None
        and field.is_numeric
        and _measures(field, amount)
    ]
    if not found:
        return None
    sensible = [(n, f) for n, f in found if n == found[0][0] and _is_sensible(scene, f, amount)]
    label_at, field = (sensible or found)[0]
    return _reading(scene, tuple({label_at: None, at: None}), amount, field, 1.0)


def _uncurrencied(scene: Scene, at: int, amount: Amount) -> Amount:
    """ "Sold more than two thousand": money's words count other things too, where no currency is said."""
    if amount.currency is None:
        return amount
    piece = scene.pieces[at]
    said = find_quantities(scene.text[piece.start : piece.end], scene.packs)
    return amount if any(quantity.currency for quantity in said) else replace(amount, currency=None)


def _labels_inside(scene: Scene, at: int) -> Iterator[tuple[int, str]]:
    """ "Minimal bintang 4": labels between a comparator and its number."""
    piece = scene.pieces[at]
    if isinstance(piece.amount, Comparison):
        words = words_of(scene.text[piece.start : piece.end])
        spans = ((first, last) for first in range(len(words)) for last in range(len(words), first, -1))
        for first, last in spans:
            senses = scene.lexicon.senses.get(phrase_key(words[first:last]), ())
            yield from ((at, sense.field) for sense in senses if sense.kind == "label")


def _is_sensible(scene: Scene, field: Field, amount: Amount) -> bool:
    known = scene.lexicon.distribution(field.name, scene.kinds)
    return known is not None and _selects(known, amount.op, *_in_unit(amount, field)) > 0


def _counted(scene: Scene, at: int, amount: Amount) -> Amount:
    """ "8 cores": a unit that is the label of a field without a unit counts what the field holds."""
    measured = any(_measures(f, amount) for f in scene.schema.filterable() if f.is_numeric)
    if amount.unit is None or measured:
        return amount
    piece = scene.pieces[at]
    words = words_of(scene.text[piece.start : piece.end])
    for sense in (s for word in words for s in scene.lexicon.senses.get(word, ()) if s.kind == "label"):
        field = scene.schema.fields.get(sense.field)
        if field is not None and field.type == "number" and field.unit is None:
            return replace(amount, unit=None, counts=field.name)
    return amount


def _shared_out(scene: Scene) -> dict[int, Field]:
    """ "8/256GB": plain amounts of one kind are of different fields, in the way that suits them best together."""
    plain: dict[str, list[tuple[int, Amount]]] = {}
    for at, piece in enumerate(scene.pieces):
        amount = amount_of(piece.amount) if piece.amount else None
        if amount is None or amount.compared or amount.unit is None or any(scene.label_beside(at)):
            continue
        plain.setdefault(dimension(amount.unit) or amount.unit, []).append((at, amount))
    shared: dict[int, Field] = {}
    for several in plain.values():
        if 1 < len(several) <= _MOST_SHARED:
            shared |= _suited(scene, several)
    return shared


def _suited(scene: Scene, several: list[tuple[int, Amount]]) -> dict[int, Field]:
    fields = [f for f in scene.schema.filterable() if f.is_numeric and _measures(f, several[0][1])]
    fitness = {(at, f.name): _fitness(scene, f, amount) for at, amount in several for f in fields}
    fields = sorted(fields, key=lambda f: -max(fitness[at, f.name] for at, _ in several))[:_MOST_FIELDS]
    chosen = max(
        permutations(fields, len(several)),
        key=lambda order: sum(fitness[at, f.name] for (at, _), f in zip(several, order, strict=True)),
        default=(),
    )
    pairs = [
        (at, f) for (at, amount), f in zip(several, chosen, strict=False) if _is_sensible(scene, f, amount)
    ]
    return dict(pairs) if len(pairs) == len(several) else {}


def year_field(scene: Scene, amount: Amount) -> Field | None:
    """The field of dates or years that "1980 to 1990" speaks of; a limit that may well be a price is one."""
    whole = (
        amount.low.is_integer()
        and amount.high.is_integer()
        and amount.unit is None
        and amount.currency is None
    )
    if not amount.compared or not whole or not (_YEARS[0] <= amount.low <= amount.high <= _YEARS[1]):
        return None
    names = dict.fromkeys(n for key in ("year", "date") for n in scene.lexicon.standard.get(key, ()))
    for name in names:
        field, known = scene.schema.fields.get(name), scene.lexicon.distribution(name)
        if field is None or known is None or not field.filterable:
            continue
        if known.low - 1 <= amount.high and amount.low <= known.high + 1:
            prices = [f for f in scene.schema.filterable() if f.type == "money"]
            likely = any(_is_usual(scene, f, amount.low) for f in prices)
            return None if likely and amount.op != "between" else field
    return None


def _is_usual(scene: Scene, field: Field, number: float) -> bool:
    known = scene.lexicon.distribution(field.name, scene.kinds)
    return known is not None and known.low_third / _USUAL <= number <= known.high_third * _USUAL


def _of_years(scene: Scene, at: int, amount: Amount, field: Field) -> AmountReading:
    first = {"lt": "{}-01-01", "gte": "{}-01-01", "gt": "{}-12-31", "lte": "{}-12-31"}
    if field.type != "date":
        return _reading(scene, (at,), amount, field, 0.9)
    low, high = int(amount.low), int(amount.high)
    value: str | tuple[str, str] = (f"{low}-01-01", f"{high}-12-31")
    if amount.op in first:
        value = first[amount.op].format(low)
    return AmountReading(
        Constraint(field.name, amount.op, value, None, "hard", scene.span(at), "lexicon", 0.9),
        (at,),
    )


def _no_money(scene: Scene, amount: Amount) -> str:
    currencies = sorted({f.currency for f in scene.schema.fields.values() if f.currency})
    return f"prices are in {', '.join(currencies)}" if currencies and amount.currency else "no price is known"


def _measures(field: Field, amount: Amount) -> bool:
    """Whether a number said so can be a value of this field."""
    if amount.counts is not None:
        return field.name == amount.counts
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
    """How well a field suits an amount: values that it could select, values of that size, then how common the field
    is among the things asked for.

    A field named by a standard key is the thing's own ("weight"), one with more words is of a part or package.
    """
    known = scene.lexicon.distribution(field.name, scene.kinds)
    if known is None:
        return 0.0
    low, high = _in_unit(amount, field)
    points = 2.0 * _selects(known, amount.op, low, high)
    points += 4.0 * _evidence(scene) if _is_own(scene, field) else 0.0
    limits = (low,) if low == high else (low, high)
    points += 2.0 if any(_is_usual(scene, field, limit) for limit in limits) else 0.0
    points += 3.0 if field.unit == amount.unit else 0.0
    points += 2.0 if field.name in scene.lexicon.first_of_standard else 0.0
    own, overall = filled(scene, field)
    points += _BY_KIND * (field.name in scene.measured)
    return points + _OWN * own / scene.most_filled + overall / max(1, scene.lexicon.most_filled(EVERYWHERE))


def _evidence(scene: Scene) -> float:
    """How far the things asked for tell which fields such things have: the more the surer, five of them half."""
    known = scene.most_filled
    return known / (known + _HALF_SURE)


def _is_own(scene: Scene, field: Field) -> bool:
    """Whether things of the kinds asked for have such a value."""
    return not scene.of_kinds or any(field.name in kind for kind in scene.of_kinds)


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
    return tuple(tidy(convert(v, amount.unit, field.unit)) for v in (amount.low, amount.high))  # type: ignore[return-value]


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
    known = scene.lexicon.distribution(field.name, scene.kinds)
    distinct = known.distinct if known else ()
    if number in distinct or not float(number).is_integer():
        return "eq", number
    parts = [v for v in distinct if int(v) == int(number) and not float(v).is_integer()]
    return ("between", (number, max(parts))) if parts else ("eq", number)
