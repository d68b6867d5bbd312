"""The candidates of one request as arrays: proposed by everything learnt from behaviour, by content and by
popularity, scored by the learned ranker; the best become candidates."""

from dataclasses import dataclass, replace
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from landas.events.keys import are_among
from landas.events.sequences import Ints, Sequences
from landas.ranking.learned.table import CandidateTable, Floats, places_within
from landas.recommend.feature_store import ItemsAtAnHour
from landas.recommend.live_ranker import LiveRanker, popular_rows
from landas.recommend.two_stages import Proposed
from landas.request.candidates import Candidate, HitTable, TableHits, candidates_of
from landas.retrieval.best import best
from landas.retrieval.vectors import cosines_of
from landas.retrieval.view import BoolArray, CatalogView

_POPULAR = 100
_RISING = 30
_NEW = 30
"""Items that came after the release, nearest in meaning to the history."""
_NAMES = {"content": "vector"}
"""Sources that answers know under another name: what is near in meaning, with or without words."""


@dataclass(frozen=True)
class Asked:
    """For whom or beside what is asked: `history` and `shown` hold one sequence, `now` is in seconds since 1970."""

    live: LiveRanker
    items: ItemsAtAnHour
    history: Sequences
    shown: Sequences
    now: float


@dataclass(frozen=True)
class _Found:
    """Candidates with their living rows; `proposed` says who proposed which of the release's rows."""

    table: CandidateTable
    rows: Ints
    proposed: Proposed
    popular: Ints
    new: int


def ranked_pool(asked: Asked, view: CatalogView, allowed: BoolArray, limit: int) -> tuple[Candidate, ...]:
    """The `limit` best candidates of a person or an item, best first."""
    found, live = _found(asked, view, allowed), asked.live
    margins = live.ranker.scores(found.table, live.stage.features)
    places, values = best(np.arange(len(margins)), margins, limit)
    hits = map(TableHits, repeat(_hits(found, places)), range(len(places)))
    # Between 0 and 1, in the same order: later steps may weigh it against other things.
    scores = 1 / (1 + np.exp(-values.astype(np.float64)))
    item_ids = view.item_ids(found.rows[places].tolist())
    features = [{"learned": value} for value in values.tolist()]
    return candidates_of(item_ids, hits, scores.tolist(), features)


def _found(asked: Asked, view: CatalogView, allowed: BoolArray) -> _Found:
    live, history = asked.live, asked.history
    popular = _with_rising(popular_rows(view, allowed, _POPULAR), asked.items.rising, view, allowed)
    stored = view.stored_mask(allowed)
    more = view.stored_rows[popular]
    known = more < view.base_size
    unseen = known & ~are_among(more, np.sort(history.rows))
    popular, more = popular[unseen], more[unseen]
    moments = np.array([asked.now])
    proposed = live.stage.candidates(history, stored, moments, more=np.sort(more), shown=asked.shown)
    table, living = proposed.table, view.living_rows[proposed.table.rows]
    fresh, cosines, last = _new_items(live, history, view, allowed)
    return _Found(
        _with_new(table, view.base_size, cosines, last),
        np.concatenate([living, fresh]),
        proposed,
        np.searchsorted(table.rows, more),
        len(fresh),
    )


def _with_rising(popular: Ints, rising: Ints, view: CatalogView, allowed: BoolArray) -> Ints:
    """The rows and, after them, those that most people turned to lately, of which the release may have known little."""
    living = view.living_rows[rising]
    living = living[living >= 0]
    usable = allowed[living] & ~are_among(living, np.sort(popular))
    return np.concatenate([popular, living[usable][:_RISING]])


def _new_items(
    live: LiveRanker, history: Sequences, view: CatalogView, allowed: BoolArray
) -> tuple[Ints, Floats, Floats]:
    """Rows of items that came after the release and resemble the history, and their cosines with it."""
    none = np.zeros(0, dtype=np.float32)
    content = live.stage.content
    later = np.flatnonzero(allowed[view.base_size :]) + view.base_size
    later = later[view.stored_rows[later] == view.base_size]
    wanted = None if content is None or not len(later) else content.meaning(history.rows, 5)
    if content is None or wanted is None:
        return np.zeros(0, dtype=np.int64), none, none
    vectors = view.later_vectors(later)
    rows, cosines = best(later, cosines_of(vectors, wanted), _NEW)
    last = content.meaning(history.rows, 1)
    beside = np.zeros(len(rows), np.float32) if last is None else cosines_of(view.later_vectors(rows), last)
    return rows, np.maximum(cosines, 0), np.maximum(beside, 0)


def _with_new(table: CandidateTable, unknown: int, content: Floats, last: Floats) -> CandidateTable:
    """The table and rows of which no behaviour is known, all of them read as the row that stands for these."""
    if not len(content):
        return table
    zeros = np.zeros(len(content), dtype=np.float32)
    own = {"content": content, "content_last": last}
    scores = {name: np.concatenate([c, own.get(name, zeros)]) for name, c in table.scores.items()}
    return replace(
        table,
        people=np.concatenate([table.people, np.zeros(len(content), dtype=np.int64)]),
        rows=np.concatenate([table.rows, np.full(len(content), unknown)]),
        scores=scores,
    )


def _hits(found: _Found, places: NDArray[np.int64]) -> HitTable:
    """Who proposed each of these places of the table, with what score and rank."""
    table, own = found.table, found.proposed.by_source
    among = np.searchsorted(found.proposed.keys, np.concatenate(list(own.values())))
    columns = np.repeat(np.arange(len(own)), [len(keys) for keys in own.values()])
    if found.new:
        among = np.concatenate([among, np.arange(len(table) - found.new, len(table))])
        columns = np.concatenate([columns, np.full(found.new, list(own).index("content"))])
    values = np.stack([table.scores[name] for name in own])[columns, among]
    scores = np.zeros((len(table), len(own) + 1))
    ranks = np.zeros((len(table), len(own) + 1), dtype=np.int64)
    scores[among, columns] = values
    ranks[among, columns] = places_within(columns, values) + 1
    count = len(found.popular)
    scores[found.popular, -1] = np.arange(count, 0, -1) / max(count, 1)
    ranks[found.popular, -1] = np.arange(1, count + 1)
    names = (*(_NAMES.get(name, name) for name in own), "popular")
    return HitTable(names, scores[places], ranks[places])
