"""Long lists of ids in pieces that every database accepts: an IN list has a limit, a catalogue has none."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

IN_LIST = 500
"""Values in one IN list: far below the limits (SQLite 32,766, PostgreSQL 65,535), and quick to compile."""


def in_chunks(values: Iterable[T], size: int = IN_LIST) -> Iterator[list[T]]:
    """The values in their order, in lists of at most `size`."""
    remaining = iter(values)
    while chunk := list(islice(remaining, size)):
        yield chunk
