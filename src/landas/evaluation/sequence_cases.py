"""Sequence files: one person a line, the person's id and then items in the order of time."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from landas.errors import DataError
from landas.events.sequences import Sequences


def read_sequences(path: Path) -> Sequences:
    """Rows are the items in the order of their ids, so that a row number tells nothing of time.

    Plain or gzipped text. Raises DataError for a file that can't be read, a person given twice, or none.
    """
    numbers: dict[str, int] = {}
    people: set[str] = set()
    sequences: list[NDArray[np.int32]] = []
    for line, words in _lines(path):
        if words[0] in people:
            raise DataError(
                f"{path.name}, line {line}: person {words[0]!r} was given before.", "Write one line a person."
            )
        people.add(words[0])
        rows = [numbers.setdefault(item, len(numbers)) for item in words[1:]]
        sequences.append(np.array(rows, dtype=np.int32))
    if not numbers:
        raise DataError(f"{path.name} holds no sequences.", "Write one line a person: user item item …")
    place = np.empty(len(numbers), dtype=np.int32)
    place[[numbers[item] for item in sorted(numbers)]] = np.arange(len(numbers))
    return Sequences.of((place[rows] for rows in sequences), len(numbers))


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        packed = path.read_bytes()[:2] == b"\x1f\x8b"
        with gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8") as lines:
            for number, text in enumerate(lines, start=1):
                if words := text.split():
                    yield number, words
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise DataError(f"{path} can't be read: {error}.", "Give a text file, plain or gzipped.") from error
