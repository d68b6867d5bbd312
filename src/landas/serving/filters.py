"""`filters` of a search as constraints, checked against the schema.

A filter is a value (equal), a list (one of them), or an object of operators, all of which must hold:
`{"brand": ["A", "B"], "price": {"gte": 100, "lte": 500}, "weight": {"lt": 1500, "unit": "g"}}`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast, get_args

from landas.catalog.amounts import Packs
from landas.catalog.canonical_values import canonical_value
from landas.catalog.fields import Field, Schema
from landas.errors import BadRequest
from landas.request.intent import Constraint, ConstraintValue, Op

ORDERED = frozenset({"number", "money", "date"})
_OPS: tuple[str, ...] = get_args(Op)
_SAME_OPS = ("eq", "ne", "in", "not_in")
_EXAMPLES = {
    "number": "12.5", "money": "99.90", "date": '"2026-03-01"', "flag": "true", "text": '"words"',
    "category": '"a value"', "tags": '"one tag"',
}  # fmt: skip


def filter_constraints(
    filters: Mapping[str, Any] | None, schema: Schema, packs: Packs
) -> tuple[Constraint, ...]:
    """The constraints that the filters mean, in their order.

    Raises BadRequest for an unknown field (naming the known ones with their types), an operator the field's type
    doesn't have, and a value that isn't of the type or whose unit can't be converted.
    """
    return tuple(
        constraint
        for name, given in (filters or {}).items()
        for constraint in _of_field(_field(name, schema), given, packs)
    )


def _field(name: str, schema: Schema) -> Field:
    declared = schema.fields.get(name)
    if declared is None or not declared.filterable:
        known = ", ".join(f"{f.name} ({f.type})" for f in schema.filterable()) or "none"
        raise BadRequest(f"filters.{name}: there is no such field to filter on.", f"Known: {known}.")
    return declared


def _of_field(field: Field, given: Any, packs: Packs) -> Iterator[Constraint]:
    if isinstance(given, Mapping):
        operators = dict(given)
        unit = operators.pop("unit", None)
        if not operators:
            raise BadRequest(f"filters.{field.name} names no operator.", f"Use one of {_known_ops(field)}.")
        for op, wanted in operators.items():
            yield _constraint(field, op, wanted, unit, packs)
    elif isinstance(given, list):
        yield _constraint(field, "in", given, None, packs)
    else:
        yield _constraint(field, "eq", given, None, packs)


def _known_ops(field: Field) -> str:
    return ", ".join(_OPS if field.type in ORDERED else _SAME_OPS)


def _constraint(field: Field, op: str, wanted: Any, unit: Any, packs: Packs) -> Constraint:
    if op not in _OPS or (field.type not in ORDERED and op not in _SAME_OPS):
        raise BadRequest(
            f"filters.{field.name}: a field of type {field.type} has no operator {op!r}.",
            f"Use one of {_known_ops(field)}.",
        )
    return Constraint(
        field.name,
        cast(Op, op),
        _wanted(field, op, wanted, unit, packs),
        field.currency or field.unit,
        source="filter",
    )


def _wanted(field: Field, op: str, wanted: Any, unit: Any, packs: Packs) -> ConstraintValue:
    if op not in ("between", "in", "not_in"):
        return _value(field, wanted, unit, packs)
    if not isinstance(wanted, list) or not wanted:
        raise BadRequest(
            f"filters.{field.name}.{op} = {wanted!r} is not a list.", f"Send [{_example(field)}]."
        )
    values = [_value(field, one, unit, packs) for one in wanted]
    if op == "between" and len(values) != 2:
        raise BadRequest(
            f"filters.{field.name}.between has {len(values)} values.", "Send two: [lowest, highest]."
        )
    return cast(ConstraintValue, tuple(values))


def _value(field: Field, given: Any, unit: Any, packs: Packs) -> str | float | bool:
    """One value in the field's own type and unit. Filters are canonical: the feed's scale is not theirs."""
    plain = replace(field, scale=1.0, feed_unit=field.unit, decimal=".")
    if isinstance(given, list | Mapping):
        raise BadRequest(f"filters.{field.name}: {given!r} is not one value.", f"Send {_example(field)}.")
    try:
        value = canonical_value(_with_unit(given, unit), plain, packs)
    except (ValueError, OverflowError) as error:
        raise BadRequest(f"filters.{field.name}: {given!r} {error}.", f"Send {_example(field)}.") from error
    if value is None:
        raise BadRequest(f"filters.{field.name}: {given!r} is no value.", f"Send {_example(field)}.")
    return value[0] if isinstance(value, tuple) else value


def _with_unit(given: Any, unit: Any) -> Any:
    if unit is None or isinstance(given, bool) or not isinstance(given, int | float):
        return given
    return f"{Decimal(repr(given)):f} {unit}"


def _example(field: Field) -> str:
    unit = field.currency or field.unit
    named = f' or "{_EXAMPLES[field.type]} {unit}"' if unit and field.is_numeric else ""
    return f"a {field.type} such as {_EXAMPLES[field.type]}{named}"
