"""The catalogue as it is now: the current release with every change since, followed within a fraction of a second."""

import logging
import time
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from landas.catalog.fields import Schema
from landas.catalog.items import ItemVersion
from landas.catalog.store import ItemStore
from landas.errors import SetupError
from landas.ids import ItemId, OverlayNumber, ReleaseId
from landas.language.pack import LanguagePack
from landas.releases.manifest import check_release
from landas.releases.store import ReleaseStore
from landas.retrieval.aside import Aside
from landas.retrieval.base import Base, load_product_types, open_base, schema_hash
from landas.retrieval.embedder import Embedder, identity
from landas.retrieval.lexical.terms import QueryTerms
from landas.retrieval.overlay import OverlayMaker
from landas.retrieval.view import CatalogView

POLL_SECONDS = 0.2
_PATIENCE = 0.5
"""Seconds a request waits for changes to be followed; after a large import it goes on with the view before."""
_FORMER_VIEWS = 4
_AGAIN = 30.0
"""Seconds until a release that could not be taken over is tried again."""
_log = logging.getLogger(__name__)


class LiveCatalog:
    """Gives views. Safe to share between threads: one of them follows changes, the others go on with what is there."""

    def __init__(
        self,
        releases: ReleaseStore,
        items: ItemStore,
        schema: Schema,
        packs: Sequence[LanguagePack],
        embedder: Embedder,
        poll_seconds: float = POLL_SECONDS,
    ) -> None:
        self._releases = releases
        self._items = items
        self._schema = schema
        self._embedder = embedder
        self._poll_seconds = poll_seconds
        self._terms = QueryTerms(packs)
        self._follower: _Follower | None = None
        self._unfit: ReleaseId | None = None
        self._unfit_until = -float("inf")
        self._polled = -float("inf")
        self._polling = Lock()
        self._former: OrderedDict[tuple[ReleaseId, OverlayNumber], CatalogView] = OrderedDict()

    def current(self) -> CatalogView:
        """The catalogue now, or as it was at most `poll_seconds` ago.

        Raises SetupError before the first build, or where the release was built for another schema or embedder.
        """
        if self._follower is None:
            with self._polling:
                return self._poll()
        if time.monotonic() - self._polled >= self._poll_seconds and self._polling.acquire(blocking=False):
            Aside(self._poll, "changes could not be followed", self._polling).result_within(_PATIENCE)
        return self._follower.view

    def at(self, release_id: ReleaseId, overlay: OverlayNumber) -> CatalogView:
        """The catalogue of a release and a number of that time. Raises SetupError when the release is not kept."""
        now = self._follower
        if now is not None and (now.view.release_id, now.view.overlay) == (release_id, overlay):
            return now.view
        with self._polling:
            key = (release_id, overlay)
            if key not in self._former:
                self._former[key] = self._follow(release_id).advance(overlay)
            self._former.move_to_end(key)
            while len(self._former) > _FORMER_VIEWS:
                self._former.popitem(last=False)
            return self._former[key]

    def _poll(self) -> CatalogView:
        release_id = self._releases.current()
        if release_id is None:
            raise SetupError("nothing has been built yet.", "Build a release: landas build")
        if self._follower is None:
            self._follower = self._follow(release_id)
        elif release_id != self._follower.view.release_id and self._is_due(release_id):
            self._switch(release_id)
        view = self._follower.advance(self._items.latest_number())
        self._polled = time.monotonic()
        return view

    def _is_due(self, release_id: ReleaseId) -> bool:
        return release_id != self._unfit or time.monotonic() >= self._unfit_until

    def _switch(self, release_id: ReleaseId) -> None:
        """Goes over to a new release, if it is whole. One built for other settings is left to the processes that have
        them; both are tried again later, since a damaged one may be copied anew."""
        try:
            check_release(self._releases.open(release_id))
            self._follower = self._follow(release_id)
            self._unfit = None
        except SetupError as error:
            if self._unfit != release_id:
                _log.error("the release before goes on answering: %s", error)
            self._unfit, self._unfit_until = release_id, time.monotonic() + _AGAIN

    def _follow(self, release_id: ReleaseId) -> "_Follower":
        now = self._follower
        if now is not None and now.view.release_id == release_id:
            return self._following(now.base)
        base = open_base(self._releases.open(release_id))
        if base.manifest.schema_hash != schema_hash(self._schema):
            raise SetupError(
                "the fields of landas.toml changed since the last build.", "Build again: landas build"
            )
        if base.manifest.embedder != identity(self._embedder):
            raise SetupError(
                f"the release was built with embedder {base.manifest.embedder!r}, "
                f"the project now has {identity(self._embedder)!r}.",
                "Build again: landas build",
            )
        return self._following(base)

    def _following(self, base: Base) -> "_Follower":
        maker = OverlayMaker(base, load_product_types(base.folder), self._schema, self._embedder)
        return _Follower(base, self._items, self._schema, self._terms, maker)


class _Follower:
    """One release and the last versions of everything changed since; `view` is the latest made."""

    def __init__(
        self, base: Base, items: ItemStore, schema: Schema, terms: QueryTerms, maker: OverlayMaker
    ) -> None:
        self.base = base
        self._items = items
        self._schema = schema
        self._terms = terms
        self._maker = maker
        self._changes: dict[ItemId, ItemVersion] = {}
        self.view = self._made(base.manifest.overlay)

    def advance(self, number: OverlayNumber) -> CatalogView:
        """The view at a number not before the last one's. Raises SetupError for an earlier one."""
        if number < self.view.overlay:
            raise SetupError(
                f"release {self.view.release_id} holds changes up to {self.view.overlay}, not back to {number}.",
                "Name the release that the receipt names.",
            )
        if number != self.view.overlay:
            for version in self._items.changes_since(self.view.overlay, up_to=number):
                self._changes[version.item.item_id] = version
            self.view = self._made(number)
        return self.view

    def _made(self, number: OverlayNumber) -> CatalogView:
        return CatalogView(self.base, self._maker.make(self._changes), number, self._schema, self._terms)
