"""Answers to be reviewed, the audit, what people consent to; when unusable events came."""

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, Integer, Text

revision = "0004"
down_revision = "0003"

KEY = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "reviews",
        Column("review_id", KEY, primary_key=True),
        Column("receipt_id", KEY, nullable=False),
        Column("surface", Text, nullable=False),
        Column("reasons", Text, nullable=False),
        Column("status", KEY, nullable=False),
        Column("created_at", KEY, nullable=False),
        Column("closed_at", KEY),
        Column("closed_by", Text),
        Column("note", Text),
    )
    op.create_index("reviews_by_status", "reviews", ["status", "created_at"])
    op.create_table(
        "audit",
        Column("number", NUMBER, primary_key=True, autoincrement=True),
        Column("document", Text, nullable=False),
        Column("previous", KEY, nullable=False),
        Column("hash", KEY, nullable=False),
    )
    op.create_table(
        "consents",
        Column("user_id", KEY, primary_key=True),
        Column("purpose", KEY, primary_key=True),
        Column("granted", Boolean, nullable=False),
        Column("changed_at", KEY, nullable=False),
    )
    op.add_column("conversations", Column("consent", Text))
    op.add_column("rejected_events", Column("received_at", KEY))
