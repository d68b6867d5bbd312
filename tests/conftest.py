"""Fixtures for all tests: one PostgreSQL server a session, and a database of each kind."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from landas.storage.database import Database, open_database
from tests.postgres_server import PostgresMissing, running_postgres

_schemas = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """The address of an empty PostgreSQL server; the test is skipped where none can be started."""
    server = running_postgres()
    try:
        address = server.__enter__()
    except PostgresMissing as missing:
        pytest.skip(f"PostgreSQL is not tested: {missing}")
    try:
        yield address
    finally:
        server.__exit__(None, None, None)


@pytest.fixture
def sqlite_database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "landas.db")
    yield database
    database.close()


@pytest.fixture
def postgres_database(postgres_address: str) -> Iterator[Database]:
    """A database in a schema of its own."""
    database = open_database(postgres_address, schema=f"project_{next(_schemas)}")
    yield database
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """An empty migrated database, once of each kind."""
    name = "sqlite_database" if request.param == "sqlite" else "postgres_database"
    found: Database = request.getfixturevalue(name)
    return found
