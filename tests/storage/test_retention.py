"""What was kept long enough is gone: from the tables, and from the bytes of the database's files."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import update

from landas.clock import iso, utc_now
from landas.dialogue.late import LateWords
from landas.events.events import Event, RejectedEvent
from landas.ids import ConversationId, EventId, ReceiptId, ReleaseId, UserId
from landas.llm.calls import CallRecord
from landas.recommend.feature_store import Later
from landas.settings import PrivacySection
from landas.storage.calls import SqlCallLog
from landas.storage.conversations import SqlConversationStore
from landas.storage.database import Database
from landas.storage.events import SqlEventStore
from landas.storage.late_words import SqlLateWordsStore
from landas.storage.later_activity import SqlLaterActivity
from landas.storage.receipts import SqlReceiptStore
from landas.storage.replies import SqlReplyCache
from landas.storage.retention import prune
from landas.storage.tables import later_activity

NOW = datetime(2026, 6, 1, tzinfo=UTC)
OLD, NEW = NOW - timedelta(days=40), NOW - timedelta(days=5)
EVERY = PrivacySection(receipts_days=30, conversations_days=30, events_days=30, calls_days=30)


def filled(database: Database, when: datetime, name: str) -> None:
    receipts, talks = SqlReceiptStore(database), SqlConversationStore(database)
    document: dict[str, Any] = {"text": f"canary receipt {name} " * 300, "bundle": name}
    receipt, talk = ReceiptId(f"r-{name}"), ConversationId(f"c-{name}")
    receipts.put(receipt, document, user_id=UserId(name), conversation_id=talk, created_at=when)
    receipts.add_feedback(receipt, 1.0, f"canary reason {name}", when)
    talks.create(talk, UserId(name), None, {}, when)
    talks.append_turn(talk, 1, {"text": f"canary turn {name} " * 300})
    SqlEventStore(database).append([Event(EventId(f"canary-event-{name}"), "view", when, UserId(name))])
    call = CallRecord(
        f"call-{name}", "t", "b", "p", f"canary-model-{name}", "v", when, 1.0, 1, 1, 1, "answer"
    )
    SqlCallLog(database).append(call)
    SqlReplyCache(database).put(
        f"canary-reply-{name}", f"canary reply {name}", when, when + timedelta(days=1)
    )
    words = LateWords(ReceiptId(f"r-{name}"), None, when, when + timedelta(hours=1))
    SqlLateWordsStore(database).begin(words, OLD)
    SqlLateWordsStore(database).finish(words.receipt_id, {"reply": f"canary words {name}"})


def bytes_of(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


def test_only_what_is_older_goes(database: Database) -> None:
    filled(database, OLD, "old")
    filled(database, NEW, "new")
    kept_at(database, OLD)
    counts = prune(database, EVERY, NOW)
    # The cache and the words that come later have their own time, which is over for both.
    assert counts == {
        "receipts": 1, "conversations": 1, "events": 1, "calls": 1, "cached_replies": 1, "late_words": 2,
        "streams": 0, "preferences": 0, "later_activity": 1,
    }  # fmt: skip
    assert SqlReceiptStore(database).get(ReceiptId("r-old")) is None
    assert SqlReceiptStore(database).get(ReceiptId("r-new")) is not None
    assert SqlReceiptStore(database).of_bundle("old", limit=1) == []
    assert SqlConversationStore(database).turns(ConversationId("c-old")) == []
    assert len(SqlConversationStore(database).turns(ConversationId("c-new"))) == 1
    assert [event.event_id for event in SqlEventStore(database).scan()] == ["canary-event-new"]
    assert [call.call_id for call in SqlCallLog(database).scan()] == ["call-new"]


def test_its_bytes_are_nowhere_in_the_files(sqlite_database: Database, tmp_path: Path) -> None:
    filled(sqlite_database, OLD, "old")
    filled(sqlite_database, NEW, "new")
    assert bytes_of(tmp_path).count(b"canary receipt old") > 1
    prune(sqlite_database, EVERY, NOW)
    left = bytes_of(tmp_path)
    for what in (b"receipt", b"reason", b"turn", b"reply"):
        assert b"canary " + what + b" old" not in left
    assert b"canary-event-old" not in left
    assert b"canary-model-old" not in left
    assert left.count(b"canary receipt new") > 1


def kept_at(database: Database, when: datetime) -> None:
    """What happened by some hour, as answers of that time read it."""
    nothing = np.zeros(0, dtype=np.int64)
    SqlLaterActivity(database).keep(ReleaseId("r"), 1, Later(nothing, nothing, nothing))
    with database.write() as connection:
        connection.execute(update(later_activity).values(kept_at=iso(when)))


OF_THEIR_OWN_TIME = ("cached_replies", "late_words", "streams", "preferences")


def test_without_days_everything_stays(database: Database) -> None:
    filled(database, OLD, "old")
    counts = prune(database, PrivacySection(), NOW)
    assert {kind: count for kind, count in counts.items() if kind not in OF_THEIR_OWN_TIME} == {
        "receipts": 0, "conversations": 0, "events": 0, "calls": 0, "later_activity": 0
    }  # fmt: skip
    assert SqlReceiptStore(database).get(ReceiptId("r-old")) is not None


@pytest.mark.parametrize("days", [1, 400])
def test_unusable_events_go_by_when_they_came(database: Database, days: int) -> None:
    store = SqlEventStore(database)
    store.keep_rejected([RejectedEvent({"type": "?"}, "unknown type")])
    prune(database, PrivacySection(events_days=days), utc_now() + timedelta(days=30))
    assert len(store.rejected(5)) == (0 if days == 1 else 1)
