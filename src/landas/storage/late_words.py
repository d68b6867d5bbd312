"""Words that are fetched later, in the database, so that any worker can hand them over."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from landas.clock import iso, parse_iso
from landas.dialogue.late import LateWords
from landas.ids import ReceiptId, UserId
from landas.storage.database import Database
from landas.storage.documents import from_json, is_storable, to_json
from landas.storage.erasures import was_erased
from landas.storage.people import AS_GIVEN, People
from landas.storage.tables import late_words


class SqlLateWordsStore:
    """`dialogue.late.LateWordsStore` on SQLite or PostgreSQL."""

    def __init__(self, database: Database, people: People = AS_GIVEN) -> None:
        self._database = database
        self._people = people

    def begin(self, words: LateWords, now: datetime) -> None:
        row = {
            "receipt_id": words.receipt_id,
            "user_id": self._people.known(words.user_id),
            "until": iso(words.until),
            "expires": iso(words.expires),
        }
        with self._database.write() as connection:
            connection.execute(delete(late_words).where(late_words.c.expires <= iso(now)))
            person = row["user_id"]
            if person is None or not was_erased(connection, str(person), now):
                connection.execute(insert(late_words), row)

    def finish(self, receipt_id: ReceiptId, document: Mapping[str, Any]) -> None:
        same = late_words.c.receipt_id == receipt_id
        with self._database.write() as connection:
            connection.execute(update(late_words).where(same).values(document=to_json(document)))

    def get(self, receipt_id: ReceiptId, now: datetime) -> LateWords | None:
        if not is_storable(receipt_id):
            return None
        same = late_words.c.receipt_id == receipt_id
        with self._database.read() as connection:
            wanted = select(late_words).where(same, late_words.c.expires > iso(now))
            row = connection.execute(wanted).one_or_none()
        if row is None:
            return None
        document = None if row.document is None else from_json(row.document)
        until, expires = parse_iso(row.until), parse_iso(row.expires)
        return LateWords(receipt_id, row.user_id, until, expires, document)

    def erase_user(self, user_id: UserId) -> int:
        if not is_storable(user_id):
            return 0
        theirs = late_words.c.user_id == self._people.id_of(user_id)
        with self._database.write() as connection:
            return connection.execute(delete(late_words).where(theirs)).rowcount
