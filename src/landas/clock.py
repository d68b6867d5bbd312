"""Time: UTC instants for records, and monotonic deadlines that the parts of one turn share."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

Clock = Callable[[], datetime]
"""Gives the present instant in UTC. Passed in wherever a test or a replay must choose the time."""


def utc_now() -> datetime:
    return datetime.now(UTC)


# A receipt writes the same few instants for fact after fact, and formatting one takes ten microseconds.
@lru_cache(maxsize=4096)
def iso(instant: datetime) -> str:
    """`2026-03-01T08:00:00.000000Z`: sorts as text, one spelling an instant."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def parse_iso(text: str) -> datetime:
    """The instant an ISO 8601 text names, taken as UTC where it names no zone.

    Raises ValueError for text that is no ISO 8601 date or time.
    """
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is UTC:
        return instant
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


class Stop:
    """Ends work before its deadline, for good and from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_set = False
        self._waiting: list[Callable[[], object]] = []

    @property
    def is_set(self) -> bool:
        return self._is_set

    def now(self) -> None:
        """Everybody who waits is told, on this thread; later ones at once. Again it does nothing."""
        with self._lock:
            waiting = [] if self._is_set else list(self._waiting)
            self._is_set = True
        for tell in waiting:
            tell()

    @contextmanager
    def telling(self, tell: Callable[[], object]) -> Iterator[None]:
        """`tell` is called if this is or becomes set before the block is left. It must be quick and not raise."""
        with self._lock:
            is_set = self._is_set
            self._waiting.append(tell)
        if is_set:
            tell()
        try:
            yield
        finally:
            with self._lock:
                self._waiting.remove(tell)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on the monotonic clock by which work must have ended. With a `stop`, that may come at any time."""

    at: float
    stop: Stop | None = None
    begun: float = field(default_factory=time.monotonic)
    """When the work began, on the same clock."""

    @classmethod
    def after_ms(cls, milliseconds: float, stop: Stop | None = None) -> "Deadline":
        return cls(time.monotonic() + milliseconds / 1000, stop)

    @property
    def is_stopped(self) -> bool:
        return self.stop is not None and self.stop.is_set

    def remaining_ms(self) -> float:
        """Milliseconds left; zero or less once the deadline has passed or the work was stopped."""
        return 0.0 if self.is_stopped else (self.at - time.monotonic()) * 1000

    def sooner(self, milliseconds: float) -> "Deadline":
        """The earlier of this deadline and one `milliseconds` from now; stopped together."""
        return replace(self, at=min(self.at, time.monotonic() + milliseconds / 1000))

    def since(self) -> timedelta:
        """How long ago the work began."""
        return timedelta(seconds=time.monotonic() - self.begun)

    @contextmanager
    def stopping(self, tell: Callable[[], object]) -> Iterator[None]:
        """`tell` is called if the work is stopped before the block is left; nobody calls it at the deadline."""
        if self.stop is None:
            yield
            return
        with self.stop.telling(tell):
            yield
