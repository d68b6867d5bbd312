"""How many people turned to each item since a release, hour by hour, as answers read it."""

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0010"
down_revision = "0009"

KEY = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "later_activity",
        Column("release_id", KEY, primary_key=True),
        Column("hour", Integer, primary_key=True),
        Column("kept_at", KEY, nullable=False),
        Column("document", Text, nullable=False),
    )
