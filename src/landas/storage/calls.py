"""The log of model calls in the database. Records hold no content."""

from collections.abc import Iterator
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import insert, select, true

from landas.clock import iso
from landas.llm.calls import CallRecord
from landas.storage.database import Database
from landas.storage.documents import from_json, to_json
from landas.storage.tables import model_calls

_RECORD = TypeAdapter(CallRecord)


class SqlCallLog:
    """`llm.calls.CallLog` on SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, record: CallRecord) -> None:
        row = {
            "call_id": record.call_id,
            "started_at": iso(record.started_at),
            "receipt_id": record.receipt_id,
            "document": to_json(_RECORD.dump_python(record, mode="json")),
        }
        with self._database.write() as connection:
            connection.execute(insert(model_calls), row)

    def recent(self, limit: int) -> list[CallRecord]:
        """The latest calls, newest first."""
        newest = model_calls.c.started_at.desc(), model_calls.c.call_id.desc()
        wanted = select(model_calls.c.document).order_by(*newest).limit(limit)
        with self._database.read() as connection:
            return [_RECORD.validate_python(from_json(text)) for text in connection.execute(wanted).scalars()]

    def scan(self, since: datetime | None = None) -> Iterator[CallRecord]:
        """Every call, oldest first; with `since` only those that began then or later."""
        late = model_calls.c.started_at >= iso(since) if since else true()
        oldest = model_calls.c.started_at, model_calls.c.call_id
        wanted = select(model_calls.c.document).where(late).order_by(*oldest)
        with self._database.read() as connection:
            for text in connection.execution_options(yield_per=1000).execute(wanted).scalars():
                yield _RECORD.validate_python(from_json(text))
