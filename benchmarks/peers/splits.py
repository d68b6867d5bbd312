"""A log of ratings cut into what may be learnt from and what is asked, as plain arrays that any library can read."""

import csv
import gzip
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Log = dict[str, list[tuple[int, int]]]
"""Of each person (time, row of the item), oldest first, each item once."""


@dataclass(frozen=True)
class Cases:
    """`known` is learnt from; person `asked[i]`, with all that `known` holds of them, wants the set `targets[i]`.

    `known` has one array a person, oldest first; a person without any is new.
    """

    known: list[NDArray[np.int32]]
    asked: list[int]
    targets: list[set[int]]
    size: int
    """How many items there are."""
    times: list[NDArray[np.float64]] | None = None
    """When, beside `known`, where the case is what comes within a window of time."""

    def save(self, path: Path) -> None:
        """What a library needs to answer: no target is written."""
        np.savez(
            path,
            rows=np.concatenate(self.known),
            lengths=np.array([len(rows) for rows in self.known]),
            asked=np.array(self.asked),
            size=self.size,
            times=np.concatenate(self.times or [np.zeros(0)]),
        )


def read_log(path: Path) -> tuple[Log, int]:
    """MovieLens' `ratings.csv.gz`: every rating is a sign of interest. Rows follow the items' ids, not time."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            found[line["userId"]][line["movieId"]] = int(float(line["timestamp"]))
    items = sorted({item for times in found.values() for item in times})
    row = {item: place for place, item in enumerate(items)}
    log = {user: sorted((time, row[item]) for item, time in times.items()) for user, times in found.items()}
    return log, len(items)


def leave_out(log: Log, size: int, place: int) -> Cases:
    """Wanted: of each person the item `place` steps before the end (1: the last). Known: all before it."""
    known = [_rows(entries[:-place]) for entries in log.values()]
    targets = [{entries[-place][1]} for entries in log.values()]
    return Cases(known, list(range(len(known))), targets, size)


def time_folds(log: Log, size: int, folds: int) -> list[Cases]:
    """Windows of equally many events over the last half of the log: learnt before each, asked within it.

    Wanted: whatever a person turns to within the window. Who did nothing before it is asked too, as a new person.
    """
    times = np.sort([time for entries in log.values() for time, _ in entries])
    edges = times[np.linspace(len(times) // 2, len(times) - 1, folds + 1).astype(int)]
    found = []
    for start, end in pairwise(edges):
        known = [_rows([entry for entry in entries if entry[0] < start]) for entries in log.values()]
        when = [np.array([time for time, _ in entries if time < start]) for entries in log.values()]
        wanted = [{row for time, row in entries if start <= time < end} for entries in log.values()]
        asked = [person for person, rows in enumerate(wanted) if rows]
        found.append(Cases(known, asked, [wanted[person] for person in asked], size, when))
    return found


def _rows(entries: list[tuple[int, int]]) -> NDArray[np.int32]:
    return np.array([row for _, row in entries], dtype=np.int32)
