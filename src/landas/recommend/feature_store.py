"""The feature store: what items, and people and items together, were up to before a moment. Events write it; training
and answers read it with the same code.

The log of events is its only copy, so nothing has to agree with it and erasing somebody reaches all of it. What items
were up to since a release holds for a full hour, and is kept by the hour: every worker reads the same, and a receipt is
repeated with what its answer read. What was shown to a person is read as of the very moment.
"""

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from landas.errors import SetupError
from landas.events.activity import Activity, hour_of, start_of
from landas.events.events import Event, EventStore
from landas.events.sequences import Ints, Sequences
from landas.ids import ItemId, ReleaseId
from landas.ranking.learned.features.lately import LatelyAtAnHour, lately_at
from landas.recommend.draft import Shown
from landas.retrieval.aside import Aside
from landas.retrieval.view import CatalogView

_PATIENCE = 0.5
"""Seconds the first answers of a process wait for what happened since the release."""
_AGAIN = 10.0
"""Seconds until what could not be read is tried again."""
_RISING = 100
_FAILED = "what happened lately could not be read"


@dataclass(frozen=True)
class Later:
    """Entries that came after a release: its rows, hours since 1970 and people."""

    rows: Ints
    hours: Ints
    people: Ints

    def to_document(self) -> dict[str, Any]:
        columns = {"rows": self.rows, "hours": self.hours, "people": self.people}
        return {name: column.tolist() for name, column in columns.items()}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Later":
        columns = (np.array(document[name], dtype=np.int64) for name in ("rows", "hours", "people"))
        return cls(*columns)


class LaterActivity(Protocol):
    """Where what happened since a release is kept, by the hour before which it happened."""

    def keep(self, release_id: ReleaseId, hour: int, later: Later) -> Later:
        """Gives what is kept: what another worker kept first, if one did."""
        ...

    def kept(self, release_id: ReleaseId, hour: int) -> Later | None: ...

    def forget_dropped(self) -> int:
        """Deletes what is kept of releases that aren't; gives how many hours."""
        ...


@dataclass(frozen=True)
class ItemsAtAnHour:
    """Features of a release's rows before an hour, and the rows most people turned to lately, best first."""

    release_id: ReleaseId
    hour: int
    feature: LatelyAtAnHour
    rising: Ints

    def is_of(self, view: CatalogView, hour: int) -> bool:
        return self.hour == hour and self.release_id == view.release_id


class FeatureStore:
    """Safe to share between threads: one of them reads what is new, the others go on with what is there."""

    def __init__(self, events: EventStore, later: LaterActivity) -> None:
        self._events = events
        self._later = later
        self._reading, self._repeating = Lock(), Lock()
        self._tried = -float("inf")
        # One of each: a column of a large catalogue takes megabytes.
        self._now: ItemsAtAnHour | None = None
        self._repeated: ItemsAtAnHour | None = None

    def items(self, view: CatalogView, known: Activity, now: datetime) -> ItemsAtAnHour:
        """Before the last full hour; or some hours earlier, for as long as that is still being read."""
        hour = max(hour_of(now), known.until)
        found = self._now
        if found is not None and found.is_of(view, hour):
            return found
        usable = found is not None and found.release_id == view.release_id and found.hour < hour
        if time.monotonic() - self._tried >= _AGAIN and self._reading.acquire(blocking=False):
            self._tried = time.monotonic()
            aside = Aside(lambda: self._read(view, known, hour), _FAILED, self._reading, only_logged=True)
            aside.result_within(0 if usable else _PATIENCE)
            found = self._now
        if found is not None and found.release_id == view.release_id and found.hour <= hour:
            return found
        return self.items_as_of(view, known, known.until)

    def items_as_of(self, view: CatalogView, known: Activity, hour: int) -> ItemsAtAnHour:
        """What an answer read. Raises SetupError where that is no longer kept."""
        for found in (self._now, self._repeated):
            if found is not None and found.is_of(view, hour):
                return found
        with self._repeating:
            if self._repeated is not None and self._repeated.is_of(view, hour):
                return self._repeated
            self._repeated = self._kept_at(view, known, hour)
            return self._repeated

    def _kept_at(self, view: CatalogView, known: Activity, hour: int) -> ItemsAtAnHour:
        later = self._later.kept(view.release_id, hour)
        if later is None and hour != known.until:
            raise SetupError(
                f"what people did between release {view.release_id} and {start_of(hour):%Y-%m-%d %H:%M} UTC, as that "
                "answer knew it, is no longer kept.",
                "Receipts can be repeated for as long as [privacy] receipts_days says.",
            )
        return _items_at(view, known, later, hour)

    def _read(self, view: CatalogView, known: Activity, hour: int) -> None:
        later = self._later.kept(view.release_id, hour)
        if later is None and hour > known.until:
            told = self._events.turned(start_of(known.until), start_of(hour))
            later = self._later.keep(view.release_id, hour, _of_release(told, view))
        self._now = _items_at(view, known, later, hour)
        self._tried = -float("inf")
        # The first answers may have gone by what the release knew; nobody else does.
        self._repeated = None


def _items_at(view: CatalogView, known: Activity, later: Later | None, hour: int) -> ItemsAtAnHour:
    activity = known if later is None else known.joined(later.rows, later.hours, later.people)
    feature = lately_at(activity, hour)
    best = np.argsort(-feature.latest, kind="stable")[:_RISING]
    return ItemsAtAnHour(view.release_id, hour, feature, best[feature.latest[best] > 0])


def shown_in(events: Iterable[Event]) -> tuple[Shown, ...]:
    """Impressions, newest first, item by item."""
    times: Counter[ItemId] = Counter()
    last: dict[ItemId, datetime] = {}
    for event in events:
        if event.item_id is not None:
            times[event.item_id] += 1
            last.setdefault(event.item_id, event.time)
    return tuple(Shown(item_id, times[item_id], when) for item_id, when in last.items())


def shown_rows(shown: Iterable[Shown], view: CatalogView) -> Sequences:
    """The same in the release's rows: as `moments.shown_before` gives it to learn from, but for the times of all but
    the last impression of an item, which no feature reads."""
    known = [(row, one) for one in shown if (row := view.stored_row(one.item_id)) is not None]
    times = [one.times for _, one in known]
    rows = np.repeat(np.array([row for row, _ in known], dtype=np.int32), times)
    latest = np.repeat(np.array([one.last.timestamp() for _, one in known], dtype=np.float64), times)
    return Sequences(rows, np.array([0, len(rows)], dtype=np.int64), view.base_size + 1, latest)


def _of_release(told: Iterable[tuple[Any, int, int]], view: CatalogView) -> Later:
    """Items that came after the release have no row of their own, and no features of behaviour."""
    known = [(row, hour, people) for item, hour, people in told if (row := view.stored_row(item)) is not None]
    columns: NDArray[np.int64] = np.array(known, dtype=np.int64).reshape(-1, 3).T
    return Later(*columns)
