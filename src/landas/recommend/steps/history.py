"""Steps `history` and `refused`: what the person did lately leads to items, and what they refused stays away."""

from landas.events.events import Event, EventStore
from landas.events.history import in_cart, turned_lately
from landas.recommend.draft import Draft, HistoryEvent
from landas.recommend.person_events import REFUSED, events_of, ever_sent


class ReadHistory:
    """What the person turned to lately, newest first, as the learned ranker was taught it. A visit without a user id
    has its own."""

    name = "history"

    def __init__(self, events: EventStore) -> None:
        self._events = events

    def __call__(self, draft: Draft) -> None:
        entries = turned_lately(events_of(draft, self._events))
        draft.history = tuple(_entry(strongest, first) for strongest, first in entries)


class ReadCart:
    """What is in the person's cart, the latest first: what they bought since is in it no more."""

    name = "history"

    def __init__(self, events: EventStore) -> None:
        self._events = events

    def __call__(self, draft: Draft) -> None:
        draft.history = tuple(_entry(event, event) for event in in_cart(events_of(draft, self._events)))


class HideRefused:
    """Removes candidates that the person hid, disliked or rejected."""

    name = "refused"

    def __init__(self, events: EventStore) -> None:
        self._events = events

    def __call__(self, draft: Draft) -> None:
        reasons = {
            event.item_id: f"the person sent {event.type!r} for it"
            for event in ever_sent(draft, self._events, REFUSED)
            if event.item_id is not None
        }
        draft.leave_out(self.name, "refused", reasons)


class LeaveOutHistory:
    """Removes the very items that the history consists of: what is in the cart need not be recommended."""

    name = "left_out"

    def __call__(self, draft: Draft) -> None:
        draft.leave_out(self.name, "in_history", {event.item_id: "already there" for event in draft.history})


def _entry(event: Event, first: Event) -> HistoryEvent:
    if event.item_id is None:
        raise RuntimeError("a history holds events about items")
    return HistoryEvent(event.event_id, event.type, event.item_id, first.time)
