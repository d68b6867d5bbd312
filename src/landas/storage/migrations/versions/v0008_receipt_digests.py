"""A digest beside each receipt, so that one that was changed afterwards is noticed. Earlier receipts have none."""

from alembic import op
from sqlalchemy import Column, Text

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    with op.batch_alter_table("receipts") as receipts:
        receipts.add_column(Column("digest", Text))
