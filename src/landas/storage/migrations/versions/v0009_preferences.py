"""What people let be remembered of them."""

from alembic import op
from sqlalchemy import Column, Text

revision = "0009"
down_revision = "0008"

KEY = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "preferences",
        Column("user_id", KEY, primary_key=True),
        Column("preference_id", KEY, primary_key=True),
        Column("about", KEY, nullable=False),
        Column("created_at", KEY, nullable=False),
        Column("expires_at", KEY, nullable=False),
        Column("document", Text, nullable=False),
    )
    op.create_index("preferences_by_expires", "preferences", ["expires_at"])
