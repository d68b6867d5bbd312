"""All sources learnt from behaviour, in one list. A new one is a file and a line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from landas.events.sequences import Sequences
from landas.retrieval.behaviour.covisitation import Covisits
from landas.retrieval.behaviour.factors import FactorSource, learn_factors
from landas.retrieval.behaviour.item_knn import learn_item_knn
from landas.retrieval.behaviour.learning import Learning
from landas.retrieval.behaviour.linear import MOST_ITEMS, learn_linear
from landas.retrieval.behaviour.neighbourhood import Neighbourhood
from landas.retrieval.behaviour.paths import learn_paths
from landas.retrieval.behaviour.people import PeopleSource, learn_people
from landas.retrieval.behaviour.source import BehaviourSource
from landas.retrieval.behaviour.together import (
    learn_bought_together,
    learn_viewed_also,
    no_purchases,
    no_times,
)
from landas.retrieval.behaviour.trending import (
    FixedSource,
    learn_newcomers,
    learn_popular,
    learn_trending,
)

PROPOSED, PROPOSED_TO_ALL = 80, 30
"""Candidates a source and person, and of a source that proposes the same to everybody: nearly twice as many put no
more of what came next among the first ten (see docs/decisions), and each has its features and its trees to be read."""


@dataclass(frozen=True)
class SourceKind:
    """How a source is learnt. `proposes` is how many candidates a person each of its scores gives; 0: it only scores
    those of others. One that holds what single people did is no part of a release, where erasing wouldn't reach."""

    name: str
    fit: Callable[[Learning], BehaviourSource]
    type: type[BehaviourSource]
    proposes: Mapping[str, int]
    most_rows: int | None = None
    most_entries: int | None = None
    holds_people: bool = False
    lacks: Callable[[Sequences], str | None] = lambda log: None
    """Why a log has nothing that the source could be learnt from; None where it has."""

    def unfit(self, known: Learning) -> str | None:
        """Why the source doesn't fit this log; None where it does."""
        if (missing := self.lacks(known.log)) is not None:
            return missing
        rows, entries = known.log.size, len(known.log.rows)
        if self.most_rows is not None and rows > self.most_rows:
            return f"{rows:,} items, it is fitted up to {self.most_rows:,}"
        if self.most_entries is not None and entries > self.most_entries:
            return f"{entries:,} events, it is fitted up to {self.most_entries:,}"
        return None


COVISITATION = "covisitation"
BEHAVIOUR_SOURCES: tuple[SourceKind, ...] = (
    SourceKind(
        COVISITATION,
        lambda known: known.covisits,
        Covisits,
        {
            "covisitation": PROPOSED, "covisitation_far": PROPOSED, "after_last": PROPOSED, "next": 0,
            "before": 0, "adjacent": 0, "after_second": 0, "meetings": 0, "links": 0,
        },
    ),
    SourceKind(
        "linear", learn_linear, Neighbourhood, {"linear": PROPOSED}, most_rows=MOST_ITEMS, most_entries=3_000_000
    ),
    SourceKind("paths", learn_paths, Neighbourhood, {"paths": PROPOSED}, most_rows=100_000),
    SourceKind("people", learn_people, PeopleSource, {"people": PROPOSED}, holds_people=True),
    SourceKind("factors", learn_factors, FactorSource, {"factors": PROPOSED}, most_rows=30_000),
    SourceKind("item_knn", learn_item_knn, Neighbourhood, {"item_knn": PROPOSED}, most_entries=30_000_000),
    SourceKind(
        "bought_together", learn_bought_together, Neighbourhood, {"bought_together": PROPOSED}, lacks=no_purchases
    ),
    SourceKind(
        "viewed_also", learn_viewed_also, Neighbourhood, {"viewed_also": PROPOSED},
        most_entries=30_000_000, lacks=no_times,
    ),
    SourceKind("trending", learn_trending, FixedSource, {"trending": PROPOSED_TO_ALL}),
    SourceKind("newcomers", learn_newcomers, FixedSource, {"newcomers": PROPOSED_TO_ALL}),
    SourceKind("popular_all", learn_popular, FixedSource, {"popular_all": PROPOSED_TO_ALL}),
)  # fmt: skip
