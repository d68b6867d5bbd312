"""Words of turns that are fetched when they are ready; when people were erased."""

from alembic import op
from sqlalchemy import Column, Text

revision = "0005"
down_revision = "0004"

KEY = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "late_words",
        Column("receipt_id", KEY, primary_key=True),
        Column("user_id", KEY),
        Column("until", KEY, nullable=False),
        Column("expires", KEY, nullable=False),
        Column("document", Text),
    )
    op.create_index("late_words_by_expires", "late_words", ["expires"])
    op.create_index("late_words_by_user", "late_words", ["user_id"])
    op.create_table(
        "erasures", Column("person", KEY, primary_key=True), Column("erased_at", KEY, nullable=False)
    )
