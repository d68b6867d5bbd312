"""What happened since a release, as of full hours, in the database: every worker reads the same.

An hour holds what changed since the hour it was kept after, so that a release that answers for weeks is kept once and
not again and again; what happened by then is the sum of that chain.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any

import numpy as np
from sqlalchemy import Connection, delete, select

from landas.clock import iso, utc_now
from landas.events.sequences import Ints
from landas.ids import ReleaseId
from landas.recommend.feature_store import Later
from landas.storage.conflicts import insert_into
from landas.storage.database import Database
from landas.storage.documents import from_json, to_json
from landas.storage.tables import later_activity

_AFTER = "after"
"""In an hour's document the hour that it follows; absent in those that hold everything since the release."""

_HOURS = 32
"""Bits of a key that hold the hour; the row stands above them."""


class SqlLaterActivity:
    """`recommend.feature_store.LaterActivity` on SQLite or PostgreSQL. `releases` are those that are kept: of others
    nothing can be repeated, and with the next hour it goes."""

    def __init__(
        self, database: Database, releases: Callable[[], Collection[ReleaseId]] | None = None
    ) -> None:
        self._database = database
        self._releases = releases

    def keep(self, release_id: ReleaseId, hour: int, later: Later) -> Later:
        row = {"release_id": release_id, "hour": hour, "kept_at": iso(utc_now())}
        with self._database.write() as connection:
            documents = _documents(connection, release_id, hour - 1)
            document = _document(later, documents, max(documents, default=None))
            new = insert_into(connection, later_activity).on_conflict_do_nothing()
            connection.execute(new, {**row, "document": to_json(document)})
            self._drop(connection, release_id)
        return self.kept(release_id, hour) or later

    def kept(self, release_id: ReleaseId, hour: int) -> Later | None:
        with self._database.read() as connection:
            return _summed(_documents(connection, release_id, hour), hour)

    def forget_dropped(self) -> int:
        """Deletes what is kept of releases that aren't; gives how many hours."""
        with self._database.write() as connection:
            return self._drop(connection, None)

    def _drop(self, connection: Connection, but: ReleaseId | None) -> int:
        if self._releases is None:
            return 0
        kept = {*self._releases(), *([but] if but else [])}
        return connection.execute(
            delete(later_activity).where(later_activity.c.release_id.not_in(kept))
        ).rowcount


def _documents(connection: Connection, release_id: ReleaseId, hour: int) -> dict[int, dict[str, Any]]:
    """Of a release what is kept of each hour up to one."""
    up_to = later_activity.c.release_id == release_id, later_activity.c.hour <= hour
    wanted = select(later_activity.c.hour, later_activity.c.document).where(*up_to)
    return {kept: from_json(document) for kept, document in connection.execute(wanted)}


def _document(later: Later, documents: dict[int, dict[str, Any]], after: int | None) -> dict[str, Any]:
    """What an hour adds to the one it is kept after; all of it where that one can't be told."""
    before = None if after is None else _summed(documents, after)
    if before is None:
        return later.to_document()
    change = _sum((later, Later(before.rows, before.hours, -before.people)))
    return {**change.to_document(), _AFTER: after}


def _summed(documents: dict[int, dict[str, Any]], hour: int) -> Later | None:
    """What happened by an hour; None where a part of it isn't kept."""
    parts: list[Later] = []
    at: int | None = hour
    while at is not None:
        if (document := documents.get(at)) is None:
            return None
        parts.append(Later.from_document(document))
        at = document.get(_AFTER)
    return _sum(parts)


def _sum(parts: Iterable[Later]) -> Later:
    """Entries of the same row and hour as one; without those of nobody."""
    rows, hours, people = (np.concatenate(columns) for columns in zip(*map(_columns, parts), strict=True))
    keys, places = np.unique(rows << _HOURS | hours, return_inverse=True)
    summed = np.zeros(len(keys), dtype=np.int64)
    np.add.at(summed, places, people)
    kept = summed != 0
    return Later(keys[kept] >> _HOURS, keys[kept] & ((1 << _HOURS) - 1), summed[kept])


def _columns(later: Later) -> tuple[Ints, Ints, Ints]:
    return later.rows, later.hours, later.people
