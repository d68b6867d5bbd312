"""Statements written out once give what SQLAlchemy gives, and fail as it does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.exc import IntegrityError

from landas.errors import StorageError
from landas.storage.database import Database, open_database
from landas.storage.prepared import Prepared
from landas.storage.tables import counters

THESE = Prepared(
    select(counters.c.name, counters.c.value)
    .where(counters.c.name.in_(bindparam("these", expanding=True)), counters.c.value > bindparam("least"))
    .order_by(counters.c.name)
    .limit(2),
    many="these",
)
NEW = Prepared(insert(counters))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "landas.db")
    with opened.write() as connection:
        connection.execute(delete(counters))
    yield opened
    opened.close()


def put(database: Database, *names: str) -> None:
    with database.put() as transaction:
        for value, name in enumerate(names):
            NEW.within(transaction, {"name": name, "value": value})


def test_lists_of_any_length_are_read(database: Database) -> None:
    put(database, "a", "b", "c")
    for these, found in ((["b"], [("b", 1)]), (["c", "a", "b"], [("a", 0), ("b", 1)]), ([], [])):
        assert [tuple(row) for row in THESE.rows(database, {"these": these, "least": -1})] == found


def test_a_transaction_reads_what_it_put_in(database: Database) -> None:
    for begun in (database.put, database.write):
        with begun() as transaction:
            NEW.within(transaction, {"name": begun.__name__, "value": 1})
            found = THESE.within(transaction, {"these": [begun.__name__], "least": 0})
            assert [tuple(row) for row in found] == [(begun.__name__, 1)]


def test_what_breaks_off_leaves_no_trace(database: Database) -> None:
    with pytest.raises(IntegrityError):
        put(database, "a", "c", "c")
    put(database, "b")
    assert [tuple(row) for row in THESE.rows(database, {"these": ["a", "b", "c"], "least": -1})] == [("b", 0)]


def test_a_row_that_is_there_already_is_told_as_everywhere(database: Database) -> None:
    put(database, "a")
    with pytest.raises(IntegrityError):
        put(database, "a")


def test_a_database_that_fails_is_told_without_a_statement(database: Database) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("DROP TABLE counters")
    with pytest.raises(StorageError, match="no such table: counters"):
        THESE.rows(database, {"these": ["a"], "least": 0})
