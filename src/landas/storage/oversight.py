"""Reviews and the chained audit in the database. Appending queues on one lock, so the chain never forks."""

import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, text, true, update

from landas.clock import iso, parse_iso
from landas.errors import Conflict, NotFound
from landas.ids import ReceiptId
from landas.recommend.oversight import FIRST, AuditRecord, Chained, Review, ReviewStatus, link
from landas.storage.database import Database
from landas.storage.documents import from_json, is_storable, plain_text, stored_json, to_json
from landas.storage.tables import audit, receipts, reviews


class SqlOversightStore:
    """`recommend.oversight.OversightStore` on SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, review: Review, record: AuditRecord) -> None:
        row = {
            "review_id": review.review_id,
            "receipt_id": review.receipt_id,
            "surface": review.surface,
            "reasons": to_json(review.reasons),
            "status": review.status,
            "created_at": iso(review.created_at),
        }
        with self._database.write() as connection:
            self._append(connection, record)
            connection.execute(insert(reviews), row)

    def reviews(self, status: ReviewStatus | None, limit: int) -> list[Review]:
        wanted = select(reviews).where(reviews.c.status == status if status else true())
        oldest = reviews.c.created_at, reviews.c.review_id
        with self._database.read() as connection:
            rows = connection.execute(wanted.order_by(*oldest).limit(limit)).all()
        return [_review(row) for row in rows]

    def close(self, review_id: str, status: ReviewStatus, by: str, note: str | None, at: datetime) -> Review:
        same = reviews.c.review_id == review_id
        closing = {
            "status": status,
            "closed_at": iso(at),
            "closed_by": plain_text(by),
            "note": None if note is None else plain_text(note),
        }
        with self._database.write() as connection:
            found = (
                connection.execute(select(reviews).where(same)).one_or_none()
                if is_storable(review_id)
                else None
            )
            if found is None:
                raise NotFound(
                    f"There is no review {review_id!r}.", "List them with: landas review --queue answers"
                )
            if (
                connection.execute(
                    update(reviews).where(same, reviews.c.status == "open").values(closing)
                ).rowcount
                != 1
            ):
                raise Conflict(
                    f"Review {review_id!r} is {found.status} already.", "A decision stays as it is."
                )
            asked = select(receipts.c.document).where(receipts.c.receipt_id == found.receipt_id)
            document = connection.execute(asked).scalar_one_or_none()
            read = stored_json(document, f"receipt {found.receipt_id!r}") if document else {}
            bundle = read.get("bundle")
            record = AuditRecord(
                at, f"reviewer:{plain_text(by)}", "reviewed", found.receipt_id, bundle, status
            )
            self._append(connection, record)
            return _review(connection.execute(select(reviews).where(same)).one())

    def audit(self) -> Iterator[Chained]:
        with self._database.read() as connection:
            rows = connection.execution_options(yield_per=1000).execute(
                select(audit).order_by(audit.c.number)
            )
            for row in rows:
                yield Chained(row.number, from_json(row.document), row.previous, row.hash)

    def _append(self, connection: Connection, record: AuditRecord) -> None:
        if not self._database.is_sqlite:
            key = zlib.crc32(f"landas audit {self._database.schema}".encode())
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})
        last = select(audit.c.number, audit.c.hash).order_by(audit.c.number.desc()).limit(1)
        before = connection.execute(last).one_or_none()
        previous, number = (before.hash, before.number + 1) if before else (FIRST, 1)
        document = record.to_document()
        # Careful: the number is given here and not by a sequence, which leaves gaps where a transaction fails.
        row = {
            "number": number,
            "document": to_json(document),
            "previous": previous,
            "hash": link(previous, document),
        }
        connection.execute(insert(audit), row)


def _review(row: Any) -> Review:
    return Review(
        row.review_id,
        ReceiptId(row.receipt_id),
        row.surface,
        tuple(from_json(row.reasons)),
        parse_iso(row.created_at),
        row.status,
        parse_iso(row.closed_at) if row.closed_at else None,
        row.closed_by,
        row.note,
    )
