"""One row of a feed, and how nested values become columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from landas.errors import FeedError


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A row as the feed gives it: flat columns by name, missing values absent.

    `line` counts from 1 (in Parquet and JSON lists it is the row's number). Where `fault` is set the row
    could not be read; `values` then holds what could be salvaged, so that its id may still be known.
    """

    line: int
    values: Mapping[str, Any]
    fault: str | None = None


class FeedCut(FeedError):
    """The feed ends in the middle; the rows before `line` were read."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(
            f"the file is cut off or damaged after line {line}: {why}.",
            "Get a complete copy and import it again; what was read until there is kept.",
        )
        self.line = line


_NAME_KEYS = frozenset({"name", "key", "label", "attribute", "category", "title", "code", "group"})


def flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Nested objects as dotted columns: `{"size": {"width": 3}}` becomes `{"size.width": 3}`.

    A list of name and value pairs, the usual shape of a specification sheet, becomes columns too. Other lists
    stay. Empty text, null and empty lists are missing, so they are left out.
    """
    out: dict[str, Any] = {}
    _flatten("", values, out)
    return out


def _flatten(prefix: str, values: Mapping[str, Any], out: dict[str, Any]) -> None:
    for key, value in values.items():
        name = f"{prefix}{key}".strip()
        if isinstance(value, Mapping):
            _flatten(f"{name}.", value, out)
        elif isinstance(value, list) and (pairs := _pairs(value)):
            _flatten(f"{name}.", pairs, out)
        elif value is not None and value != "" and value != [] and name:
            out[name] = value


def _pairs(entries: list[Any]) -> dict[str, Any] | None:
    """`[{"name": "RAM", "value": 8}]` as `{"RAM": 8}`; None for a list of anything else."""
    pairs: dict[str, Any] = {}
    for entry in entries:
        if not isinstance(entry, Mapping) or len(entry) != 2:
            return None
        (first, name), (second, value) = entry.items()
        if str(first).casefold() not in _NAME_KEYS:
            if str(second).casefold() not in _NAME_KEYS:
                return None
            name, value = value, name
        if not isinstance(name, str):
            return None
        pairs[name] = f"{pairs[name]}; {value}" if isinstance(pairs.get(name), str) else value
    return pairs
