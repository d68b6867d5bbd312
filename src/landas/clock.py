"""Time: UTC instants for records, and monotonic deadlines that the parts of one turn share."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present instant in UTC. Passed in wherever a test or a replay must choose the time."""


def utc_now() -> datetime:
    return datetime.now(UTC)


def iso(instant: datetime) -> str:
    """`2026-03-01T08:00:00.000000Z`: sorts as text, one spelling an instant."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def parse_iso(text: str) -> datetime:
    """The instant an ISO 8601 text names, taken as UTC where it names no zone.

    Raises ValueError for text that is no ISO 8601 date or time.
    """
    instant = datetime.fromisoformat(text)
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on the monotonic clock by which work must have ended."""

    at: float

    @classmethod
    def after_ms(cls, milliseconds: float) -> "Deadline":
        return cls(time.monotonic() + milliseconds / 1000)

    def remaining_ms(self) -> float:
        """Milliseconds left; zero or less once the deadline has passed."""
        return (self.at - time.monotonic()) * 1000

    def sooner(self, milliseconds: float) -> "Deadline":
        """The earlier of this deadline and one `milliseconds` from now."""
        return Deadline(min(self.at, time.monotonic() + milliseconds / 1000))
