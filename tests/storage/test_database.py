"""Opening a database: created, migrated once by many, refused with a remedy when it can't be used."""

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from landas.catalog.items import Item
from landas.errors import StorageError
from landas.ids import ItemId
from landas.storage.database import Database, open_database
from landas.storage.items import SqlItemStore
from landas.storage.migrating import alembic_config
from landas.storage.tables import SCHEMA_VERSION, metadata
from tests.suites.item_store_suite import NOON

OPEN_AND_WRITE = """
import sys
from datetime import datetime, UTC
from landas.catalog.items import Item
from landas.storage.database import open_database
from landas.storage.items import SqlItemStore
store = SqlItemStore(open_database(sys.argv[1], schema="crowd"))
for n in range(5):
    store.upsert([Item(f"{sys.argv[2]}-{n}", "Thing")], observed_at=datetime.now(UTC))
"""


def test_the_migrations_give_exactly_the_tables_of_the_code(database: Database) -> None:
    with database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_code_knows_its_newest_migration() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_current_head() == SCHEMA_VERSION


def test_opening_again_keeps_everything(tmp_path: Path) -> None:
    first = open_database(tmp_path / "deep" / "er" / "landas.db")
    SqlItemStore(first).upsert([Item(ItemId("a"), "Thing")], observed_at=NOON)
    first.close()
    second = open_database(tmp_path / "deep" / "er" / "landas.db")
    assert SqlItemStore(second).count() == 1
    second.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_workers_that_start_at_once_on_an_empty_database_all_work(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    new_file = str(tmp_path / "new.db")
    address = new_file if kind == "sqlite" else request.getfixturevalue("postgres_address")
    workers = [subprocess.Popen([sys.executable, "-c", OPEN_AND_WRITE, address, str(n)]) for n in range(4)]
    assert [worker.wait(60) for worker in workers] == [0, 0, 0, 0]
    database = open_database(address, schema="crowd")
    assert SqlItemStore(database).count() == SqlItemStore(database).latest_number() == 20
    database.close()


def test_threads_of_one_process_queue_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # SQLite itself is told not to wait at all: whoever comes while another one writes would fail.
    monkeypatch.setattr("landas.storage.database._PRAGMAS", ("busy_timeout = 0",))
    crowded = open_database(tmp_path / "crowded.db")
    store, start = SqlItemStore(crowded), threading.Barrier(12)
    failed: list[StorageError] = []

    def write(number: int) -> None:
        start.wait()
        for n in range(10):
            try:
                store.upsert([Item(ItemId(f"{number}-{n}"), "Thing")], observed_at=NOON)
            except StorageError as error:
                failed.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (failed, store.count()) == ([], 120)
    crowded.close()


def test_threads_that_open_a_new_file_at_once_all_work(tmp_path: Path) -> None:
    opened: list[Database] = []
    openers = [
        threading.Thread(target=lambda: opened.append(open_database(tmp_path / "new.db"))) for _ in range(6)
    ]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join()
    assert len(opened) == 6
    for database in opened:
        database.close()


def test_each_project_has_a_schema_of_its_own(postgres_address: str) -> None:
    one, two = (open_database(postgres_address, schema=name) for name in ("shop_one", "shop_two"))
    SqlItemStore(one).upsert([Item(ItemId("a"), "Thing")], observed_at=NOON)
    assert (SqlItemStore(one).count(), SqlItemStore(two).count()) == (1, 0)
    with one.read() as connection:
        assert inspect(connection).get_table_names(schema="public") == []
    one.close()
    two.close()


def test_sqlite_runs_in_the_modes_that_processes_can_share(sqlite_database: Database) -> None:
    with sqlite_database.read() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        ]
    assert found == ["wal", 1, 1, 30_000]


def test_a_database_of_a_newer_landas_is_refused(database: Database, tmp_path: Path) -> None:
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    address = database.engine.url.render_as_string(hide_password=False)
    with pytest.raises(
        StorageError, match=rf"has schema 9999; this Landas knows {SCHEMA_VERSION} and older\. Upgrade Landas"
    ):
        open_database(address, schema=database.schema)


def test_a_migration_that_fails_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from landas.storage.migrations.versions import v0001_first_tables

    monkeypatch.setattr("alembic.op.create_index", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    assert v0001_first_tables.revision == "0001"
    with pytest.raises(KeyboardInterrupt):
        open_database(tmp_path / "landas.db")
    monkeypatch.undo()
    database = open_database(tmp_path / "landas.db")
    assert SqlItemStore(database).count() == 0
    database.close()


def test_a_failed_write_leaves_no_trace(database: Database) -> None:
    store = SqlItemStore(database)

    def fail_half_way() -> None:
        with database.write() as connection:
            connection.execute(text("UPDATE counters SET value = 7"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert store.latest_number() == 0


def test_a_database_that_another_process_writes_is_no_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("landas.storage.database._PRAGMAS", ("busy_timeout = 0",))
    ours = open_database(tmp_path / "landas.db")
    other = sqlite3.connect(tmp_path / "landas.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match=r"database is locked\. Another process wrote to it"), ours.write():
        pass
    other.close()
    ours.close()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "landas.db").write_text("sku,name\n" * 1000)
    with pytest.raises(StorageError, match=r"landas\.db failed: file is not a database\. Check that"):
        open_database(tmp_path / "landas.db")


def test_a_folder_that_can_not_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="can't be made: Not a directory"):
        open_database(tmp_path / "file" / "deeper" / "landas.db")
    with pytest.raises(StorageError, match="unable to open database file"):
        open_database(tmp_path)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ani:s3cret@127.0.0.1:1/shop",
        "postgres://ani:s3cret@127.0.0.1:1/shop?password=s3cret",
        "postgresql+psycopg://ani:s3cret@127.0.0.1:1/shop?connect_timeout=s3cret",
    ],
)
def test_a_server_that_can_not_be_reached_is_named_without_credentials(address: str) -> None:
    with pytest.raises(StorageError) as caught:
        open_database(address, schema="shop")
    assert "PostgreSQL at 127.0.0.1:1, database shop failed" in str(caught.value)
    assert "Check that the server runs" in caught.value.remedy
    assert "s3cret" not in str(caught.value)


def test_the_server_ending_in_between_is_a_storage_error_and_the_next_call_works(
    postgres_database: Database,
) -> None:
    store = SqlItemStore(postgres_database)
    store.count()

    def lose_the_connection() -> None:
        with postgres_database.write() as connection:
            own = connection.execute(text("SELECT pg_backend_pid()")).scalar()
            with postgres_database.write() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": own})
            connection.execute(text("SELECT 1"))

    with pytest.raises(StorageError, match="failed: terminating connection"):
        lose_the_connection()
    assert store.count() == 0
