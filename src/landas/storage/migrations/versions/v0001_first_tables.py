"""The first tables: the catalogue and its history, events, receipts, conversations, model calls."""

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Integer, Text

revision = "0001"
down_revision = None

# Frozen here, not imported from storage.tables: a migration must go on meaning what it meant.
KEY = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    _catalogue()
    _events()
    _receipts()
    _conversations()
    _model_calls()


def _catalogue() -> None:
    counters = op.create_table(
        "counters",
        Column("name", KEY, primary_key=True),
        Column("value", BigInteger, nullable=False),
    )
    op.bulk_insert(counters, [{"name": "catalogue", "value": 0}])
    op.create_table(
        "items",
        Column("item_id", KEY, primary_key=True),
        Column("version", Integer, nullable=False),
        Column("seq", BigInteger, nullable=False),
        Column("withdrawn", Boolean, nullable=False),
        Column("content_hash", Text, nullable=False),
        Column("source", Text, nullable=False),
        Column("observed_at", KEY, nullable=False),
        Column("document", Text, nullable=False),
    )
    op.create_index("items_by_seq", "items", ["seq"], unique=True)
    op.create_table(
        "item_versions",
        Column("item_id", KEY, primary_key=True),
        Column("version", Integer, primary_key=True),
        Column("seq", BigInteger, nullable=False),
        Column("until_seq", BigInteger, nullable=False),
        Column("withdrawn", Boolean, nullable=False),
        Column("content_hash", Text, nullable=False),
        Column("source", Text, nullable=False),
        Column("observed_at", KEY, nullable=False),
        Column("document", Text, nullable=False),
    )
    op.create_index("item_versions_by_seq", "item_versions", ["seq"])
    op.create_index("item_versions_by_until_seq", "item_versions", ["until_seq"])


def _events() -> None:
    op.create_table(
        "events",
        Column("event_id", KEY, primary_key=True),
        Column("type", Text, nullable=False),
        Column("time", KEY, nullable=False),
        Column("user_id", KEY),
        Column("session_id", KEY),
        Column("item_id", KEY),
        Column("value", Float),
        Column("receipt_id", KEY),
        Column("position", Integer),
    )
    op.create_index("events_by_time", "events", ["time", "event_id"])
    op.create_index("events_by_user", "events", ["user_id", "time", "event_id"])
    op.create_table(
        "rejected_events",
        Column("rejected_id", KEY, primary_key=True),
        Column("reason", Text, nullable=False),
        Column("raw", Text, nullable=False),
    )


def _receipts() -> None:
    op.create_table(
        "receipts",
        Column("receipt_id", KEY, primary_key=True),
        Column("user_id", KEY),
        Column("conversation_id", KEY),
        Column("created_at", KEY, nullable=False),
        Column("erased", Boolean, nullable=False),
        Column("document", Text, nullable=False),
    )
    op.create_index("receipts_by_time", "receipts", ["created_at", "receipt_id"])
    op.create_index("receipts_by_user", "receipts", ["user_id", "created_at"])
    op.create_table(
        "feedback",
        Column("feedback_id", NUMBER, primary_key=True, autoincrement=True),
        Column("receipt_id", KEY, ForeignKey("receipts.receipt_id"), nullable=False),
        Column("rating", Float, nullable=False),
        Column("reason", Text),
        Column("created_at", KEY, nullable=False),
    )
    op.create_index("feedback_by_receipt", "feedback", ["receipt_id"])


def _conversations() -> None:
    op.create_table(
        "conversations",
        Column("conversation_id", KEY, primary_key=True),
        Column("user_id", KEY),
        Column("locale", Text),
        Column("context", Text, nullable=False),
        Column("created_at", KEY, nullable=False),
    )
    op.create_index("conversations_by_user", "conversations", ["user_id"])
    op.create_table(
        "turns",
        Column("conversation_id", KEY, ForeignKey("conversations.conversation_id"), primary_key=True),
        Column("turn", Integer, primary_key=True),
        Column("document", Text, nullable=False),
    )


def _model_calls() -> None:
    op.create_table(
        "model_calls",
        Column("call_id", KEY, primary_key=True),
        Column("started_at", KEY, nullable=False),
        Column("receipt_id", KEY),
        Column("document", Text, nullable=False),
    )
    op.create_index("model_calls_by_time", "model_calls", ["started_at", "call_id"])
