"""What the person of a request did, read once an answer: several steps go by it."""

from landas.events.events import Event, EventStore
from landas.recommend.draft import Draft

EVENTS_READ = 1000


def events_of(draft: Draft, events: EventStore) -> tuple[Event, ...]:
    """What the person did, known by their id, by the visit or by both; newest first, at most so many of each.

    Empty where the person's data may not be used to recommend.
    """
    if draft.person_events is None:
        draft.person_events = _read(draft, events)
    return draft.person_events


def _read(draft: Draft, events: EventStore) -> tuple[Event, ...]:
    request = draft.request
    if "recommend" not in request.purposes:
        return ()
    found: list[Event] = []
    if request.user_id is not None:
        found = events.of_user(request.user_id, limit=EVENTS_READ, before=request.now)
    if request.session_id is not None:
        known = {event.event_id for event in found}
        visit = events.of_session(request.session_id, limit=EVENTS_READ, before=request.now)
        found += [event for event in visit if event.event_id not in known]
        found.sort(key=lambda event: (event.time, event.event_id), reverse=True)
    return tuple(found)
