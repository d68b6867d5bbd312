"""A database of an earlier Landas, brought to the present one with all it holds."""

import pytest
from sqlalchemy import text

from landas.ids import ReceiptId, SessionId, UserId
from landas.storage.database import Database, open_database
from landas.storage.receipts import SqlReceiptStore
from tests.suites.receipt_store_suite import NOON, put


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
        connection.execute(text("DROP INDEX receipts_by_session"))
        for table, column in (
            ("conversations", "consent"),
            ("rejected_events", "received_at"),
            ("receipts", "digest"),
            ("receipts", "session_id"),
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


def test_receipts_of_before_are_found_by_their_visit(database: Database) -> None:
    store = SqlReceiptStore(database)
    for number, visit in enumerate(["v-1", "v-2", None]):
        asked = {"request": {"session_id": visit}}
        rest = {"user_id": None, "conversation_id": None, "created_at": NOON}
        store.put(ReceiptId(f"r-{number}"), asked, **rest)
    downgraded(database)
    address = database.engine.url.render_as_string(hide_password=False)
    again = open_database(address, schema=database.schema)
    found = SqlReceiptStore(again)
    assert [one.receipt_id for one in found.of_visit(SessionId("v-1"), limit=5)] == ["r-0"]
    assert found.erase_user(UserId("ani"), NOON, {SessionId("v-2")}) == 1
    assert found.of_visit(SessionId("v-2"), limit=5) == []
    again.close()
