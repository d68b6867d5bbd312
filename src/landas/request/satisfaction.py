"""Does a value satisfy a constraint? The one definition, with which retrieval's vectorised masks agree.

Unknown fails a positive constraint and passes a negative one (`ne`, `not_in`). Text compares without regard
to case and surrounding space; for tags, `eq` means "is among them".
"""

from collections.abc import Mapping

from landas.catalog.fields import Value
from landas.request.intent import Constraint

NEGATIVE_OPS = frozenset({"ne", "not_in"})


def satisfies(values: Mapping[str, Value], constraint: Constraint) -> bool:
    """True when an item with these canonical values satisfies the constraint."""
    return value_satisfies(values.get(constraint.field), constraint)


def value_satisfies(value: Value | None, constraint: Constraint) -> bool:
    """The same of an item's value in the constraint's field, None where it is missing."""
    if value is None:
        return constraint.op in NEGATIVE_OPS
    wanted = constraint.value
    match constraint.op:
        case "eq":
            return _same(value, wanted)
        case "ne":
            return not _same(value, wanted)
        case "in":
            return any(_same(value, w) for w in constraint.values)
        case "not_in":
            return not any(_same(value, w) for w in constraint.values)
        case "between":
            low, high = constraint.values
            return _compare(value, low) >= 0 and _compare(value, high) <= 0
        case "lt":
            return _compare(value, wanted) < 0
        case "lte":
            return _compare(value, wanted) <= 0
        case "gt":
            return _compare(value, wanted) > 0
        case "gte":
            return _compare(value, wanted) >= 0


def text_key(text: str) -> str:
    """The form in which two spellings of one value are equal."""
    return " ".join(text.casefold().split())


def _same(value: Value, wanted: object) -> bool:
    if isinstance(value, tuple):
        return text_key(str(wanted)) in {text_key(v) for v in value}
    if isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    if isinstance(value, str) or isinstance(wanted, str):
        return text_key(str(value)) == text_key(str(wanted))
    return isinstance(wanted, int | float) and value == wanted


def _compare(value: Value, wanted: object) -> float:
    """Below, at or above zero; NaN (never true) where the two can't be put in order."""
    if isinstance(value, float | int) and isinstance(wanted, float | int):
        return float(value) - float(wanted)
    if isinstance(value, str) and isinstance(wanted, str):
        return (value > wanted) - (value < wanted)
    return float("nan")
