"""What bundles in shadow made of answers."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Text

revision = "0003"
down_revision = "0002"

KEY = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "shadow_answers",
        Column("receipt_id", KEY, ForeignKey("receipts.receipt_id", ondelete="CASCADE"), primary_key=True),
        Column("bundle", KEY, primary_key=True),
        Column("task_bundle", KEY, nullable=False),
        Column("created_at", KEY, nullable=False),
        Column("document", Text, nullable=False),
    )
    op.create_index("shadow_answers_by_bundle", "shadow_answers", ["bundle", "created_at"])
    op.create_index("shadow_answers_by_task_bundle", "shadow_answers", ["task_bundle", "created_at"])
