"""Checked replies of models in the database, so that worker processes and restarts use them again."""

from datetime import datetime

from sqlalchemy import delete, select

from landas.clock import iso
from landas.storage.conflicts import insert_into
from landas.storage.database import Database
from landas.storage.documents import plain_text
from landas.storage.erasures import last_erased
from landas.storage.tables import model_replies


class SqlReplyCache:
    """`llm.cache.ReplyCache` on SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str, now: datetime) -> str | None:
        same = model_replies.c.key == key
        wanted = select(model_replies.c.reply).where(same, model_replies.c.until > iso(now))
        with self._database.read() as connection:
            return connection.execute(wanted).scalar_one_or_none()

    def put(self, key: str, reply: str, asked_at: datetime, until: datetime) -> None:
        values = {"until": iso(until), "reply": plain_text(reply)}
        with self._database.write() as connection:
            erased_at = last_erased(connection)
            if erased_at is not None and erased_at >= asked_at:
                return
            new = insert_into(connection, model_replies).values(key=key, **values)
            connection.execute(delete(model_replies).where(model_replies.c.until <= iso(asked_at)))
            connection.execute(new.on_conflict_do_update(index_elements=["key"], set_=values))

    def forget_all(self) -> int:
        """Deletes every reply; gives how many. A reply may quote a person, and nobody knows whom."""
        with self._database.write() as connection:
            return connection.execute(delete(model_replies)).rowcount

    def last_erased(self) -> datetime | None:
        """When a person was last erased; None where nobody was within a day."""
        with self._database.read() as connection:
            return last_erased(connection)
