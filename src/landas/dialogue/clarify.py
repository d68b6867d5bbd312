"""Which question would tell most: the expected information gain of each field over the live candidates.

The gain is the entropy, in bits, of the answers that the candidates stand for, weighted by their places in the ranking
and by how likely a person can answer (query clarification as in Aliannejadi et al., SIGIR 2019; the choice by entropy
is Quinlan's, Machine Learning 1, 1986).
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from landas.catalog.fields import Field, Schema, Value
from landas.grounding.wording.task import Option, Question
from landas.ids import ItemIndex
from landas.recommend.draft import BoolArray
from landas.request.intent import Constraint, ConstraintValue, Op
from landas.retrieval.view import CatalogView

LOOKED_AT = 100
"""Candidates whose values are weighed, the best first."""
WORTH_ASKING = 0.55
"""Expected bits below which a question costs a person more than it tells."""
_GLANCE = 10
"""Candidates whose values tell whether a field is worth a look at all: a schema may have thousands of fields."""
_OPTIONS = 3
_KNOWN_ANSWERS: Mapping[str, float] = {
    "money": 0.9,
    "flag": 0.5,
    "number": 0.45,
    "category": 0.8,
    "tags": 0.6,
}
"""How likely a person has an answer about a field of this type."""
_FEW, _MANY = 8, 40
"""Values that people overlook at once, and from which on they are names that few can tell."""
_NAMED = 0.6
_SPREAD = 10.0
"""Ranks over which a candidate's weight falls to a half."""
_SHARE_KNOWN = 0.3
"""A field that fewer of the candidates have splits nothing."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A field that could be asked about: its expected gain in bits, and the answers, the likeliest first."""

    field: Field
    gain: float
    answers: tuple[Constraint, ...]


def best_question(
    view: CatalogView,
    schema: Schema,
    rows: Sequence[ItemIndex],
    allowed: BoolArray,
    settled: frozenset[str],
    names: frozenset[str] = frozenset(),
    usual_field: Callable[[str], str | None] = lambda value: None,
) -> Question | None:
    """The field worth asking about, with answers counted on the live catalogue; None where none is worth it.

    `rows`: candidates in the order of ranking. `settled`: fields that were wished about or asked before. `names`:
    fields whose values are names of makers or people, about which many have no opinion. `usual_field`: which field a
    value is of where nothing else is said. Where answers are rather values of another one ("black" is no colour of a
    cable first), the question isn't asked: whoever says "in black" next is not told apart from who answers it.
    """
    rows = rows[:LOOKED_AT]
    near = rows[:_GLANCE]
    weights = [1 / (1 + rank / _SPREAD) for rank in range(len(rows))]
    asked = [
        found
        for field in schema.fields.values()
        if field.filterable and field.public and field.name not in settled and field.type in _KNOWN_ANSWERS
        if sum(view.value(field.name, row) is not None for row in near) >= _SHARE_KNOWN * len(near)
        if (found := _gain(view, field, rows, weights, field.name in names))
        if all(_is_told_apart(answer, usual_field) for answer in found.answers)
    ]
    best = max(asked, key=lambda each: (each.gain, each.field.name), default=None)
    if best is None or best.gain < WORTH_ASKING:
        return None
    counted = (Option(answer, int(np.count_nonzero(view.mask(answer) & allowed))) for answer in best.answers)
    options = tuple(option for option in counted if option.count)
    if len(options) < 2:
        return None
    return Question("field", best.field.name, tuple(str(o.constraint.value) for o in options), options)


def _gain(
    view: CatalogView,
    field: Field,
    rows: Sequence[ItemIndex],
    weights: Sequence[float],
    is_name: bool,
) -> _Asked | None:
    """None where the candidates don't differ in the field, or too few of them have it."""
    values = [view.value(field.name, row) for row in rows]
    known = float(sum(w for w, value in zip(weights, values, strict=True) if value is not None))
    share = known / sum(weights) if rows else 0.0
    if share < _SHARE_KNOWN:
        return None
    masses: dict[Constraint, float] = {}
    for answer, mass in _answers(field, values, weights):
        masses[answer] = masses.get(answer, 0.0) + mass
    if len(masses) < 2:
        return None
    total = sum(masses.values())
    entropy = -sum(mass / total * math.log2(mass / total) for mass in masses.values() if mass)
    likely = tuple(sorted(masses, key=lambda answer: -masses[answer])[:_OPTIONS])
    if field.is_numeric:
        likely = tuple(sorted(masses, key=_lowest))
    gain = (
        min(entropy, math.log2(_OPTIONS + 1))
        * share
        * _answerable(field, len(masses))
        * (_NAMED if is_name else 1.0)
    )
    return _Asked(field, gain, likely)


def _is_told_apart(answer: Constraint, usual_field: Callable[[str], str | None]) -> bool:
    return not isinstance(answer.value, str) or usual_field(answer.value) in (None, answer.field)


def _answers(
    field: Field, values: Sequence[Value | None], weights: Sequence[float]
) -> Iterator[tuple[Constraint, float]]:
    """What each candidate's value would be as an answer, with the candidate's weight."""
    if field.is_numeric:
        yield from _bands(field, values, weights)
        return
    for value, weight in zip(values, weights, strict=True):
        several = value if isinstance(value, tuple) else () if value is None else (value,)
        for one in several:
            yield _answer(field, "eq", one), weight / len(several)


def _bands(
    field: Field, values: Sequence[Value | None], weights: Sequence[float]
) -> Iterator[tuple[Constraint, float]]:
    """Numbers in three bands of a third of the candidates each."""
    numbers = [float(v) for v in values if isinstance(v, int | float)]
    low, high = (float(f"{q:.2g}") for q in np.quantile(numbers, [1 / 3, 2 / 3]))
    if low == high:
        return
    under, over = _answer(field, "lt", low), _answer(field, "gt", high)
    between = _answer(field, "between", (low, high))
    for value, weight in zip(values, weights, strict=True):
        if isinstance(value, int | float):
            yield (under if value < low else over if value > high else between), weight


def _answer(field: Field, op: Op, value: ConstraintValue) -> Constraint:
    unit = field.currency if field.type == "money" else field.unit
    return Constraint(field.name, op, value, unit)


def _lowest(answer: Constraint) -> tuple[float, int]:
    value = answer.value[0] if isinstance(answer.value, tuple) else answer.value
    return float(value), ("lt", "between", "gt").index(answer.op)


def _answerable(field: Field, distinct: int) -> float:
    """How likely a person can answer: less where the answers are many, since they are names then."""
    likely = _KNOWN_ANSWERS[field.type]
    if field.is_numeric or distinct <= _FEW:
        return likely
    return likely * (0.5 if distinct < _MANY else 0.2)
