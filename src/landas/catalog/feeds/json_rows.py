"""JSON rows: one object a line (JSONL), or one document that is a list of objects."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from landas.catalog.feeds.lines import encoding_fault, open_bytes, read_lines, without_broken_bytes
from landas.catalog.feeds.rows import FeedCut, FeedRow, flat
from landas.errors import FeedError

_PAIR = re.compile(r'"([^"\\]{1,80})"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?)')


def read_jsonl(path: Path) -> Iterator[FeedRow]:
    """Rows of a JSONL file; a line that is no JSON object is a row with a fault."""
    for number, line in read_lines(path):
        if not line.isspace():
            yield _row(number, line)


def read_json_list(path: Path) -> Iterator[FeedRow]:
    """Rows of one JSON document: a list of objects, alone or as the only list in an object.

    The row's number stands for its line. Raises FeedError for any other document.
    """
    with open_bytes(path) as source:
        try:
            document = parse(source.read().decode("utf-8-sig"))
        except EOFError as error:
            raise FeedCut(0, "the packed data ends early") from error
        except ValueError as error:
            raise FeedError(
                f"{path} is not valid JSON: {error}.",
                "Correct it, or write one JSON object a line (JSONL), of which good lines are kept.",
            ) from error
    for number, entry in enumerate(_entries(path, document), start=1):
        if isinstance(entry, dict):
            yield FeedRow(number, flat(entry))
        else:
            yield FeedRow(number, {}, f"a JSON object was expected, not {entry!r:.60}")


def _entries(path: Path, document: Any) -> list[Any]:
    if isinstance(document, dict):
        lists = [value for value in document.values() if isinstance(value, list)]
        document = lists[0] if len(lists) == 1 else [document]
    if not isinstance(document, list):
        raise FeedError(f"{path} holds no list of objects.", "Write one JSON object a line (JSONL).")
    return document


def _row(number: int, line: str) -> FeedRow:
    fault = encoding_fault(line)
    if fault:
        return FeedRow(number, _salvaged(without_broken_bytes(line)), fault)
    try:
        entry = parse(line)
    except ValueError as error:
        return FeedRow(number, _salvaged(line), f"not valid JSON: {error}")
    if not isinstance(entry, dict):
        return FeedRow(number, {}, f"a JSON object was expected, not {entry!r:.60}")
    return FeedRow(number, flat(entry))


def parse(text: str) -> Any:
    """JSON, `NaN` and `Infinity` included, which many exports write. Raises ValueError for anything else."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        try:
            return json.loads(text)
        except RecursionError as error:
            raise ValueError("nested too deeply") from error


def _salvaged(line: str) -> dict[str, Any]:
    """The plain pairs of a broken line, so that the item it is about can still be named."""
    salvaged: dict[str, Any] = {}
    for name, value in _PAIR.findall(line):
        try:
            salvaged.setdefault(name, json.loads(value))
        except ValueError:
            salvaged.setdefault(name, value.strip('"'))
    return salvaged
