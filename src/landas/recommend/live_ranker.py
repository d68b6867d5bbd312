"""The learned ranker of a release, as requests use it: fitted sources, learnt features and trees, opened once.

Everything works on arrays; only what goes on to the next step becomes candidates.
"""

import logging
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import orjson

from landas.errors import SetupError
from landas.events.activity import Activity
from landas.ranking.learned.features.feature import Feature
from landas.ranking.learned.features.kinds import FEATURES
from landas.ranking.learned.features.lately import LatelyFeature
from landas.ranking.learned.features.pair import COLUMNS as OF_PAIRS
from landas.ranking.learned.known import Known
from landas.ranking.learned.ranker import LearnedRanker, RankerInUse
from landas.recommend.feature_store import ItemsAtAnHour
from landas.recommend.two_stages import Stage
from landas.releases.learnt import load_learnt, save_learnt
from landas.releases.manifest import check_release, reading_release
from landas.retrieval.behaviour.content import Content
from landas.retrieval.view import CatalogView

DOCUMENT = "ranker.json"
_OF_RANKER = ("ranker.", "feature.")
_log = logging.getLogger(__name__)
_RELEASES_KEPT = 4


@dataclass(frozen=True)
class LiveRanker:
    """What orders the answers of some surfaces."""

    stage: Stage
    ranker: LearnedRanker
    surfaces: frozenset[str]

    @cached_property
    def activity(self) -> Activity:
        """How many people turned to each row, as the release knew."""
        found = next(f.activity for f in self.stage.features if isinstance(f, LatelyFeature))
        if found is None:
            raise RuntimeError("a ranker is learnt from moments, so its log holds times")
        return found

    @cached_property
    def reads_shown(self) -> bool:
        """Whether any split asks what a person was shown; nothing else does."""
        return any(name in OF_PAIRS for name in self.ranker.importance())

    def at(self, items: ItemsAtAnHour) -> "LiveRanker":
        """The same, with what items were up to before an hour."""
        features = [items.feature if isinstance(f, LatelyFeature) else f for f in self.stage.features]
        return replace(self, stage=replace(self.stage, features=features))


def is_of_ranker(name: str) -> bool:
    """Whether a release's file is only read by its learned ranker, without which the formula answers."""
    return name.startswith(_OF_RANKER)


def save_ranker(folder: Path, used: RankerInUse | None, known: Known) -> None:
    """Writes the ranker and the features it reads; without one, that there is none."""
    features: dict[str, Any] = {}
    if used is not None:
        for kind in FEATURES:
            features[kind.name] = save_learnt(folder, f"feature.{kind.name}", kind.learn(known))
        used.ranker.save(folder)
    document = {
        "version": None if used is None else used.ranker.version,
        "surfaces": [] if used is None else list(used.surfaces),
        "taught_until": None if used is None else used.taught_until,
        "features": features,
    }
    (folder / DOCUMENT).write_bytes(orjson.dumps(document))


def stored_ranker(folder: Path) -> RankerInUse | None:
    """The ranker of a release; None where it has none. Raises what `reading_release` turns into a SetupError."""
    document = orjson.loads((folder / DOCUMENT).read_bytes())
    if document["version"] is None:
        return None
    ranker = LearnedRanker.load(folder, document["version"])
    return RankerInUse(ranker, tuple(document["surfaces"]), document.get("taught_until"))


class LiveRankers:
    """The rankers of the releases that requests work on. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._opened: OrderedDict[Path, LiveRanker | str] = OrderedDict()

    def of(self, view: CatalogView) -> LiveRanker | None:
        """None where the release has none that can be used; `reason` says why."""
        found = self._found(view)
        return None if isinstance(found, str) else found

    def reason(self, view: CatalogView) -> str | None:
        """Why no learned ranker answers."""
        found = self._found(view)
        return found if isinstance(found, str) else None

    def _found(self, view: CatalogView) -> LiveRanker | str:
        with self._lock:
            if view.folder not in self._opened:
                self._opened[view.folder] = _opened(view)
                while len(self._opened) > _RELEASES_KEPT:
                    self._opened.popitem(last=False)
            return self._opened[view.folder]


def _opened(view: CatalogView) -> LiveRanker | str:
    """A damaged ranker is none: everything else of its release goes on answering."""
    try:
        check_release(view.folder)
        return _open(view) or "the release has no learned ranker"
    except SetupError as error:
        _log.error("answers go by the formula instead of the learned ranker: %s", error)
        return f"the learned ranker can't be read: {error.problem}"


def _open(view: CatalogView) -> LiveRanker | None:
    with reading_release(view.folder):
        used = stored_ranker(view.folder)
        if used is None:
            return None
        plain = orjson.loads((view.folder / DOCUMENT).read_bytes())["features"]
        features: list[Feature] = [
            load_learnt(view.folder, f"feature.{kind.name}", kind.type, plain[kind.name]) for kind in FEATURES
        ]
        content = Content(view.stored_vectors) if view.has_vectors else None
        return LiveRanker(Stage(view.behaviour, features, content), used.ranker, frozenset(used.surfaces))


def popular_rows(view: CatalogView, allowed: np.ndarray[Any, Any], count: int) -> Any:
    """The most popular allowed rows, best first."""
    order = view.popularity_order
    found = order[:_LOOKED_AT][allowed[order[:_LOOKED_AT]]]
    return (found if len(found) >= count else order[allowed[order]])[:count]


_LOOKED_AT = 4096
