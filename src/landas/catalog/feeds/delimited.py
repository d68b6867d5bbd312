"""CSV and TSV: the delimiter is sniffed, quoted cells may span lines, one broken quote costs one row."""

import csv
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from landas.catalog.feeds.lines import encoding_fault, read_lines, without_broken_bytes
from landas.catalog.feeds.rows import FeedRow
from landas.errors import FeedError

DELIMITERS = (",", ";", "\t", "|")
_MOST_LINES = 2000
"""A quoted cell longer than this many lines is an unclosed quote."""
LONGEST_CELL = 16 * 2**20
_LONGEST_SNIFFED = 100_000

# Careful: Python's own limit of 131,072 characters would end the reading; ours costs one row.
csv.field_size_limit(LONGEST_CELL)


def sniff_delimiter(lines: Sequence[str]) -> str:
    """The delimiter that gives most rows as many cells as the header, and the header most cells."""
    best = (",", (0.0, 0))
    short = [line for line in lines if len(line) <= _LONGEST_SNIFFED]
    for delimiter in DELIMITERS:
        rows = [row for row in csv.reader(short, delimiter=delimiter) if row]
        width = len(rows[0]) if rows else 0
        if width > 1:
            alike = sum(len(row) == width for row in rows) / len(rows)
            if (round(alike, 1), width) > best[1]:
                best = (delimiter, (round(alike, 1), width))
    return best[0]


def read_delimited(path: Path, delimiter: str | None = None) -> Iterator[FeedRow]:
    """Rows under the names of the first line. A row with too few or too many cells has a fault."""
    source = _Source(read_lines(path))
    chosen = delimiter or sniff_delimiter(source.ahead(200))
    records = _records(source, chosen)
    header = [without_broken_bytes(name).strip() for name in next(records, (0, [], None))[1]]
    if not any(header):
        raise FeedError(f"{path} has no header line.", "The first line must name the columns.")
    repeated = [name for name, count in Counter(header).items() if count > 1 and name]
    if repeated:
        raise FeedError(f"{path} names the column {repeated[0]!r} twice.", "Give each column its own name.")
    for line, cells, fault in records:
        if any(cells) or fault:
            yield _row(line, cells, header, fault)


def _row(line: int, cells: list[str], header: list[str], fault: str | None) -> FeedRow:
    cells_found = len(cells)
    if cells_found > len(header) and not any(cells[len(header) :]):
        cells_found = len(header)
    if fault is None and cells_found != len(header):
        fault = f"{cells_found} cells where the header names {len(header)} columns"
    fault = fault or encoding_fault("".join(cells))
    values: dict[str, Any] = {
        name: text for name, cell in zip(header, cells, strict=False) if name and (text := cell.strip())
    }
    if fault:
        values = {name: without_broken_bytes(text) for name, text in values.items()}
    return FeedRow(line, values, fault)


class _Source:
    """Lines that can be looked at ahead and given back."""

    def __init__(self, lines: Iterator[tuple[int, str]]) -> None:
        self._lines = lines
        self._waiting: deque[tuple[int, str]] = deque()
        self.taken: list[tuple[int, str]] = []

    def ahead(self, count: int) -> list[str]:
        while len(self._waiting) < count and (line := next(self._lines, None)):
            self._waiting.append(line)
        return [text for _, text in self._waiting]

    def give_back(self, lines: Sequence[tuple[int, str]]) -> None:
        self._waiting.extendleft(reversed(lines))

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._lines)
        if len(self.taken) >= _MOST_LINES:
            self.give_back([line])
            raise _UnclosedQuote
        self.taken.append(line)
        return line[1]


class _UnclosedQuote(Exception):
    """A quoted cell runs on and on."""


def _records(source: _Source, delimiter: str) -> Iterator[tuple[int, list[str], str | None]]:
    """(line, cells, fault) of each record. After a broken quote, reading goes on with the next line."""
    reader = csv.reader(source, delimiter=delimiter)
    while True:
        source.taken.clear()
        try:
            cells = next(reader)
            broken = len(source.taken) > 1 and not _closed(source, reader)
        except StopIteration:
            return
        except (csv.Error, _UnclosedQuote):
            cells, broken = [], True
        line, text = source.taken[0]
        if len(text) > LONGEST_CELL:
            source.give_back(source.taken[1:])
            yield line, [], f"the line has {len(text):,} characters"
            reader = csv.reader(source, delimiter=delimiter)
        elif broken:
            source.give_back(source.taken[1:])
            cells = next(csv.reader([text.replace('"', "")], delimiter=delimiter), [])
            yield line, cells, "a quote is opened and never closed"
            reader = csv.reader(source, delimiter=delimiter)
        else:
            yield line, cells, None


def _closed(source: _Source, reader: Any) -> bool:
    """False where the record took all that was left and its quotes don't pair up."""
    if source.ahead(1):
        return True
    return sum(text.count('"') for _, text in source.taken) % 2 == 0
