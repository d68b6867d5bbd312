"""Events of streamed turns, kept for a while."""

from alembic import op
from sqlalchemy import Boolean, Column, ForeignKey, Integer, Text

revision = "0007"
down_revision = "0006"

KEY = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "turn_streams",
        Column("receipt_id", KEY, primary_key=True),
        Column("conversation_id", KEY, nullable=False),
        Column("turn", Integer, nullable=False),
        Column("user_id", KEY),
        Column("until", KEY, nullable=False),
        Column("heard_until", KEY, nullable=False),
        Column("expires", KEY, nullable=False),
        Column("cancelled", Boolean, nullable=False),
    )
    op.create_index("turn_streams_by_expires", "turn_streams", ["expires"])
    op.create_index("turn_streams_by_user", "turn_streams", ["user_id"])
    op.create_index("turn_streams_by_turn", "turn_streams", ["conversation_id", "turn"])
    op.create_table(
        "turn_events",
        Column(
            "receipt_id", KEY, ForeignKey("turn_streams.receipt_id", ondelete="CASCADE"), primary_key=True
        ),
        Column("number", Integer, primary_key=True),
        Column("name", Text, nullable=False),
        Column("document", Text, nullable=False),
    )
