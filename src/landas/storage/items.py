"""The catalogue in the database: the current version of every item, its former ones, and numbered changes.

A former version keeps the range of numbers it was current for (`seq` up to, not including, `until_seq`), so
the catalogue as of any number is one indexed query.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, select, union_all
from sqlalchemy.sql.selectable import CompoundSelect

from landas.catalog.items import Item, ItemVersion
from landas.catalog.store import UpsertCounts
from landas.clock import iso, parse_iso
from landas.ids import ItemId, OverlayNumber
from landas.storage.changes import CATALOGUE, Changes, count_live, live_ids, numbered_changes
from landas.storage.chunks import in_chunks
from landas.storage.database import Database
from landas.storage.documents import check_identifier, from_json, is_storable, to_json
from landas.storage.prepared import Prepared
from landas.storage.tables import counters, item_versions, items

_COLUMNS = ("item_id", "version", "seq", "withdrawn", "source", "observed_at", "document")
_CURRENT = [items.c[name] for name in _COLUMNS]
_FORMER = [item_versions.c[name] for name in _COLUMNS]
# Put together once: every answer reads its slate with it.
_THESE = Prepared(
    select(*_CURRENT).where(items.c.item_id.in_(bindparam("these", expanding=True)), ~items.c.withdrawn),
    many="these",
)


class SqlItemStore:
    """`catalog.store.ItemStore` on SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._latest = select(counters.c.value).where(counters.c.name == CATALOGUE)

    def upsert(
        self, new_items: Sequence[Item], *, observed_at: datetime, source: str = "feed"
    ) -> UpsertCounts:
        """As the Protocol says; of an id given twice the last stays. Raises DataError for an unusable id."""
        contents = [(item.item_id, _content(item, observed_at, source)) for item in new_items]
        counts = {"created": 0, "changed": 0, "unchanged": 0}
        with self._database.write() as connection, numbered_changes(connection) as changes:
            changes.load([item_id for item_id, _ in contents])
            for item_id, content in contents:
                counts[_put(changes, item_id, content)] += 1
        return UpsertCounts(**counts)

    def withdraw(self, item_ids: Collection[ItemId], *, observed_at: datetime) -> int:
        known = sorted({item_id for item_id in item_ids if is_storable(item_id)})
        with self._database.write() as connection, numbered_changes(connection) as changes:
            return _withdraw(changes, known, observed_at)

    def withdraw_absent(self, present: Collection[ItemId], *, observed_at: datetime) -> int:
        kept = frozenset(present)
        with self._database.write() as connection, numbered_changes(connection) as changes:
            absent = sorted(item_id for item_id in live_ids(connection) if item_id not in kept)
            return _withdraw(changes, absent, observed_at)

    def get(self, item_ids: Collection[ItemId]) -> Mapping[ItemId, ItemVersion]:
        chunks = list(in_chunks(filter(is_storable, item_ids)))
        if len(chunks) == 1:
            return _Read(_THESE.rows(self._database, {"these": chunks[0]}))
        with self._database.read() as connection:
            return _Read([row for chunk in chunks for row in _THESE.within(connection, {"these": chunk})])

    def get_as_of(self, item_ids: Collection[ItemId], seq: OverlayNumber) -> dict[ItemId, ItemVersion]:
        found: dict[ItemId, ItemVersion] = {}
        with self._database.read() as connection:
            for chunk in in_chunks(filter(is_storable, item_ids)):
                wanted = _as_of(seq, items.c.item_id.in_(chunk), item_versions.c.item_id.in_(chunk))
                for row in connection.execute(wanted):
                    if not row.withdrawn:
                        found[row.item_id] = _version(row)
        return found

    def scan(self, as_of: OverlayNumber | None = None) -> Iterator[ItemVersion]:
        if as_of is None:
            wanted: Any = select(*_CURRENT).where(~items.c.withdrawn).order_by(items.c.item_id)
        else:
            wanted = _as_of(as_of, ~items.c.withdrawn, ~item_versions.c.withdrawn).order_by("item_id")
        with self._database.read() as connection:
            # One statement read in pieces: a long scan sees one state and holds a thousand rows.
            streaming = connection.execution_options(yield_per=1000)
            for row in streaming.execute(wanted):
                yield _version(row)

    def changes_since(self, seq: OverlayNumber, up_to: OverlayNumber | None = None) -> list[ItemVersion]:
        if up_to is None:
            wanted: Any = select(*_CURRENT).where(items.c.seq > seq).order_by(items.c.seq)
        else:
            wanted = _as_of(up_to, items.c.seq > seq, item_versions.c.seq > seq).order_by("seq")
        with self._database.read() as connection:
            return [_version(row) for row in connection.execute(wanted)]

    def latest_number(self) -> OverlayNumber:
        with self._database.read() as connection:
            return OverlayNumber(connection.execute(self._latest).scalar_one())

    def count(self) -> int:
        with self._database.read() as connection:
            return count_live(connection)


def _put(changes: Changes, item_id: ItemId, content: dict[str, Any]) -> str:
    """Puts the content unless it is what the catalogue holds; says which of the three counts it is."""
    current = changes.current(item_id)
    if current and not current["withdrawn"] and current["content_hash"] == content["content_hash"]:
        return "unchanged"
    changes.put(item_id, content)
    return "changed" if current else "created"


def _withdraw(changes: Changes, item_ids: list[ItemId], observed_at: datetime) -> int:
    withdrawn = 0
    for chunk in in_chunks(item_ids):
        changes.load(chunk)
        for item_id in chunk:
            current = changes.current(item_id)
            if current and not current["withdrawn"]:
                changes.put(item_id, {**current, "withdrawn": True, "observed_at": iso(observed_at)})
                withdrawn += 1
        changes.flush()
    return withdrawn


def _as_of(
    seq: int, of_current: ColumnElement[bool], of_former: ColumnElement[bool]
) -> CompoundSelect[tuple[Any, ...]]:
    """The versions that were current when change `seq` had been made, withdrawn ones included."""
    then_former = and_(item_versions.c.seq <= seq, item_versions.c.until_seq > seq)
    return union_all(
        select(*_CURRENT).where(items.c.seq <= seq, of_current),
        select(*_FORMER).where(then_former, of_former),
    )


def _content(item: Item, observed_at: datetime, source: str) -> dict[str, Any]:
    check_identifier(item.item_id, "Item id")
    document = to_json(item.to_document())
    return {
        "withdrawn": False,
        "content_hash": hashlib.sha256(document.encode()).hexdigest()[:16],
        "source": source,
        "observed_at": iso(observed_at),
        "document": document,
    }


class _Read(Mapping[ItemId, ItemVersion]):
    """Items as they were read; a document is only parsed where somebody asks for it: an answer reads a few to spare."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self._rows = {ItemId(row[0]): row for row in rows}

    def __getitem__(self, item_id: ItemId) -> ItemVersion:
        return _version(self._rows[item_id])

    def __contains__(self, item_id: object) -> bool:
        return item_id in self._rows

    def __iter__(self) -> Iterator[ItemId]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _version(row: Sequence[Any]) -> ItemVersion:
    """Of a row of `_COLUMNS`, read by place."""
    _, version, seq, withdrawn, source, observed_at, document = row
    return ItemVersion(
        Item.from_document(from_json(document)),
        version,
        OverlayNumber(seq),
        parse_iso(observed_at),
        source,
        bool(withdrawn),
    )
