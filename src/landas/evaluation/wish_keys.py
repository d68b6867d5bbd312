"""The form in which two ways of writing the same wishes are equal, so that a reading can be compared with a wish."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from landas.evaluation.understanding_cases import AROUND, ExpectedConstraint
from landas.request.satisfaction import text_key

Key = tuple[str, str, Any]
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def constraint_keys(constraints: Iterable[tuple[str, str, Any]]) -> set[Key]:
    """Each excluded value alone, a lower and an upper limit of one field as `between`, one wanted value as `eq`,
    "is not so" of a flag as `ne` true, "after the 31st" as "from the 1st"."""
    keys = {key for field, op, value in constraints for key in _keys(field, op, value)}
    for field in {field for field, _, _ in keys}:
        limits = {op: value for f, op, value in keys if f == field and op in ("gte", "lte")}
        if len(limits) == 2 and sum(f == field and op in limits for f, op, _ in keys) == 2:
            keys -= {(field, op, value) for op, value in limits.items()}
            keys.add((field, "between", (limits["gte"], limits["lte"])))
    return keys


def expected_keys(expected: Sequence[ExpectedConstraint], found: set[Key]) -> set[Key]:
    """The keys of what is expected; for `around`, the found key that is near enough, where there is one."""
    exact = constraint_keys((c.field, c.op, c.value) for c in expected if c.op != AROUND)
    return exact | {_near(c, found) for c in expected if c.op == AROUND}


def _near(expected: ExpectedConstraint, found: set[Key]) -> Key:
    value, reach = float(expected.value), abs(float(expected.value)) * expected.within * 1.000001
    for field, op, limits in found:
        if field != expected.field or op not in ("eq", "between"):
            continue
        low, high = limits if op == "between" else (limits, limits)
        holds = op == "eq" or low <= value <= high
        if holds and value - reach <= low and high <= value + reach:
            return field, op, limits
    return expected.field, AROUND, value


def _keys(field: str, op: str, value: Any) -> Iterator[Key]:
    several = [_plain(v) for v in value] if isinstance(value, list | tuple) else [_plain(value)]
    if op in ("ne", "not_in"):
        yield from ((field, "ne", one) for one in several)
    elif op == "between":
        yield field, op, tuple(several)
    elif op in ("eq", "in") and several == [False]:
        yield field, "ne", True
    elif op in ("eq", "in"):
        yield (field, "eq", several[0]) if len(several) == 1 else (field, "in", frozenset(several))
    elif op in ("gt", "lt") and _DAY.fullmatch(str(several[0])):
        yield field, f"{op}e", _day_beside(several[0], 1 if op == "gt" else -1)
    else:
        yield field, op, several[0]


def _day_beside(day: str, step: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=step)).isoformat()


def _plain(value: Any) -> Any:
    """A value as it is compared; a number may be written as text ("42"), as sizes are."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float) or _NUMBER.fullmatch(str(value)):
        return float(f"{float(value):.6g}")
    return text_key(str(value))
