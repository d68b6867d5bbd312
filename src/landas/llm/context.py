"""What of a task's input is sent: only allowed fields, redacted, no longer than the limit, and marked as data."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

import orjson

CONTEXT_VERSION = "context_v1"
LONGEST_TEXTS = (2000, 1000, 500, 250, 120, 60)
"""Characters that a text is cut to, step by step, until the data fits."""

Document = dict[str, Any]
Redact = Callable[[str], str]
"""Takes the identifiers of people out of a text."""

_SPACES = re.compile(r"\s+")


class ContextTooLong(Exception):
    """The data can't be made short enough."""


def allowed_part(document: Mapping[str, Any], paths: Collection[str]) -> Document:
    """The document without anything that no path names. Lists have no part of their own in a path."""
    kept = {}
    for key, value in document.items():
        below = {rest for path in paths for first, _, rest in [path.partition(".")] if first in (key, "*")}
        if "" in below:
            kept[key] = value
        elif below:
            kept[key] = _allowed_value(value, below)
    return kept


def _allowed_value(value: Any, paths: Collection[str]) -> Any:
    if isinstance(value, Mapping):
        return allowed_part(value, paths)
    if isinstance(value, list | tuple):
        return [_allowed_value(entry, paths) for entry in value]
    return value


def with_texts(value: Any, change: Callable[[str], str]) -> Any:
    """The same JSON with every text in it changed; keys stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: with_texts(entry, change) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [with_texts(entry, change) for entry in value]
    return value


def fitted(document: Document, limit: int) -> Document:
    """The document in at most `limit` characters of JSON: spaces are squeezed, then long texts cut, then lists.

    Lists lose their ends, the longest first, since what matters most stands first. Raises ContextTooLong.
    """
    if _size(document) <= limit:
        return document
    document = with_texts(document, lambda text: _SPACES.sub(" ", text).strip())
    for longest in LONGEST_TEXTS:
        if _size(document) <= limit:
            return document
        document = with_texts(document, lambda text, most=longest: _cut(text, most))  # type: ignore[misc]
    while (size := _size(document)) > limit:
        longest_list = max(_lists(document), key=_size, default=None)
        if longest_list is None:
            raise ContextTooLong(f"the data is longer than {limit} characters and can't be compressed.")
        # In proportion, at most half at once: an endless list is short after a few rounds.
        del longest_list[max(1, int(len(longest_list) * max(0.5, limit / size))) :]
    return document


def data_block(document: Document) -> str:
    """The document as a block that nothing inside it can close: every "<" is escaped."""
    return f"<data>\n{_json(document).replace('<', chr(92) + 'u003c')}\n</data>"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _lists(value: Any) -> list[list[Any]]:
    """Every list of at least two entries, at any depth."""
    below = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    found = [inner for entry in below for inner in _lists(entry)]
    return [*found, value] if isinstance(value, list) and len(value) > 1 else found


def _json(document: Any) -> str:
    return orjson.dumps(document, option=orjson.OPT_NON_STR_KEYS).decode()


def _size(document: Any) -> int:
    return len(_json(document))
