"""What people did, as compact columns on disk: whatever learns from behaviour reads these instead of the events.

Events come in the order of time and are written down as they come; a second pass puts each beside the others of
its person. Memory holds one chunk, the people's keys and the catalogue's, never the log.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np

from landas.events.events import Event
from landas.ids import ItemId
from landas.releases.files import Array, load_array, new_array, save_array

EVENT_WEIGHTS: Mapping[str, float] = {
    "click": 1.0, "view": 1.0, "cart": 3.0, "purchase": 5.0, "like": 3.0, "accept": 3.0, "rating": 2.0,
}  # fmt: skip
"""Events that say a person turned to an item. A poor rating says the contrary and is left out."""
GOOD_RATING = 3.5
CHUNK = 200_000
"""Events in memory at a time."""

_GOOD = frozenset({"like", "accept"})
_BAD = frozenset({"dislike", "hide", "reject"})
_COLUMNS = {
    "rows": np.int32, "times": np.float64, "weights": np.float32, "opinions": np.float32, "positions": np.int16,
}  # fmt: skip
PLACES = 100
"""Places of a slate whose impressions are counted one by one."""
_NOBODY = -1


@dataclass(frozen=True)
class InteractionLog:
    """Events person by person, oldest first, as rows of the catalogue; person `p` has `offsets[p]:offsets[p + 1]`.

    After the last person come the events of nobody in particular. `times` are seconds since 1970, `weights` 0 where
    the event doesn't say that somebody turned to the item, `opinions` from 0 (bad) to 1, NaN where it is none,
    `positions` the place on a slate from 1, 0 where there was none. `shown` and `taken` count, by that place, the
    impressions and the clicks.
    """

    rows: Array
    times: Array
    weights: Array
    opinions: Array
    positions: Array
    offsets: Array
    shown: Array
    taken: Array

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
        return cls(*(load_array(folder, f"log.{name}") for name in (*_COLUMNS, "offsets", "shown", "taken")))


def event_weight(event: Event) -> float:
    """How strongly an event says that a person turned to its item; 0 for one that doesn't."""
    if event.type == "rating" and (event.value is None or event.value < GOOD_RATING):
        return 0.0
    return EVENT_WEIGHTS.get(event.type, 0.0)


def write_interactions(
    events: Iterable[Event], rows: Mapping[ItemId, int], folder: Path, chunk: int = CHUNK
) -> InteractionLog:
    """Writes the events, which come in order of time, into `folder`; those of unknown items and impressions not."""
    known = _Known(rows)
    remaining = known.of(events)
    counts = np.zeros(0, dtype=np.int64)
    parts = 0
    while entries := list(islice(remaining, chunk)):
        people = np.array([entry[0] for entry in entries], dtype=np.int64)
        save_array(folder, f"part{parts}.people", people)
        for place, (name, dtype) in enumerate(_COLUMNS.items(), start=1):
            save_array(
                folder, f"part{parts}.{name}", np.array([entry[place] for entry in entries], dtype=dtype)
            )
        counts = _added(counts, np.bincount(people + 1, minlength=len(known.people) + 1))
        parts += 1
    save_array(folder, "log.shown", known.shown)
    save_array(folder, "log.taken", known.taken)
    _gather(folder, parts, counts if len(counts) else np.zeros(1, dtype=np.int64))
    return InteractionLog.load(folder)


@dataclass
class _Known:
    """Reads events in order of time; remembers people's numbers, and the highest rating: feeds rate out of 5 or 100."""

    rows: Mapping[ItemId, int]
    people: dict[str, int] = field(default_factory=dict)
    highest: float = 5.0
    shown: Array = field(default_factory=lambda: np.zeros(PLACES + 1, dtype=np.int64))
    taken: Array = field(default_factory=lambda: np.zeros(PLACES + 1, dtype=np.int64))

    def of(self, events: Iterable[Event]) -> Iterator[tuple[int, int, float, float, float, int]]:
        for event in events:
            row = self.rows.get(event.item_id) if event.item_id else None
            place = min(max(event.position or 0, 0), PLACES)
            if event.type in ("impression", "click"):
                (self.shown if event.type == "impression" else self.taken)[place] += 1
            if row is not None and event.type != "impression":
                opinion = self._opinion(event)
                yield self._person(event), row, event.time.timestamp(), event_weight(event), opinion, place

    def _person(self, event: Event) -> int:
        who = f"u{event.user_id}" if event.user_id else f"s{event.session_id}" if event.session_id else None
        return _NOBODY if who is None else self.people.setdefault(who, len(self.people))

    def _opinion(self, event: Event) -> float:
        if event.type == "rating" and event.value is not None:
            self.highest = max(self.highest, event.value)
            return max(event.value, 0.0) / self.highest
        return 1.0 if event.type in _GOOD else 0.0 if event.type in _BAD else float("nan")


def _added(counts: Array, more: Array) -> Array:
    grown = more.copy()
    grown[: len(counts)] += counts
    return grown


def _gather(folder: Path, parts: int, counts: Array) -> None:
    """Puts each person's events together: a counting sort, part by part, that keeps the order of time."""
    of_people = counts[1:]
    offsets = np.concatenate([[0], np.cumsum(of_people)]).astype(np.int64)
    save_array(folder, "log.offsets", offsets)
    free = np.concatenate([offsets[:-1], offsets[-1:]])  # where the next one goes; the last place is nobody's
    total = int(counts.sum())
    whole = {name: new_array(folder, f"log.{name}", (total,), dtype) for name, dtype in _COLUMNS.items()}
    for part in range(parts):
        people = load_array(folder, f"part{part}.people") % len(free)  # -1, nobody, becomes the last
        order = np.argsort(people, kind="stable")
        ordered = people[order]
        firsts = np.searchsorted(ordered, ordered)
        places = free[ordered] + np.arange(len(ordered)) - firsts
        for name in _COLUMNS:
            whole[name][places] = load_array(folder, f"part{part}.{name}")[order]
        free += np.bincount(people, minlength=len(free))
        for name in ("people", *_COLUMNS):
            (folder / f"part{part}.{name}.npy").unlink()
    for column in whole.values():
        column.flush()
