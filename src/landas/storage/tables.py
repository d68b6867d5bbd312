"""Every table of a project, one schema for SQLite and PostgreSQL. A change here needs a migration.

Instants are ISO 8601 text in UTC (`clock.iso`), which sorts; documents are JSON text, read whole.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

SCHEMA_VERSION = "0011"
"""The newest migration this code knows, so that opening a current database needs no alembic."""

metadata = MetaData()

Key = Text().with_variant(Text(collation="C"), "postgresql")
"""Text in the order of code points on both databases, whatever the server's locale."""

Number = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits on both; SQLite gives a fresh one only to a column it knows as INTEGER."""

counters = Table(
    "counters",
    metadata,
    Column("name", Key, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

items = Table(
    "items",
    metadata,
    Column("item_id", Key, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("observed_at", Key, nullable=False),
    Column("document", Text, nullable=False),
    Index("items_by_seq", "seq", unique=True),
)

item_versions = Table(
    "item_versions",
    metadata,
    Column("item_id", Key, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("until_seq", BigInteger, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("observed_at", Key, nullable=False),
    Column("document", Text, nullable=False),
    Index("item_versions_by_seq", "seq"),
    Index("item_versions_by_until_seq", "until_seq"),
)

events = Table(
    "events",
    metadata,
    Column("event_id", Key, primary_key=True),
    Column("type", Text, nullable=False),
    Column("time", Key, nullable=False),
    Column("user_id", Key),
    Column("session_id", Key),
    Column("item_id", Key),
    Column("value", Float),
    Column("receipt_id", Key),
    Column("position", Integer),
    Index("events_by_time", "time", "event_id"),
    Index("events_by_user", "user_id", "time", "event_id"),
    Index("events_by_session", "session_id", "time", "event_id"),
)

rejected_events = Table(
    "rejected_events",
    metadata,
    Column("rejected_id", Key, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("received_at", Key),
)

receipts = Table(
    "receipts",
    metadata,
    Column("receipt_id", Key, primary_key=True),
    Column("user_id", Key),
    Column("conversation_id", Key),
    Column("created_at", Key, nullable=False),
    Column("erased", Boolean, nullable=False),
    Column("document", Text, nullable=False),
    Column("digest", Text),
    Column("session_id", Key),
    Index("receipts_by_time", "created_at", "receipt_id"),
    Index("receipts_by_session", "session_id"),
    Index("receipts_by_user", "user_id", "created_at"),
)

receipt_bundles = Table(
    "receipt_bundles",
    metadata,
    Column("bundle", Key, primary_key=True),
    Column("receipt_id", Key, ForeignKey("receipts.receipt_id", ondelete="CASCADE"), primary_key=True),
    Column("created_at", Key, nullable=False),
    Index("receipt_bundles_by_time", "bundle", "created_at"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("feedback_id", Number, primary_key=True, autoincrement=True),
    Column("receipt_id", Key, ForeignKey("receipts.receipt_id"), nullable=False),
    Column("rating", Float, nullable=False),
    Column("reason", Text),
    Column("created_at", Key, nullable=False),
    Index("feedback_by_receipt", "receipt_id"),
)

shadow_answers = Table(
    "shadow_answers",
    metadata,
    Column("receipt_id", Key, ForeignKey("receipts.receipt_id", ondelete="CASCADE"), primary_key=True),
    Column("bundle", Key, primary_key=True),
    Column("task_bundle", Key, nullable=False),
    Column("created_at", Key, nullable=False),
    Column("document", Text, nullable=False),
    Index("shadow_answers_by_bundle", "bundle", "created_at"),
    Index("shadow_answers_by_task_bundle", "task_bundle", "created_at"),
)

conversations = Table(
    "conversations",
    metadata,
    Column("conversation_id", Key, primary_key=True),
    Column("user_id", Key),
    Column("locale", Text),
    Column("context", Text, nullable=False),
    Column("created_at", Key, nullable=False),
    Column("consent", Text),
    Index("conversations_by_user", "user_id"),
)

turns = Table(
    "turns",
    metadata,
    Column("conversation_id", Key, ForeignKey("conversations.conversation_id"), primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("document", Text, nullable=False),
)

model_calls = Table(
    "model_calls",
    metadata,
    Column("call_id", Key, primary_key=True),
    Column("started_at", Key, nullable=False),
    Column("receipt_id", Key),
    Column("document", Text, nullable=False),
    Index("model_calls_by_time", "started_at", "call_id"),
)

budget_accounts = Table(
    "budget_accounts",
    metadata,
    Column("name", Key, primary_key=True),
    Column("calls", BigInteger, nullable=False),
    Column("tokens", BigInteger, nullable=False),
    Column("nanos", BigInteger, nullable=False),
)

model_replies = Table(
    "model_replies",
    metadata,
    Column("key", Key, primary_key=True),
    Column("until", Key, nullable=False),
    Column("reply", Text, nullable=False),
    Index("model_replies_by_until", "until"),
)

late_words = Table(
    "late_words",
    metadata,
    Column("receipt_id", Key, primary_key=True),
    Column("user_id", Key),
    Column("until", Key, nullable=False),
    Column("expires", Key, nullable=False),
    Column("document", Text),
    Index("late_words_by_expires", "expires"),
    Index("late_words_by_user", "user_id"),
)

turn_streams = Table(
    "turn_streams",
    metadata,
    Column("receipt_id", Key, primary_key=True),
    Column("conversation_id", Key, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("user_id", Key),
    Column("until", Key, nullable=False),
    Column("heard_until", Key, nullable=False),
    Column("expires", Key, nullable=False),
    Column("cancelled", Boolean, nullable=False),
    Index("turn_streams_by_expires", "expires"),
    Index("turn_streams_by_user", "user_id"),
    Index("turn_streams_by_turn", "conversation_id", "turn"),
)

turn_events = Table(
    "turn_events",
    metadata,
    Column("receipt_id", Key, ForeignKey("turn_streams.receipt_id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("document", Text, nullable=False),
)

erasures = Table(
    "erasures",
    metadata,
    Column("person", Key, primary_key=True),
    Column("erased_at", Key, nullable=False),
)

reviews = Table(
    "reviews",
    metadata,
    Column("review_id", Key, primary_key=True),
    Column("receipt_id", Key, nullable=False),
    Column("surface", Text, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("status", Key, nullable=False),
    Column("created_at", Key, nullable=False),
    Column("closed_at", Key),
    Column("closed_by", Text),
    Column("note", Text),
    Index("reviews_by_status", "status", "created_at"),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("document", Text, nullable=False),
    Column("previous", Key, nullable=False),
    Column("hash", Key, nullable=False),
)

consents = Table(
    "consents",
    metadata,
    Column("user_id", Key, primary_key=True),
    Column("purpose", Key, primary_key=True),
    Column("granted", Boolean, nullable=False),
    Column("changed_at", Key, nullable=False),
)

preferences = Table(
    "preferences",
    metadata,
    Column("user_id", Key, primary_key=True),
    Column("preference_id", Key, primary_key=True),
    Column("about", Key, nullable=False),
    Column("created_at", Key, nullable=False),
    Column("expires_at", Key, nullable=False),
    Column("document", Text, nullable=False),
    Index("preferences_by_expires", "expires_at"),
)

later_activity = Table(
    "later_activity",
    metadata,
    Column("release_id", Key, primary_key=True),
    Column("hour", Integer, primary_key=True),
    Column("kept_at", Key, nullable=False),
    Column("document", Text, nullable=False),
)
