"""The log of model calls in the database. Records hold no content."""

from pydantic import TypeAdapter
from sqlalchemy import insert, select

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
