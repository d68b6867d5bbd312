"""A database of an earlier Landas, brought to the present one with all it holds."""

import pytest
from sqlalchemy import text

from landas.ids import ReceiptId
from landas.storage.database import Database, open_database
from landas.storage.receipts import SqlReceiptStore
from tests.suites.receipt_store_suite import put


def downgraded(database: Database) -> None:
    """Takes the database back to its first tables."""
    with database.write() as connection:
        dropped = (
            "budget_accounts",
            "model_replies",
            "receipt_bundles",
            "shadow_answers",
            "late_words",
            "erasures",
            "reviews",
            "audit",
            "consents",
            "turn_events",
            "turn_streams",
            "preferences",
            "later_activity",
        )
        for table in dropped:
            connection.execute(text(f"DROP TABLE {table}"))
        for table, column in (
            ("conversations", "consent"),
            ("rejected_events", "received_at"),
            ("receipts", "digest"),
        ):
            connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))


@pytest.mark.parametrize("bundle", ["b-1", None])
def test_receipts_of_before_are_found_by_their_bundle(database: Database, bundle: str | None) -> None:
    put(SqlReceiptStore(database), "r-1", bundle=bundle)
    downgraded(database)
    address = database.engine.url.render_as_string(hide_password=False)
    again = open_database(address, schema=database.schema)
    found = SqlReceiptStore(again).of_bundle("b-1", limit=5)
    assert [stored.receipt_id for stored in found] == ([ReceiptId("r-1")] if bundle else [])
    assert SqlReceiptStore(again).is_intact(ReceiptId("r-1")) is None
    again.close()
