"""Answers in shadow in the database, beside the receipts that they belong to."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from landas.clock import iso, parse_iso
from landas.dialogue.shadow import ShadowAnswer
from landas.ids import ReceiptId
from landas.storage.conflicts import insert_into
from landas.storage.database import Database
from landas.storage.documents import from_json, is_storable, stored_json, to_json
from landas.storage.tables import receipts, shadow_answers


class SqlShadowStore:
    """`dialogue.shadow.ShadowStore` on SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, answer: ShadowAnswer) -> None:
        living = receipts.c.receipt_id == answer.receipt_id, receipts.c.erased.is_(False)
        wanted = select(receipts.c.receipt_id).where(*living).with_for_update()
        row = {
            "receipt_id": answer.receipt_id,
            "bundle": answer.bundle,
            "task_bundle": answer.task_bundle,
            "created_at": iso(answer.created_at),
            "document": to_json(answer.document),
        }
        with self._database.write() as connection:
            # In one transaction with the look: a person who is erased meanwhile leaves nothing behind.
            if connection.execute(wanted).one_or_none() is not None:
                connection.execute(insert_into(connection, shadow_answers).on_conflict_do_nothing(), row)

    def has(self, receipt_id: ReceiptId, bundle: str) -> bool:
        same = shadow_answers.c.receipt_id == receipt_id, shadow_answers.c.bundle == bundle
        with self._database.read() as connection:
            return connection.execute(select(shadow_answers.c.bundle).where(*same)).one_or_none() is not None

    def of_bundle(self, bundle: str, *, limit: int) -> list[tuple[dict[str, Any], ShadowAnswer]]:
        if not is_storable(bundle):
            return []
        theirs = or_(shadow_answers.c.bundle == bundle, shadow_answers.c.task_bundle == bundle)
        wanted = (
            select(receipts.c.document.label("receipt"), shadow_answers)
            .join(receipts, receipts.c.receipt_id == shadow_answers.c.receipt_id)
            .where(theirs)
            .order_by(shadow_answers.c.receipt_id.desc())
            .limit(limit)
        )
        with self._database.read() as connection:
            return [
                (stored_json(row.receipt, f"receipt {row.receipt_id!r}"), _answer(row))
                for row in connection.execute(wanted).all()
            ]

    def bundles(self) -> list[tuple[str, int, datetime, datetime]]:
        when = shadow_answers.c.created_at
        latest = func.max(when)
        wanted = (
            select(shadow_answers.c.bundle, func.count(), func.min(when), latest)
            .group_by(shadow_answers.c.bundle)
            .order_by(latest.desc(), shadow_answers.c.bundle)
        )
        with self._database.read() as connection:
            rows = connection.execute(wanted).all()
        return [(row[0], row[1], parse_iso(row[2]), parse_iso(row[3])) for row in rows]


def _answer(row: Any) -> ShadowAnswer:
    return ShadowAnswer(
        ReceiptId(row.receipt_id),
        row.bundle,
        row.task_bundle,
        from_json(row.document),
        parse_iso(row.created_at),
    )
