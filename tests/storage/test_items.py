"""The item store on SQLite and PostgreSQL: the common suite, and what only a database has."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import delete, update

from landas.catalog.items import Item
from landas.catalog.store import ItemStore
from landas.errors import DataError
from landas.ids import ItemId, OverlayNumber
from landas.storage.database import Database
from landas.storage.items import SqlItemStore
from landas.storage.tables import counters, item_versions, items
from tests.suites.item_store_suite import NOON, ItemStoreSuite


class TestSqlItemStore(ItemStoreSuite):
    @pytest.fixture
    def empty_store(self, database: Database) -> Callable[[], ItemStore]:
        def emptied() -> ItemStore:
            with database.write() as connection:
                connection.execute(delete(items))
                connection.execute(delete(item_versions))
                connection.execute(update(counters).values(value=0))
            return SqlItemStore(database)

        return emptied


def test_text_cut_in_half_by_a_feed_is_kept_with_a_replacement_sign(database: Database) -> None:
    store = SqlItemStore(database)
    broken = Item(ItemId("a"), "Nice \ud83d chair\x00", values={"note\udc00": "x\udfff", "tags": ("\ud800",)})
    store.upsert([broken], observed_at=NOON)
    found = store.get([ItemId("a")])[ItemId("a")].item
    assert found.title == "Nice \ufffd chair\x00"
    assert found.values == {"note\ufffd": "x\ufffd", "tags": ("\ufffd",)}
    assert store.upsert([broken], observed_at=NOON).unchanged == 1


@pytest.mark.parametrize("name", ["sku\x00", "sku\ud83d"])
def test_an_id_that_no_database_can_keep_is_refused_and_nothing_is_stored(
    database: Database, name: str
) -> None:
    store = SqlItemStore(database)
    with pytest.raises(DataError, match=r"Item id 'sku.*' holds a NUL or half a character"):
        store.upsert([Item(ItemId("good"), "Good"), Item(ItemId(name), "Bad")], observed_at=NOON)
    assert (store.count(), store.latest_number()) == (0, 0)


def test_writers_at_once_never_make_a_number_appear_behind_a_reader(database: Database) -> None:
    store = SqlItemStore(database)
    titles = ["red", "blue"]

    def write(writer: int) -> None:
        for round_number in range(15):
            shared = [Item(ItemId(f"shared-{n}"), titles[(round_number + writer) % 2]) for n in range(3)]
            own = Item(ItemId(f"own-{writer}"), f"round {round_number}")
            store.upsert([*shared[:: 1 if writer % 2 else -1], own], observed_at=NOON)

    writers = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
    seen: dict[ItemId, int] = {}
    number = OverlayNumber(0)
    for thread in writers:
        thread.start()
    while any(thread.is_alive() for thread in writers):
        latest = store.latest_number()
        for version in store.changes_since(number, latest):
            assert number < version.seq <= latest
            seen[version.item.item_id] = version.version
        number = latest
    for version in store.changes_since(number):
        seen[version.item.item_id] = version.version
    assert seen == {version.item.item_id: version.version for version in store.scan()}
    assert all(version.item.title == "round 14" for version in store.scan() if "own" in version.item.item_id)


def test_a_scan_sees_one_state_while_another_writes(database: Database) -> None:
    store = SqlItemStore(database)
    store.upsert([Item(ItemId(f"{n:04}"), "old") for n in range(2500)], observed_at=NOON)
    scan = store.scan()
    first = next(scan)
    store.upsert([Item(ItemId(f"{n:04}"), "new") for n in range(2500)], observed_at=NOON)
    assert {first.item.title, *(version.item.title for version in scan)} == {"old"}
