"""What a learned ranker answers with: the rankers of releases, and the features that change with every event."""

from dataclasses import dataclass
from datetime import datetime

from landas.events.activity import hour_of
from landas.events.events import EventStore
from landas.events.sequences import Sequences
from landas.recommend.draft import Draft
from landas.recommend.feature_store import FeatureStore, shown_in, shown_rows
from landas.recommend.live_ranker import LiveRanker, LiveRankers
from landas.recommend.person_events import impressions_of
from landas.recommend.pool import Asked
from landas.retrieval.view import CatalogView


@dataclass(frozen=True)
class Learned:
    rankers: LiveRankers
    features: FeatureStore
    events: EventStore

    def warm(self, view: CatalogView, now: datetime) -> None:
        """Reads what the first answers would wait for."""
        live = self.rankers.of(view)
        if live is not None:
            self.features.items(view, live.activity, now)

    def asked(self, draft: Draft, live: LiveRanker, history: Sequences) -> Asked:
        """Raises SetupError where a receipt is repeated whose features are no longer kept."""
        view, now, before = draft.view, draft.request.now, draft.features_before
        if before is None:
            items = self.features.items(view, live.activity, now)
        else:
            items = self.features.items_as_of(view, live.activity, hour_of(before))
        if draft.shown_before is None and live.reads_shown:
            draft.shown_before = shown_in(impressions_of(draft, self.events))
        shown = shown_rows(draft.shown_before or (), view)
        return Asked(live.at(items), items, history, shown, now.timestamp())
