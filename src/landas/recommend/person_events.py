"""What the person of a request did, read once an answer: several steps go by it."""

from collections.abc import Collection
from datetime import datetime, timedelta

from landas.events.activity import HOUR
from landas.events.events import EVENT_TYPES, Event, EventStore
from landas.recommend.draft import Draft
from landas.recommend.moments import SHOWN_READ

EVENTS_READ = 1000
_EVER_READ = 20_000
IMPRESSION = "impression"
REFUSED = frozenset({"dislike", "hide", "reject"})
USUALLY_OUT = REFUSED | {"purchase"}
ACTS = tuple(kind for kind in EVENT_TYPES if kind != IMPRESSION)


def events_of(draft: Draft, events: EventStore) -> tuple[Event, ...]:
    """What the person did, known by their id, by the visit or by both; newest first, at most so many of each. What was
    only shown is none of it: a hundred impressions a day would push everything else out.

    Empty where the person's data may not be used to recommend.
    """
    if draft.person_events is None:
        draft.person_events = _read(draft, events, EVENTS_READ, ACTS, draft.request.now)
    return draft.person_events


def ever_sent(draft: Draft, events: EventStore, types: Collection[str]) -> tuple[Event, ...]:
    """The person's events of some types however long ago, newest first."""
    found = events_of(draft, events)
    if len(found) == EVENTS_READ or IMPRESSION in types:
        found = _ever(draft, events, frozenset(types))
    return tuple(event for event in found if event.type in types)


def _ever(draft: Draft, events: EventStore, types: frozenset[str]) -> tuple[Event, ...]:
    """Of somebody who did much, read once for the steps that ask: what keeps things out as long as nothing is said."""
    read, found = draft.ever_sent
    if not types <= read:
        read = types | read | USUALLY_OUT
        found = _read(draft, events, _EVER_READ, read, draft.request.now)
        draft.ever_sent = read, found
    return found


def impressions_of(draft: Draft, events: EventStore) -> tuple[Event, ...]:
    """What the person was shown until an hour ago, the latest of it, newest first."""
    until = draft.request.now - timedelta(seconds=HOUR) + timedelta.resolution
    return _read(draft, events, SHOWN_READ, (IMPRESSION,), until)[:SHOWN_READ]


def _read(
    draft: Draft, events: EventStore, limit: int, types: Collection[str], before: datetime
) -> tuple[Event, ...]:
    request = draft.request
    if "recommend" not in request.purposes:
        return ()
    found: list[Event] = []
    if request.user_id is not None:
        found = events.of_user(request.user_id, limit=limit, before=before, types=types)
    if request.session_id is not None:
        known = {event.event_id for event in found}
        visit = events.of_session(request.session_id, limit=limit, before=before, types=types)
        found += [event for event in visit if event.event_id not in known]
        found.sort(key=lambda event: (event.time, event.event_id), reverse=True)
    return tuple(found)
