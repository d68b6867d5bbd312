"""The visit of each receipt, so that erasing a person finds what was asked in their visits without an id of theirs."""

import json

from alembic import op
from sqlalchemy import Column, Text, bindparam, column, select, table, update

revision = "0011"
down_revision = "0010"

KEY = Text().with_variant(Text(collation="C"), "postgresql")
_AT_ONCE = 1000


def upgrade() -> None:
    with op.batch_alter_table("receipts") as changed:
        changed.add_column(Column("session_id", KEY))
    op.create_index("receipts_by_session", "receipts", ["session_id"])
    _fill_in()


def _fill_in() -> None:
    """Receipts of before say it in their documents only."""
    receipts = table("receipts", column("receipt_id"), column("document"), column("session_id"))
    asked = select(receipts.c.receipt_id, receipts.c.document)
    asked = asked.where(receipts.c.document.like('%"session_id":"%')).order_by(receipts.c.receipt_id)
    fill = update(receipts).where(receipts.c.receipt_id == bindparam("of"))
    connection, last = op.get_bind(), ""
    while rows := connection.execute(asked.where(receipts.c.receipt_id > last).limit(_AT_ONCE)).all():
        last = rows[-1].receipt_id
        told = [{"of": receipt_id, "session_id": _session(document)} for receipt_id, document in rows]
        connection.execute(fill.values(session_id=bindparam("session_id")), told)


def _session(document: str) -> str | None:
    try:
        found = json.loads(document)["request"]["session_id"]
    except (ValueError, LookupError, TypeError):
        return None
    return found if isinstance(found, str) else None
