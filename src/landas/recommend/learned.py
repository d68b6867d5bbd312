"""What a learned ranker answers with: the rankers of releases, and the features that change with every event."""

from dataclasses import dataclass

from landas.events.activity import HOUR
from landas.events.events import EventStore
from landas.events.sequences import Sequences
from landas.recommend.draft import Draft
from landas.recommend.feature_store import FeatureStore, shown_to
from landas.recommend.live_ranker import LiveRanker, LiveRankers
from landas.recommend.person_events import events_of
from landas.recommend.pool import Asked


@dataclass(frozen=True)
class Learned:
    rankers: LiveRankers
    features: FeatureStore
    events: EventStore

    def asked(self, draft: Draft, live: LiveRanker, history: Sequences) -> Asked:
        """Raises SetupError where a receipt is repeated whose features are no longer kept."""
        view, now, before = draft.view, draft.request.now, draft.features_before
        if before is None:
            items = self.features.items(view, live.activity, now)
        else:
            items = self.features.items_as_of(view, live.activity, int(before.timestamp()) // HOUR)
        shown = shown_to(events_of(draft, self.events), view, now)
        return Asked(live.at(items), items, history, shown, now.timestamp())
