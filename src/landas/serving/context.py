"""The request's context, checked: declared keys only, each of its declared type."""

from collections.abc import Callable, Mapping
from typing import Any

from landas.catalog.fields import Schema, is_number
from landas.errors import BadRequest


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_tags(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


_TYPES: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    "number": ("a number", is_number),
    "money": ("a number", is_number),
    "flag": ("true or false", _is_flag),
    "tags": ("a list of texts", _is_tags),
    "text": ("a text", _is_text),
    "category": ("a text", _is_text),
    "date": ("a text such as 2026-03-01", _is_text),
}


def checked_context(given: Mapping[str, Any] | None, schema: Schema) -> dict[str, Any]:
    """The context as sent; a null value is the same as leaving the key out.

    Raises BadRequest naming the first key that isn't declared, or whose value is of another type.
    """
    context = {key: value for key, value in (given or {}).items() if value is not None}
    for key, value in context.items():
        if key not in schema.context:
            known = ", ".join(sorted(schema.context)) or "none"
            raise BadRequest(
                f"context key {key!r} is not declared.", f"Declared under [context] in landas.toml: {known}."
            )
        named, fits = _TYPES[schema.context[key]]
        if not fits(value):
            raise BadRequest(f"context.{key} = {value!r} is not {named}.", f"Send {named}.")
    return context
