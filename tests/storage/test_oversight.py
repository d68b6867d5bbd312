"""Reviews and the audit on both databases: decided once, chained, and a tampered record is found."""

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from landas.errors import Conflict, NotFound
from landas.ids import ReceiptId
from landas.recommend.oversight import AuditRecord, Review, broken_at
from landas.storage.database import Database
from landas.storage.oversight import SqlOversightStore

AT = datetime(2026, 3, 1, tzinfo=UTC)


def begun(store: SqlOversightStore, number: int) -> None:
    receipt = ReceiptId(f"r-{number}")
    review = Review(f"v-{number}", receipt, "chat", ("high_stakes",), AT)
    store.begin(review, AuditRecord(AT, "anonymous", "answered", receipt, "b-1", "template"))


def test_a_review_is_listed_until_it_is_decided_once(database: Database) -> None:
    store = SqlOversightStore(database)
    for number in (1, 2):
        begun(store, number)
    assert [review.review_id for review in store.reviews("open", 10)] == ["v-1", "v-2"]
    closed = store.close("v-1", "rejected", "Sari", "wrong dose", AT)
    assert (closed.status, closed.closed_by, closed.note, closed.closed_at) == (
        "rejected",
        "Sari",
        "wrong dose",
        AT,
    )
    assert [review.review_id for review in store.reviews("open", 10)] == ["v-2"]
    assert [review.review_id for review in store.reviews(None, 10)] == ["v-1", "v-2"]
    with pytest.raises(Conflict, match="is rejected already"):
        store.close("v-1", "approved", "Budi", None, AT)
    with pytest.raises(NotFound, match="no review 'v-9'"):
        store.close("v-9", "approved", "Budi", None, AT)


def test_the_audit_tells_who_decided_what_in_a_chain(database: Database) -> None:
    store = SqlOversightStore(database)
    begun(store, 1)
    store.close("v-1", "approved", "Sari", None, AT)
    records = list(store.audit())
    told = [(r.number, r.document["who"], r.document["what"], r.document["decision"]) for r in records]
    assert told == [(1, "anonymous", "answered", "template"), (2, "reviewer:Sari", "reviewed", "approved")]
    assert broken_at(iter(records)) is None


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("UPDATE audit SET document = replace(document, 'template', 'slots') WHERE number = 2", 2),
        ("DELETE FROM audit WHERE number = 2", 3),
        ("DELETE FROM audit WHERE number = 1", 2),
    ],
)
def test_a_changed_or_missing_record_breaks_the_chain(database: Database, tampering: str, found: int) -> None:
    store = SqlOversightStore(database)
    for number in (1, 2, 3):
        begun(store, number)
    with database.write() as connection:
        connection.execute(text(tampering))
    assert broken_at(iter(list(store.audit()))) == found


def test_answers_at_once_make_one_chain(database: Database) -> None:
    store = SqlOversightStore(database)
    threads = [threading.Thread(target=begun, args=(store, number)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [record.number for record in store.audit()] == list(range(1, 13))
    assert broken_at(iter(list(store.audit()))) is None
