"""Step `done`: items that the person bought, saw or the like stay away, as the surface is set."""

from datetime import timedelta

from landas.events.events import EventStore
from landas.recommend.draft import Draft
from landas.recommend.person_events import ever_sent
from landas.recommend.shaping import Shaping


class LeaveOutDone:
    """Removes candidates that the person sent an event of an excluded type for."""

    name = "done"

    def __init__(self, events: EventStore, shaping: Shaping) -> None:
        self._events = events
        self._shaping = shaping

    def __call__(self, draft: Draft) -> None:
        request = draft.request
        types = self._shaping.excluded(request.surface)
        if not types or request.pinned:
            return
        days = self._shaping.of(request.surface).exclude_days
        since = None if days is None else request.now - timedelta(days=days)
        done = {
            event.item_id: f"the person sent {event.type!r} for it"
            for event in ever_sent(draft, self._events, types)
            if event.item_id is not None and (since is None or event.time >= since)
        }
        draft.leave_out(self.name, "done", done)
