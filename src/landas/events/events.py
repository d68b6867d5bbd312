"""What was shown and what people did, and what events need of a database."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple, Protocol, get_args

from landas.ids import EventId, ItemId, ReceiptId, SessionId, UserId

EventType = Literal[
    "impression", "click", "view", "cart", "purchase", "rating", "like", "dislike", "hide", "accept", "reject"
]
EVENT_TYPES: tuple[str, ...] = get_args(EventType)


class Event(NamedTuple):
    """One thing that happened. `value` is a rating or an amount, `position` the place on a slate from 1. A tuple: an
    answer reads a hundred and more, an import millions."""

    event_id: EventId
    type: EventType
    time: datetime
    user_id: UserId | None = None
    session_id: SessionId | None = None
    item_id: ItemId | None = None
    value: float | None = None
    receipt_id: ReceiptId | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class RejectedEvent:
    """An event that can't be used, kept whole with the reason."""

    raw: Any
    reason: str


@dataclass(frozen=True, slots=True)
class AppendCounts:
    stored: int = 0
    duplicate: int = 0


class EventStore(Protocol):
    """Events, idempotent by event id. Every call that writes is one transaction."""

    def append(self, events: Sequence[Event]) -> AppendCounts:
        """Stores events whose id is new."""
        ...

    def keep_rejected(self, rejected: Sequence[RejectedEvent]) -> None:
        """Keeps unusable events whole, so that nothing sent is lost."""
        ...

    def of_user(
        self,
        user_id: UserId,
        *,
        limit: int,
        before: datetime | None = None,
        types: Collection[str] = EVENT_TYPES,
    ) -> list[Event]:
        """The person's latest events of some types, newest first, older than `before` if given."""
        ...

    def of_session(
        self,
        session_id: SessionId,
        *,
        limit: int,
        before: datetime | None = None,
        types: Collection[str] = EVENT_TYPES,
    ) -> list[Event]:
        """The same of a visit."""
        ...

    def people(self, *, after: UserId, up_to: UserId | None = None, limit: int | None = None) -> list[UserId]:
        """Everybody with an event, under the ids by which they are kept, in the order of ids beyond `after`."""
        ...

    def scan(self) -> Iterator[Event]:
        """All events in order of time, then id."""
        ...

    def turned(self, since: datetime, before: datetime) -> Iterator[tuple[ItemId, int, int]]:
        """In a span of time that begins with an hour: an item, an hour since 1970, how many people turned to it then.

        An event of nobody in particular is somebody's.
        """
        ...

    def count(self) -> int: ...

    def visits_of(self, user_id: UserId) -> set[SessionId]:
        """The visits in which a person sent an event."""
        ...

    def erase_user(self, user_id: UserId, visits: Collection[SessionId] = ()) -> int:
        """Removes every event of a person, and those of nobody in particular in `visits`; gives how many."""
        ...
