"""The items behind the rows of a view: a release's are read from its files, those changed since are in memory."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import orjson

from landas.catalog.items import Item, ItemVersion
from landas.clock import iso, parse_iso
from landas.ids import ItemId, OverlayNumber
from landas.releases.files import Array, Blobs, WordTable, load_array, save_array

_ITEMS_KEPT = 4096
_IDS_KEPT = 50_000


class StoredRows:
    """The item versions of a release, in its files. Reads a document when it is asked for, and keeps the last few."""

    def __init__(self, documents: Blobs, ids: WordTable, rows_of_ids: Array) -> None:
        self._documents = documents
        self._ids = ids
        self._rows_of_ids = rows_of_ids
        self._places = np.argsort(rows_of_ids).astype(np.int32)
        self._known: dict[ItemId, int] = {}
        self._names: dict[int, ItemId] = {}
        self.item = lru_cache(maxsize=_ITEMS_KEPT)(self._read_item)

    def __len__(self) -> int:
        return len(self._documents)

    def item_id(self, row: int) -> ItemId:
        known = self._names.get(row)
        if known is None:
            known = ItemId(self._ids[int(self._places[row])])
            self._remember(known, row)
        return known

    def item_ids(self, rows: Sequence[int]) -> list[ItemId]:
        """As `item_id` says of each; most are known from answers before."""
        names = list(map(self._names.get, rows))
        unmet = [row for row, name in zip(rows, names, strict=True) if name is None]
        if not unmet:
            return cast(list[ItemId], names)
        read = dict(zip(unmet, map(ItemId, self._ids.some(self._places[unmet])), strict=True))
        for row, item_id in read.items():
            self._remember(item_id, row)
        return [name or read[row] for row, name in zip(rows, names, strict=True)]

    def row(self, item_id: ItemId) -> int | None:
        known = self._known.get(item_id)
        if known is not None:
            return known
        place = self._ids.find(item_id)
        return None if place is None else self._remember(item_id, int(self._rows_of_ids[place]))

    def rows(self, item_ids: Sequence[ItemId]) -> list[int | None]:
        """As `row` says of each; those met lately, as nearly all of an answer's are, at once."""
        known = [self._known.get(item_id) for item_id in item_ids]
        if None in known:
            return [
                self.row(item_id) if row is None else row
                for row, item_id in zip(known, item_ids, strict=True)
            ]
        return known

    def _remember(self, item_id: ItemId, row: int) -> int:
        if len(self._known) >= _IDS_KEPT:
            self._known, self._names = {}, {}
        self._known[item_id] = row
        self._names[row] = item_id
        return row

    def version(self, row: int) -> ItemVersion:
        return version_of(orjson.loads(self._documents[row]))

    def _read_item(self, row: int) -> Item:
        return Item.from_document(orjson.loads(self._documents[row])["item"])

    @classmethod
    def load(cls, folder: Path) -> "StoredRows":
        return cls(Blobs.load(folder, "items"), WordTable.load(folder, "ids"), load_array(folder, "ids.rows"))


class ChangedRows:
    """The item versions changed since a release."""

    def __init__(self, versions: Sequence[ItemVersion]) -> None:
        self._versions = tuple(versions)
        self._rows = {version.item.item_id: row for row, version in enumerate(self._versions)}

    def __len__(self) -> int:
        return len(self._versions)

    def item_id(self, row: int) -> ItemId:
        return self._versions[row].item.item_id

    def row(self, item_id: ItemId) -> int | None:
        return self._rows.get(item_id)

    def version(self, row: int) -> ItemVersion:
        return self._versions[row]

    def item(self, row: int) -> Item:
        return self._versions[row].item


class RowsWriter:
    """Collects item versions as documents and writes them into a release's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._documents: list[bytes] = []
        self._ids: list[bytes] = []

    def add(self, version: ItemVersion) -> None:
        self._documents.append(orjson.dumps(version_document(version)))
        self._ids.append(version.item.item_id.encode("utf-8"))

    def finish(self) -> None:
        Blobs.of(self._documents).save(self._folder, "items")
        order = sorted(range(len(self._ids)), key=self._ids.__getitem__)
        WordTable(Blobs.of([self._ids[row] for row in order])).save(self._folder, "ids")
        save_array(self._folder, "ids.rows", np.asarray(order, dtype=np.int32))


def version_document(version: ItemVersion) -> dict[str, Any]:
    return {
        "item": version.item.to_document(),
        "version": version.version,
        "seq": version.seq,
        "observed_at": iso(version.observed_at),
        "source": version.source,
        "withdrawn": version.withdrawn,
    }


def version_of(document: dict[str, Any]) -> ItemVersion:
    return ItemVersion(
        Item.from_document(document["item"]),
        document["version"],
        OverlayNumber(document["seq"]),
        parse_iso(document["observed_at"]),
        document["source"],
        document["withdrawn"],
    )
