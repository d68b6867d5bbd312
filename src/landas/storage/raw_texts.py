"""Texts as they were typed, in a SQLite file of their own: leaving it out of a backup leaves them all out.

Deleted texts are overwritten in the file. Whatever database the project has, this file stays on this machine.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from landas.clock import iso
from landas.errors import StorageError
from landas.ids import ReceiptId, UserId
from landas.storage.people import AS_GIVEN, People

FILE = "raw_texts.db"
_BUSY_SECONDS = 10.0
_TABLE = """
CREATE TABLE IF NOT EXISTS raw_texts (
    receipt_id TEXT PRIMARY KEY, user_id TEXT, created_at TEXT NOT NULL, text TEXT NOT NULL
)
"""


WasErased = Callable[[UserId, datetime], bool]
"""Whether a person was erased at or after a moment."""


def _never(user_id: UserId, asked_at: datetime) -> bool:
    return False


class FileRawTextStore:
    """`recommend.raw_texts.RawTextStore`. Safe to use from several threads and processes."""

    def __init__(
        self, path: Path, days: int, people: People = AS_GIVEN, was_erased: WasErased = _never
    ) -> None:
        self._path = path
        self._people = people
        self._was_erased = was_erased
        self._kept = timedelta(days=days)

    def put(self, receipt_id: ReceiptId, user_id: UserId | None, text: str, created_at: datetime) -> None:
        with self._transaction() as connection:
            connection.execute("DELETE FROM raw_texts WHERE created_at < ?", (iso(created_at - self._kept),))
            connection.execute(
                "INSERT INTO raw_texts VALUES (?, ?, ?, ?)",
                (receipt_id, self._people.known(user_id), iso(created_at), text),
            )
        # Careful: only now. A person who is erased is marked first, and then this file is gone through.
        if user_id is not None and self._was_erased(user_id, created_at):
            self.erase_user(user_id)

    def get(self, receipt_id: ReceiptId) -> str | None:
        with self._transaction() as connection:
            found = connection.execute(
                "SELECT text FROM raw_texts WHERE receipt_id = ?", (receipt_id,)
            ).fetchone()
        return None if found is None else str(found[0])

    def prune(self, now: datetime) -> int:
        if not self._path.exists():
            return 0
        with self._transaction() as connection:
            old = (iso(now - self._kept),)
            return connection.execute("DELETE FROM raw_texts WHERE created_at < ?", old).rowcount

    def erase_user(self, user_id: UserId) -> int:
        if not self._path.exists():
            return 0
        with self._transaction() as connection:
            return connection.execute(
                "DELETE FROM raw_texts WHERE user_id = ?", (self._people.id_of(user_id),)
            ).rowcount

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own, so that the file can be deleted at any time. Raises StorageError if it fails."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=_BUSY_SECONDS)) as connection, connection:
                connection.execute("PRAGMA secure_delete = ON")
                connection.execute(_TABLE)
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise StorageError(
                f"the texts in {self._path} can't be used: {error}.", "Check the file, or delete it."
            ) from error
