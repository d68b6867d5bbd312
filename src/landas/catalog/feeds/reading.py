"""Reads any feed as rows: the format is told by the content first, the file's name second."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import orjson

from landas.catalog.feeds.delimited import read_delimited
from landas.catalog.feeds.json_rows import read_json_list, read_jsonl
from landas.catalog.feeds.lines import beginning
from landas.catalog.feeds.merchant import read_merchant_xml
from landas.catalog.feeds.parquet import read_parquet
from landas.catalog.feeds.rows import FeedRow
from landas.errors import FeedError

FeedFormat = Literal["csv", "tsv", "jsonl", "json", "parquet", "xml"]
FORMATS = "CSV, TSV, JSONL, Parquet or a Google Merchant feed (XML, TSV), text ones also gzipped"

_READERS: dict[FeedFormat, Callable[[Path], Iterator[FeedRow]]] = {
    "csv": read_delimited,
    "tsv": lambda path: read_delimited(path, "\t"),
    "jsonl": read_jsonl,
    "json": read_json_list,
    "parquet": read_parquet,
    "xml": read_merchant_xml,
}
_UNUSABLE = {b"PK\x03\x04": "a ZIP or Excel file", b"%PDF": "a PDF", b"\xd0\xcf\x11\xe0": "an Excel file"}


def read_rows(path: Path) -> Iterator[FeedRow]:
    """The feed's rows in order. Raises FeedError (unusable file) or, after the last whole row, FeedCut."""
    return _READERS[feed_format(path)](path)


def feed_format(path: Path) -> FeedFormat:
    """Which format a file has. Raises FeedError for one that is absent, empty or none of them."""
    if path.is_dir():
        raise FeedError(f"{path} is a folder.", "Name the feed's file.")
    head = beginning(path)
    for magic, kind in _UNUSABLE.items():
        if head.startswith(magic):
            raise FeedError(f"{path} is {kind}.", f"Export it as {FORMATS}.")
    if head.startswith(b"PAR1"):
        return "parquet"
    wide = head[:2] in (b"\xff\xfe", b"\xfe\xff")
    if b"\0" in head and not wide:
        raise FeedError(f"{path} is a binary file of unknown kind.", f"Export it as {FORMATS}.")
    text = head.decode("utf-16" if wide else "utf-8-sig", "replace").lstrip()
    if not text:
        raise FeedError(f"{path} is empty.", "Export the feed again.")
    return _text_format(path, text)


def _text_format(path: Path, text: str) -> FeedFormat:
    names = [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
    extension = names[-1] if names else ""
    if text[0] == "<":
        return "xml"
    if extension == ".xml":
        raise FeedError(f"{path} is named .xml but doesn't begin with '<'.", "Check what was exported.")
    if extension in (".jsonl", ".ndjson"):
        return "jsonl"
    if text[0] == "{":
        first, _, rest = text.partition("\n")
        by_line = (_is_object(first) and rest.strip()) or (not rest and extension != ".json")
        return "jsonl" if by_line else "json"
    if text[0] == "[" or extension == ".json":
        return "json"
    return "tsv" if extension in (".tsv", ".tab") else "csv"


def _is_object(line: str) -> bool:
    try:
        return isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False
