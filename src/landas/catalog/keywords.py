"""Words of undeclared columns that an item can be found by, though they are no field and nothing is told of them.

A wide feed has thousands of sparse columns; declaring each would be work, leaving them out would lose the words.
"""

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

from landas.catalog.fields import Schema
from landas.catalog.texts import clean_line, is_missing

_LONGEST_VALUE = 80
_MOST = 4000
"""Code points kept of one item's keywords."""
_WILD = "*?["


def keywords_of(values: Mapping[str, Any], schema: Schema) -> str:
    """The short texts of the keyword columns, ` | ` between them; a true flag gives the words of its name."""
    if not schema.keyword_columns:
        return ""
    taken = columns_read(schema)
    parts: list[str] = []
    for column, value in values.items():
        if column in taken or is_missing(value):
            continue
        pattern = pattern_of(column, schema.keyword_columns)
        if pattern is not None:
            parts += _words(column, value, pattern)
    text = " | ".join(dict.fromkeys(parts))
    return text if len(text) <= _MOST else text[:_MOST].rsplit(" | ", 1)[0]


@lru_cache(maxsize=65_536)
def pattern_of(column: str, patterns: tuple[str, ...]) -> str | None:
    """The first pattern a column's name fits; case counts, `*` stands for any characters."""
    return next((pattern for pattern in patterns if fnmatchcase(column, pattern)), None)


def columns_read(schema: Schema) -> frozenset[str]:
    """Columns with a role of their own, which are no keywords."""
    roles = (schema.id_column, schema.title_column, schema.group_column, schema.offers_column)
    declared = (field.column for field in schema.fields.values())
    return frozenset({*(role for role in roles if role), *schema.text_columns, *declared})


def _words(column: str, value: Any, pattern: str) -> Iterable[str]:
    if isinstance(value, bool):
        start = next((n for n, char in enumerate(pattern) if char in _WILD), 0)
        return [column[start:].replace("_", " ").strip()] if value else []
    if isinstance(value, list | tuple):
        return [word for entry in value for word in _words(column, entry, pattern)]
    if not isinstance(value, str):
        return []
    text = clean_line(value)
    return [text] if text and len(text) <= _LONGEST_VALUE and "://" not in text else []
