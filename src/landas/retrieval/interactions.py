"""What people did, as compact columns on disk: whatever learns from behaviour reads these instead of the events.

Events come in the order of time and are written down as they come; a second pass puts each beside the others of
its person. Memory holds one chunk, the people's keys and the catalogue's, never the log.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from landas.events.events import Event
from landas.events.weights import event_weight
from landas.ids import ItemId
from landas.releases.files import Array, load_array, new_array, save_array

CHUNK = 200_000
"""Events in memory at a time."""

_GOOD = frozenset({"like", "accept"})
_BAD = frozenset({"dislike", "hide", "reject"})
_COLUMNS = {
    "rows": np.int32, "times": np.float64, "weights": np.float32, "opinions": np.float32, "positions": np.int16,
}  # fmt: skip
_SEEN = {"rows": np.int32, "times": np.float64}
PLACES = 100
"""Places of a slate whose impressions are counted one by one."""
_NOBODY = -1


@dataclass(frozen=True)
class Seen:
    """What each person was shown, oldest first: rows of the catalogue and seconds since 1970."""

    rows: Array
    times: Array
    offsets: Array


@dataclass(frozen=True)
class InteractionLog:
    """Events person by person, oldest first, as rows of the catalogue; person `p` has `offsets[p]:offsets[p + 1]`.

    After the last person come the events of nobody in particular. `times` are seconds since 1970, `weights` 0 where
    the event doesn't say that somebody turned to the item, `opinions` from 0 (bad) to 1, NaN where it is none,
    `positions` the place on a slate from 1, 0 where there was none. `shown` and `taken` count, by that place, the
    impressions and the clicks; `seen` are the impressions of the same people.
    """

    rows: Array
    times: Array
    weights: Array
    opinions: Array
    positions: Array
    offsets: Array
    shown: Array
    taken: Array
    seen: Seen

    def __len__(self) -> int:
        return len(self.rows)

    def spans(self, size: int = CHUNK) -> Iterator[tuple[int, int]]:
        """People from the first number to before the second, with about `size` events."""
        start, people = 0, len(self.offsets) - 1
        while start < people:
            reached = int(np.searchsorted(self.offsets, self.offsets[start] + size, side="right")) - 1
            end = min(max(reached, start + 1), people)
            yield start, end
            start = end

    @classmethod
    def load(cls, folder: Path) -> "InteractionLog":
        names = (*_COLUMNS, "offsets", "shown", "taken")
        seen = Seen(**{name: load_array(folder, f"seen.{name}") for name in (*_SEEN, "offsets")})
        return cls(**{name: load_array(folder, f"log.{name}") for name in names}, seen=seen)


def write_interactions(
    events: Iterable[Event], rows: Mapping[ItemId, int], folder: Path, chunk: int = CHUNK
) -> InteractionLog:
    """Writes the events, which come in order of time, into `folder`; those of unknown items not."""
    known = _Known(rows)
    done, seen = _Columns(folder, "log", _COLUMNS), _Columns(folder, "seen", _SEEN)
    remaining = known.of(events)
    while entries := list(islice(remaining, chunk)):
        done.write([entry for entry in entries if isinstance(entry, _Done)])
        seen.write([entry for entry in entries if isinstance(entry, _Shown)])
    save_array(folder, "log.shown", known.shown)
    save_array(folder, "log.taken", known.taken)
    done.gather(len(known.people))
    seen.gather(len(known.people))
    return InteractionLog.load(folder)


class _Done(NamedTuple):
    person: int
    row: int
    time: float
    weight: float
    opinion: float
    position: int


class _Shown(NamedTuple):
    person: int
    row: int
    time: float


@dataclass
class _Known:
    """Reads events in order of time; remembers people's numbers, and the highest rating: feeds rate out of 5 or 100."""

    rows: Mapping[ItemId, int]
    people: dict[str, int] = field(default_factory=dict)
    highest: float = 5.0
    shown: Array = field(default_factory=lambda: np.zeros(PLACES + 1, dtype=np.int64))
    taken: Array = field(default_factory=lambda: np.zeros(PLACES + 1, dtype=np.int64))

    def of(self, events: Iterable[Event]) -> Iterator[_Done | _Shown]:
        for event in events:
            row = self.rows.get(event.item_id) if event.item_id else None
            place = min(max(event.position or 0, 0), PLACES)
            if event.type in ("impression", "click"):
                (self.shown if event.type == "impression" else self.taken)[place] += 1
            if row is None:
                continue
            if event.type == "impression":
                if (who := self._person(event)) != _NOBODY:
                    yield _Shown(who, row, event.time.timestamp())
            else:
                yield self._done(event, row, place)

    def _done(self, event: Event, row: int, place: int) -> _Done:
        person, opinion = self._person(event), self._opinion(event)
        return _Done(person, row, event.time.timestamp(), event_weight(event), opinion, place)

    def _person(self, event: Event) -> int:
        who = f"u{event.user_id}" if event.user_id else f"s{event.session_id}" if event.session_id else None
        return _NOBODY if who is None else self.people.setdefault(who, len(self.people))

    def _opinion(self, event: Event) -> float:
        if event.type == "rating" and event.value is not None:
            self.highest = max(self.highest, event.value)
            return max(event.value, 0.0) / self.highest
        return 1.0 if event.type in _GOOD else 0.0 if event.type in _BAD else float("nan")


