"""Numbered changes to the catalogue inside one writing transaction.

The counter's row is locked before anything is read, so transactions get their numbers in the order in which
they commit: a reader that has seen number n never finds a smaller one appear later.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from landas.ids import ItemId
from landas.storage.chunks import in_chunks
from landas.storage.tables import counters, item_versions, items

CATALOGUE = "catalogue"
VersionRow = dict[str, Any]
"""One row of `items`, by column name."""


class Changes:
    """New versions that are collected and then written together. `number` is the last number given."""

    def __init__(self, connection: Connection, number: int) -> None:
        self.number = number
        self._connection = connection
        self._current: dict[ItemId, VersionRow] = {}
        self._stored: set[ItemId] = set()
        self._former: list[VersionRow] = []
        self._changed: dict[ItemId, VersionRow] = {}

    def load(self, item_ids: Collection[ItemId]) -> None:
        """Reads the current rows of these items, so that `current` knows them."""
        for chunk in in_chunks(item_ids):
            for row in self._connection.execute(select(items).where(items.c.item_id.in_(chunk))).mappings():
                self._current[row["item_id"]] = dict(row)
                self._stored.add(row["item_id"])

    def current(self, item_id: ItemId) -> VersionRow | None:
        """The row as it would be after the changes so far; withdrawn ones too."""
        return self._current.get(item_id)

    def put(self, item_id: ItemId, content: VersionRow) -> None:
        """Makes `content` (all columns but id, version and seq) the item's next version."""
        self.number += 1
        former = self._current.get(item_id)
        if former is not None:
            self._former.append({**former, "until_seq": self.number})
        version = former["version"] + 1 if former else 1
        row = {**content, "item_id": item_id, "version": version, "seq": self.number}
        self._current[item_id] = self._changed[item_id] = row

    def flush(self) -> None:
        """Writes what was put and forgets the rows that were read."""
        if not self._changed:
            return
        execute = self._connection.execute
        if fresh := [row for key, row in self._changed.items() if key not in self._stored]:
            execute(insert(items), fresh)
        if renewed := [{**row, "key": key} for key, row in self._changed.items() if key in self._stored]:
            execute(update(items).where(items.c.item_id == bindparam("key")), renewed)
        if self._former:
            execute(insert(item_versions), self._former)
        execute(update(counters).where(counters.c.name == CATALOGUE).values(value=self.number))
        self._current, self._changed, self._former, self._stored = {}, {}, [], set()


@contextmanager
def numbered_changes(connection: Connection) -> Iterator[Changes]:
    """Waits for its turn, then collects changes and writes them on leaving."""
    # The lock is for PostgreSQL; on SQLite the transaction began with the write lock.
    last = select(counters.c.value).where(counters.c.name == CATALOGUE).with_for_update()
    changes = Changes(connection, connection.execute(last).scalar_one())
    yield changes
    changes.flush()


def live_ids(connection: Connection) -> list[ItemId]:
    """Ids of the items in the catalogue now."""
    return list(connection.execute(select(items.c.item_id).where(~items.c.withdrawn)).scalars())


def count_live(connection: Connection) -> int:
    statement = select(func.count()).select_from(items).where(~items.c.withdrawn)
    return int(connection.execute(statement).scalar_one())
