"""Budget accounts and cached replies of model calls, and which receipts hold which bundle."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Text, text

revision = "0002"
down_revision = "0001"

KEY = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "budget_accounts",
        Column("name", KEY, primary_key=True),
        Column("calls", BigInteger, nullable=False),
        Column("tokens", BigInteger, nullable=False),
        Column("nanos", BigInteger, nullable=False),
    )
    op.create_table(
        "model_replies",
        Column("key", KEY, primary_key=True),
        Column("until", KEY, nullable=False),
        Column("reply", Text, nullable=False),
    )
    op.create_index("model_replies_by_until", "model_replies", ["until"])
    op.create_table(
        "receipt_bundles",
        Column("bundle", KEY, primary_key=True),
        Column("receipt_id", KEY, ForeignKey("receipts.receipt_id", ondelete="CASCADE"), primary_key=True),
        Column("created_at", KEY, nullable=False),
    )
    op.create_index("receipt_bundles_by_time", "receipt_bundles", ["bundle", "created_at"])
    _fill_from_receipts()


def _fill_from_receipts() -> None:
    """Receipts of before hold the bundle in their document only."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    bundle = "json_extract(document, '$.bundle')" if sqlite else "document::json ->> 'bundle'"
    op.execute(
        text(
            "INSERT INTO receipt_bundles (bundle, receipt_id, created_at) "
            f"SELECT {bundle}, receipt_id, created_at FROM receipts WHERE {bundle} IS NOT NULL"
        )
    )
