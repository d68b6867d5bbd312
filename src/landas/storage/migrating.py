"""Brings a database to the present schema, safely when several workers start at once.

The whole migration is one transaction under a lock: SQLite's write lock, an advisory lock on PostgreSQL. A
process that is killed leaves the old schema.
"""

import sqlite3
import time
import zlib
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from landas.errors import StorageError
from landas.storage.tables import SCHEMA_VERSION

MIGRATIONS = Path(__file__).parent / "migrations"
WAL_SECONDS = 30.0


def migrate(engine: Engine, schema: str | None) -> None:
    """Runs the migrations that are missing. Raises StorageError for a database of a newer Landas."""
    if engine.dialect.name == "sqlite":
        _switch_to_wal(engine)
    with engine.connect() as connection:
        if _version(connection) == SCHEMA_VERSION:
            return
    with engine.execution_options(writes=True).begin() as connection:
        if schema is not None:
            _lock(connection, schema)
            if not inspect(connection).has_schema(schema):
                connection.exec_driver_sql(f'CREATE SCHEMA "{schema}"')
        found = _version(connection)
        if found == SCHEMA_VERSION:
            return
        if found is not None and found > SCHEMA_VERSION:
            raise StorageError(
                f"The database has schema {found}; this Landas knows {SCHEMA_VERSION} and older.",
                "Upgrade Landas, or use the database's copy from before the upgrade.",
            )
        _upgrade(connection)


def alembic_config(connection: Connection | None = None) -> Any:
    """Alembic's configuration for the migrations in this package, on an open connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    from alembic import command

    command.upgrade(alembic_config(connection), "head")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _lock(connection: Connection, schema: str) -> None:
    connection.execute(
        text("SELECT pg_advisory_xact_lock(:key)"), {"key": zlib.crc32(f"landas {schema}".encode())}
    )


def _switch_to_wal(engine: Engine) -> None:
    # This pragma alone ignores the busy timeout: of several workers on a new file all but one are refused.
    connection = engine.raw_connection()
    try:
        give_up = time.monotonic() + WAL_SECONDS
        while True:
            try:
                connection.cursor().execute("PRAGMA journal_mode = WAL").fetchone()
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > give_up:
                    raise StorageError(
                        f"SQLite file {engine.url.database} failed: {error}.",
                        "End the program that holds it.",
                    ) from None
                time.sleep(0.02)
    finally:
        connection.close()
