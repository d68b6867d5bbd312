"""Step `done`: items that the person bought, saw or the like stay away, as the surface is set."""

from datetime import timedelta

from landas.events.events import EventStore
from landas.recommend.draft import Draft
from landas.recommend.shaping import Shaping

_EVENTS_READ = 1000


class LeaveOutDone:
    """Removes candidates that the person sent an event of an excluded type for."""

    name = "done"

    def __init__(self, events: EventStore, shaping: Shaping) -> None:
        self._events = events
        self._shaping = shaping

    def __call__(self, draft: Draft) -> None:
        request = draft.request
        types = self._shaping.excluded(request.surface)
        if not types or request.pinned or request.user_id is None or "recommend" not in request.purposes:
            return
        days = self._shaping.of(request.surface).exclude_days
        since = None if days is None else request.now - timedelta(days=days)
        events = self._events.of_user(request.user_id, limit=_EVENTS_READ, before=request.now)
        done = {
            event.item_id: f"the person sent {event.type!r} for it"
            for event in events
            if event.item_id is not None and event.type in types and (since is None or event.time >= since)
        }
        draft.leave_out(self.name, "done", done)
