"""Steps `history` and `refused`: what the person did lately leads to items, and what they refused stays away."""

from landas.events.events import Event, EventStore
from landas.recommend.draft import Draft, HistoryEvent
from landas.recommend.person_events import events_of, ever_sent

LIKED = frozenset({"click", "view", "cart", "purchase", "like", "accept"})
REFUSED = frozenset({"dislike", "hide", "reject"})
_GOOD_RATING = 4.0
_EVENTS_USED = 200
_ITEMS_USED = 20


class ReadHistory:
    """The person's latest liked items, newest first, each once. A visit without a user id has its own."""

    name = "history"

    def __init__(self, events: EventStore, kinds: frozenset[str] = LIKED) -> None:
        self._events = events
        self._kinds = kinds

    def __call__(self, draft: Draft) -> None:
        found: dict[str, HistoryEvent] = {}
        for event in events_of(draft, self._events)[:_EVENTS_USED]:
            if event.item_id is not None and _is_liked(event, self._kinds) and event.item_id not in found:
                found[event.item_id] = HistoryEvent(event.event_id, event.type, event.item_id, event.time)
        draft.history = tuple(found.values())[:_ITEMS_USED]


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


def _is_liked(event: Event, kinds: frozenset[str]) -> bool:
    if event.type == "rating" and kinds is LIKED:
        return event.value is not None and event.value >= _GOOD_RATING
    return event.type in kinds
