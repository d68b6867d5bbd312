"""One project's database: opened, migrated, and ready for transactions that read or write.

SQLite runs in WAL mode and takes the write lock when a writing transaction begins, so two processes queue
instead of failing half-way; PostgreSQL keeps each project in a schema of its own.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, NoSuchModuleError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from landas.errors import StorageError
from landas.storage.address import parse_address, shown
from landas.storage.migrating import migrate

BUSY_MS = 30_000
"""How long a writer of SQLite waits for another one: a chunk of an import takes far less."""
CONNECT_SECONDS = 5
POOL_SECONDS = 120
"""How long a thread waits for a free connection. Careful: there are few on purpose. Where hundreds of answers begin at
once, those that have one get on and end in time; with one each, all are late."""
AT_HAND = 3
"""Connections to SQLite that wait beside the pool for the next statement of an answer."""
_FEW_OUT = 5
_PRAGMAS = ("foreign_keys = ON", "synchronous = NORMAL", "secure_delete = ON", f"busy_timeout = {BUSY_MS}")
"""Of every connection to SQLite. What is deleted is overwritten: an erased person is not left in free pages."""
_OURS = (ProgrammingError, IntegrityError, DataError)
"""Mistakes of our own statements: never turned into 'the database failed'."""
_SNAPSHOT = {"isolation_level": "REPEATABLE READ"}
"""PostgreSQL shows each statement a newer state by default; SQLite never does."""


Transaction = Connection | sqlite3.Connection
"""What `Prepared` statements run in."""


@dataclass(frozen=True)
class Database:
    """A migrated database. Safe to share between threads; each process opens its own."""

    engine: Engine
    schema: str | None = None
    _writing: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)
    _at_hand: list[Any] = field(default_factory=list, repr=False, compare=False)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of everything. Raises StorageError if the database fails."""
        with translated_errors(self.engine.url), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that commits on leaving, or leaves no trace. Raises StorageError, as `read`."""
        with (
            translated_errors(self.engine.url),
            self._writer.connect() as connection,
            self._alone(),
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def put(self) -> Iterator[Transaction]:
        """As `write`, for statements that are `Prepared`: on SQLite the driver's own transaction."""
        if not self.is_sqlite:
            with self.write() as connection:
                yield connection
            return
        with translated_errors(self.engine.url), self.driver() as driver, self._alone():
            driver.execute("BEGIN IMMEDIATE")
            yield driver
            driver.execute("COMMIT")

    @contextmanager
    def driver(self) -> Iterator[Any]:
        """SQLite's own connection, outside any transaction. Up to `AT_HAND` stay with us between statements: fetching
        one from the pool and giving it back takes as long as a short statement."""
        try:
            pooled = self._at_hand.pop()
        except IndexError:
            pooled = self.engine.raw_connection()
        try:
            yield pooled.dbapi_connection
        except BaseException:
            pooled.close()  # given back, it undoes what wasn't committed
            raise
        # Careful: somebody may be waiting for one of the pool's; where many are out, all go back.
        pool: Any = self.engine.pool
        if len(self._at_hand) < AT_HAND and pool.checkedout() <= _FEW_OUT:
            self._at_hand.append(pooled)
        else:
            pooled.close()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Writers of SQLite in this process queue here. Its own way of waiting is to try again now and then, at which
        some of hundreds of threads would never have their turn.

        Careful: a thread queues with its connection in hand. One that had its turn and waited for a connection would
        wait for those who hold them, and queue.
        """
        if not self.is_sqlite:
            yield
            return
        if not self._writing.acquire(timeout=POOL_SECONDS):
            raise StorageError(
                f"{shown(self.engine.url)} was being written for {POOL_SECONDS} s on end.",
                "Try again later; if it lasts, look which request writes so much at once.",
            )
        try:
            yield
        finally:
            self._writing.release()

    # Made once: each is an engine of its own, which takes longer to make than most statements to run.
    @cached_property
    def _reader(self) -> Engine:
        return self.engine if self.is_sqlite else self.engine.execution_options(**_SNAPSHOT)

    @cached_property
    def _writer(self) -> Engine:
        return self.engine.execution_options(writes=True)

    def close(self) -> None:
        while self._at_hand:
            self._at_hand.pop().close()
        self.engine.dispose()


def open_database(address: str | Path, schema: str | None = None) -> Database:
    """The database at a file's path or an SQLAlchemy address, created if absent and migrated.

    `schema` names the PostgreSQL schema of the project and is ignored by SQLite. Raises StorageError with a
    remedy when it can't be reached, is no database, or was made by a newer Landas.
    """
    url = parse_address(str(address))
    database = _sqlite(url) if url.get_backend_name() == "sqlite" else _postgresql(url, schema)
    try:
        with translated_errors(url):
            migrate(database.engine, database.schema)
    except BaseException:
        database.close()
        raise
    return database


@contextmanager
def translated_errors(url: URL) -> Iterator[None]:
    """Turns failures of the database itself into StorageError without credentials."""
    try:
        yield
    except (DBAPIError, PoolTimeout, sqlite3.Error) as error:
        # Without a statement it was the connection: an option in the address that the driver refuses.
        if isinstance(error, _OURS) and error.statement is not None:
            raise
        # `from None`: a driver's own message may quote its connection string.
        reason = _reason(error, url)
        raise StorageError(f"{shown(url)} failed: {reason}.", _remedy(url, reason)) from None


def _sqlite(url: URL) -> Database:
    path = Path(str(url.database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The folder of {shown(url)} can't be made: {error.strerror}.", _remedy(url)
        ) from None
    # Errors never quote values: they may be a person's words.
    engine = create_engine(
        url,
        connect_args={"timeout": BUSY_MS / 1000},
        pool_timeout=POOL_SECONDS,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN would come too late to take the write lock
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        # By the driver itself: as a statement of SQLAlchemy's it would cost as much as the one it is for.
        driver: Any = connection.connection.dbapi_connection
        driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")

    return Database(engine)


def _postgresql(url: URL, schema: str | None) -> Database:
    schema = schema or "public"
    timeout = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS}
    try:
        engine = create_engine(
            url,
            connect_args=timeout,
            pool_pre_ping=True,
            pool_size=5,
            max_overflow=20,
            pool_timeout=POOL_SECONDS,
            hide_parameters=True,
        )
    except (ImportError, NoSuchModuleError) as error:
        raise StorageError(
            "The PostgreSQL driver psycopg isn't installed.", "pip install 'psycopg[binary]'"
        ) from error

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.autocommit = True
        quoted = schema.replace('"', '""')
        connection.execute(f'SET search_path TO "{quoted}"')
        connection.execute("SET client_encoding TO 'UTF8'")
        connection.autocommit = False

    return Database(engine, schema)


def _reason(error: Exception, url: URL) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    lines = str(cause).strip().splitlines()
    text = lines[0].strip().rstrip(".") if lines else type(cause).__name__
    secrets = [url.password, *(url.query.get(key) for key in ("password", "passfile", "sslpassword"))]
    for secret in secrets:
        if secret:
            text = text.replace(str(secret), "***")
    return text


def _remedy(url: URL, reason: str = "") -> str:
    if url.get_backend_name() == "sqlite" and "locked" in reason:
        seconds = BUSY_MS // 1000
        return f"Another process wrote to it for more than {seconds} s, or has it open: try again when it is done."
    if url.get_backend_name() == "sqlite":
        return "Check that it is a Landas database, that the folder can be written and the disk isn't full."
    return "Check that the server runs, and the address, user and rights in [project].database."
