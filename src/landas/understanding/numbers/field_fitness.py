"""How well a field suits a number that a text says: whether it is measured so, and whether its values make the wish
sensible."""

from collections.abc import Sequence
from functools import cache

from landas.catalog.fields import Field
from landas.language.units import convert, dimension, unit_symbol
from landas.request.intent import Op
from landas.understanding.lexicon.lexicon import EVERYWHERE, Distribution
from landas.understanding.named.vague import filled
from landas.understanding.numbers.said_amounts import Amount, tidy
from landas.understanding.scene.scene import Scene

TOLERANCE = 0.01
CLEARLY = 1.0
"""A field that is ahead by less than this may be the wrong one."""
_HALF_SURE = 5
_OWN, _BY_KIND = 6.0, 6.0
"""What it counts that most things of the kind have the field, and that things of the kind are measured so."""
_USUAL = 4.0
"""A number this much below the lower or above the upper third of the values is no usual one."""


def measures(field: Field, amount: Amount) -> bool:
    """Whether a number said so can be a value of this field."""
    if amount.counts is not None:
        return field.name == amount.counts
    if field.type == "money":
        return amount.unit is None and amount.currency in (None, field.currency)
    if amount.currency is not None:
        return False
    if amount.unit is None or amount.unit == (field.unit or unit_in_name(field.name)):
        return True
    return field.unit is not None and dimension(amount.unit) is not None and (
        dimension(amount.unit) == dimension(field.unit)
    )  # fmt: skip


@cache
def unit_in_name(name: str) -> str | None:
    """The unit of two words that the name of a field ends in: "fuel_use_l_100km". One word may be anything else, as the
    "min" of "players_min"."""
    words = name.split("_")
    return unit_symbol("/".join(words[-2:]), ()) if len(words) > 2 else None


def counts_unknown(scene: Scene, at: int) -> bool:
    """Whether a word that nothing explains stands beside a number, which may well be what it counts: "tanggal 4"; or
    behind it one of greetings, which counts nights ("2 malam")."""
    last = len(scene.pieces) - 1
    counted = at < last and not scene.broken(at, at + 1) and scene.pieces[at + 1].mark("greeting") is not None
    return counted or any(0 <= n <= last and scene.pieces[n].payload is None for n in (at - 1, at + 1))


def in_unit(amount: Amount, field: Field) -> tuple[float, float]:
    if amount.unit is None or field.unit is None or amount.unit == field.unit:
        return amount.low, amount.high
    return tuple(tidy(convert(v, amount.unit, field.unit)) for v in (amount.low, amount.high))  # type: ignore[return-value]


def is_sensible(scene: Scene, field: Field, amount: Amount) -> bool:
    return sense_in(scene, field, amount) > 0


def sense_in(scene: Scene, field: Field, amount: Amount) -> float:
    """1 where values satisfy the wish and its number lies among them, less where it is far off, 0 where none do."""
    known = scene.lexicon.distribution(field.name, scene.kinds)
    return _selects(known, amount.op, *in_unit(amount, field)) if known is not None else 0.0


def is_usual(scene: Scene, field: Field, number: float) -> bool:
    known = scene.lexicon.distribution(field.name, scene.kinds)
    return known is not None and known.low_third / _USUAL <= number <= known.high_third * _USUAL


def is_near(scene: Scene, field: Field, amount: Amount) -> bool:
    """Whether the number comes close to what values the field has."""
    known = scene.lexicon.distribution(field.name)
    return known is not None and known.is_near(*in_unit(amount, field))


def is_in_unnamed_unit(scene: Scene, field: Field) -> bool:
    """Whether the field is measured in a unit that the feed doesn't name; what is only counted is whole and few."""
    known = scene.lexicon.distribution(field.name)
    return field.type == "number" and field.unit is None and known is not None and known.is_measured


def is_age(scene: Scene, field: Field) -> bool:
    """Whether a field without a unit counts years of age: "umur 12 tahun"."""
    return field.unit is None and field.name in scene.lexicon.standard.get("age", ())


def is_own(scene: Scene, field: Field) -> bool:
    """Whether things of the kinds asked for have such a value."""
    return not scene.of_kinds or any(field.name in kind for kind in scene.of_kinds)


def fitness(scene: Scene, field: Field, amount: Amount) -> float:
    """How well a field suits an amount: values that it could select, values of that size, then how common the field
    is among the things asked for.

    A field named by a standard key is the thing's own ("weight"), one with more words is of a part or package.
    """
    known = scene.lexicon.distribution(field.name, scene.kinds)
    if known is None:
        return 0.0
    low, high = in_unit(amount, field)
    points = 2.0 * _selects(known, amount.op, low, high)
    points += 4.0 * _evidence(scene) if is_own(scene, field) else 0.0
    limits = (low,) if low == high else (low, high)
    points += 2.0 if any(is_usual(scene, field, limit) for limit in limits) else 0.0
    points += 3.0 if field.unit == amount.unit else 0.0
    points += 2.0 if field.name in scene.lexicon.first_of_standard else 0.0
    own, overall = filled(scene, field)
    points += _BY_KIND * (field.name in scene.measured)
    return points + _OWN * own / scene.most_filled + overall / max(1, scene.lexicon.most_filled(EVERYWHERE))


def _evidence(scene: Scene) -> float:
    """How far the things asked for tell which fields such things have: the more the surer, five of them half."""
    known = scene.most_filled
    return known / (known + _HALF_SURE)


def _selects(known: Distribution, op: Op, low: float, high: float) -> float:
    """1 where some values satisfy the wish and the number lies among the values, less where it is far off."""
    if op == "eq":
        exact = any(abs(v - low) <= TOLERANCE * max(1.0, abs(low)) for v in known.distinct)
        return 1.0 if exact else 0.5 if known.low <= low <= known.high else 0.0
    reach = known.high if op in ("gt", "gte") else known.low
    if (op in ("lt", "lte") and reach > high) or (op in ("gt", "gte") and reach < low):
        return 0.0
    if op == "between" and (known.high < low or known.low > high):
        return 0.0
    return 1.0 if known.low <= high and low <= known.high else 0.4


def likely_fields(scene: Scene, amount: Amount, fields: Sequence[Field]) -> list[Field]:
    """The one field, money aside, whose values are numbers such as one with nothing beside it: within their range, with
    decimals only where they have some. None where two suit about alike."""
    likely = [f for f in fields if f.type == "number" and f.unit is None and _holds(scene, f, amount)]
    fit = sorted(((fitness(scene, f, amount), f.name) for f in likely), reverse=True)
    clear = len(fit) == 1 or (len(fit) > 1 and fit[0][0] - fit[1][0] >= CLEARLY)
    return [f for f in likely if f.name == fit[0][1]] if clear else []


def _holds(scene: Scene, field: Field, amount: Amount) -> bool:
    known = scene.lexicon.distribution(field.name, scene.kinds)
    if known is None or not known.low <= amount.low <= amount.high <= known.high:
        return False
    whole = all(float(number).is_integer() for number in (amount.low, amount.high))
    some = known.distinct or (known.low, known.low_third, known.high_third, known.high)
    return whole or any(not float(value).is_integer() for value in some)
