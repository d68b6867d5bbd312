"""Steps `history` and `refused`: what the person did lately leads to items, and what they refused stays away."""

from landas.events.events import Event, EventStore
from landas.recommend.draft import Draft, HistoryEvent

LIKED = frozenset({"click", "view", "cart", "purchase", "like", "accept"})
REFUSED = frozenset({"dislike", "hide", "reject"})
_GOOD_RATING = 4.0
_EVENTS_READ = 200
_ITEMS_USED = 20


class ReadHistory:
    """The person's latest liked items, newest first, each once. A visit without a user id has its own."""

    name = "history"

    def __init__(self, events: EventStore, kinds: frozenset[str] = LIKED) -> None:
        self._events = events
        self._kinds = kinds

    def __call__(self, draft: Draft) -> None:
        found: dict[str, HistoryEvent] = {}
        for event in _events_of(draft, self._events):
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
            for event in _events_of(draft, self._events)
            if event.item_id is not None and event.type in REFUSED
        }
        draft.leave_out(self.name, "refused", reasons)


class LeaveOutHistory:
    """Removes the very items that the history consists of: what is in the cart need not be recommended."""

    name = "left_out"

    def __call__(self, draft: Draft) -> None:
        draft.leave_out(self.name, "in_history", {event.item_id: "already there" for event in draft.history})


def _events_of(draft: Draft, events: EventStore) -> list[Event]:
    """What the person did, known by their id, by the visit or by both; newest first."""
    request = draft.request
    if "recommend" not in request.purposes:
        return []
    found: list[Event] = []
    if request.user_id is not None:
        found = events.of_user(request.user_id, limit=_EVENTS_READ, before=request.now)
    if request.session_id is not None:
        known = {event.event_id for event in found}
        visit = events.of_session(request.session_id, limit=_EVENTS_READ, before=request.now)
        found += [event for event in visit if event.event_id not in known]
        found.sort(key=lambda event: (event.time, event.event_id), reverse=True)
    return found


def _is_liked(event: Event, kinds: frozenset[str]) -> bool:
    if event.type == "rating" and kinds is LIKED:
        return event.value is not None and event.value >= _GOOD_RATING
    return event.type in kinds
