"""The state of a conversation as cases write it: field -> the values that hold, in one form for both sides."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from landas.catalog.fields import Field, Schema
from landas.evaluation.dialogue_cases import ANY, StateValue
from landas.language.numerals import find_numerals, read_numeral
from landas.request.satisfaction import NEGATIVE_OPS, text_key

State = Mapping[str, frozenset[Any]]
"""Field -> values that hold (said) or that are right (expected)."""
_YES = frozenset({"true", "yes", "1", "ya"})
_NO = frozenset({"false", "no", "0", "tidak"})
_SPACE = re.compile(r"[^\w]+")


def held_state(intent: Mapping[str, Any], category_field: str | None) -> State:
    """The state that a turn's intent (as a document) stands for. A vague word's limit is no value, and what is not
    wanted is none either, but for a flag, whose opposite it is."""
    found: dict[str, set[Any]] = {}
    for constraint in intent["constraints"]:
        values = constraint["value"] if isinstance(constraint["value"], list) else [constraint["value"]]
        if constraint.get("assumption"):
            continue
        if constraint["op"] in NEGATIVE_OPS:
            values = [not v for v in values if isinstance(v, bool)]
        if values:
            found.setdefault(constraint["field"], set()).update(map(_plain, values))
    if category_field and intent["categories"]:
        found.setdefault(category_field, set()).update(map(_plain, intent["categories"]))
    return {name: frozenset(values) for name, values in found.items()}


def expected_state(stated: Mapping[str, StateValue | list[StateValue]], schema: Schema) -> State:
    """The same of what a case expects; a field that nobody minds is left out."""
    found = {}
    for name, value in stated.items():
        values = value if isinstance(value, list) else [value]
        kept = frozenset(_typed(v, schema.fields.get(name)) for v in values if v != ANY)
        if kept:
            found[name] = kept
    return found


def right_fields(held: State, expected: State) -> int:
    """How many fields hold what is expected: something, and nothing but values that are right."""
    return sum(
        bool(values) and name in expected and values <= expected[name] for name, values in held.items()
    )


def meets(values: Mapping[str, Any], expected: State) -> bool:
    """Whether an item has a right value in every field that the state names."""
    for name, right in expected.items():
        value = values.get(name)
        own = value if isinstance(value, tuple) else () if value is None else (value,)
        if not right & set(map(_plain, own)):
            return False
    return True


def _typed(value: StateValue, field: Field | None) -> Any:
    """A value that was written as text in the form of its field: "3 bedrooms" is 3 where the field is a number."""
    if not isinstance(value, str) or field is None:
        return _plain(value)
    if field.type == "flag":
        key = text_key(value)
        return True if key in _YES else False if key in _NO else key
    if field.is_numeric:
        return _plain(next(_numbers(value), value))
    return _plain(value)


def _numbers(text: str) -> Iterator[float]:
    for numeral in find_numerals(text):
        read = read_numeral(numeral.body, ".")
        if read is not None:
            yield read


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return float(f"{float(value):.6g}")
    return _SPACE.sub(" ", text_key(str(value))).strip()
