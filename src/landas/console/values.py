"""A field's value as the receipt page shows it."""

from typing import Any

from landas.catalog.fields import Schema
from landas.console.words import Words
from landas.language.display import show_value


def shown_value(schema: Schema, name: str, value: Any, unit: str | None, language: str, words: Words) -> str:
    """The value in words of `language`, with its unit or currency."""
    if value is None:
        return words["value"]["unknown"]
    if isinstance(value, bool):
        return words["value"]["yes" if value else "no"]
    if isinstance(value, list):
        return ", ".join(shown_value(schema, name, entry, unit, language, words) for entry in value)
    declared = schema.fields.get(name)
    if (
        declared is not None
        and isinstance(value, str)
        and (named := declared.values.get(value, {}).get(language))
    ):
        return named[0]
    return show_value(value, declared.type if declared else "text", unit, language)