class _Columns:
    """Entries of people written part by part as they come, and then put together person by person."""

    def __init__(self, folder: Path, name: str, columns: Mapping[str, Any]) -> None:
        self._folder = folder
        self._name = name
        self._columns = columns
        self._counts = np.zeros(1, dtype=np.int64)
        self._parts = 0

    def write(self, entries: Sequence[_Done] | Sequence[_Shown]) -> None:
        """The person's number, then a value a column."""
        if not entries:
            return
        people, *columns = zip(*entries, strict=True)
        self._save("people", np.array(people, dtype=np.int64))
        for (name, dtype), column in zip(self._columns.items(), columns, strict=True):
            self._save(name, np.array(column, dtype=dtype))
        self._counts = _added(self._counts, np.bincount(np.array(people) + 1))
        self._parts += 1

    def gather(self, people: int) -> None:
        """A counting sort, part by part, that keeps the order of time; nobody's entries come last."""
        of_people = _added(np.zeros(people + 1, dtype=np.int64), self._counts)
        offsets = np.concatenate([[0], np.cumsum(of_people[1:])]).astype(np.int64)
        save_array(self._folder, f"{self._name}.offsets", offsets)
        free = np.concatenate(
            [offsets[:-1], offsets[-1:]]
        )  # where the next one goes; the last place is nobody's
        total = (int(of_people.sum()),)
        whole = {n: new_array(self._folder, f"{self._name}.{n}", total, d) for n, d in self._columns.items()}
        for part in range(self._parts):
            owners = self._load(part, "people") % len(free)  # -1, nobody, becomes the last
            order = np.argsort(owners, kind="stable")
            ordered = owners[order]
            places = free[ordered] + np.arange(len(ordered)) - np.searchsorted(ordered, ordered)
            for name, column in whole.items():
                column[places] = self._load(part, name)[order]
            free += np.bincount(owners, minlength=len(free))
            for name in ("people", *self._columns):
                self._path(part, name).unlink()
        for column in whole.values():
            column.flush()

    def _save(self, name: str, column: Array) -> None:
        save_array(self._folder, self._path(self._parts, name).stem, column)

    def _load(self, part: int, name: str) -> Array:
        return load_array(self._folder, self._path(part, name).stem)

    def _path(self, part: int, name: str) -> Path:
        return self._folder / f"{self._name}.part{part}.{name}.npy"


def _added(counts: Array, more: Array) -> Array:
    longer, shorter = (counts, more) if len(counts) > len(more) else (more, counts)
    grown = longer.copy()
    grown[: len(shorter)] += shorter
    return grown
