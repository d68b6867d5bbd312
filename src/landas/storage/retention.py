"""Deletes what was kept long enough, and lets the file forget it: deleted rows are overwritten, then the file is
rewritten.

SQLite's secure_delete fills deleted cells with zeros; VACUUM drops free pages, and truncating the write-ahead log drops
the copies of pages in it. PostgreSQL vacuums the tables.
"""

import logging
import time
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Table, delete, func, or_, select

from landas.clock import iso
from landas.settings import PrivacySection
from landas.storage.chunks import in_chunks
from landas.storage.database import Database
from landas.storage.tables import (
    conversations,
    events,
    feedback,
    late_words,
    later_activity,
    model_calls,
    model_replies,
    preferences,
    receipt_bundles,
    receipts,
    rejected_events,
    reviews,
    shadow_answers,
    turn_events,
    turn_streams,
    turns,
)

_TRIES, _PAUSE = 20, 0.1

_log = logging.getLogger(__name__)

_PRUNED = (
    receipts,
    receipt_bundles,
    feedback,
    reviews,
    conversations,
    turns,
    events,
    rejected_events,
    model_calls,
    model_replies,
    late_words,
    later_activity,
    turn_streams,
    turn_events,
    preferences,
)


def prune(database: Database, privacy: PrivacySection, now: datetime) -> dict[str, int]:
    """How many rows of each kind were deleted. What has no number of days in the settings is kept."""
    with database.write() as connection:
        counts = {
            "receipts": _receipts(connection, _before(privacy.receipts_days, now)),
            "conversations": _conversations(connection, _before(privacy.conversations_days, now)),
            "events": _events(connection, _before(privacy.events_days, now)),
            "calls": _older(
                connection, model_calls, model_calls.c.started_at, _before(privacy.calls_days, now)
            ),
            "cached_replies": _older(connection, model_replies, model_replies.c.until, iso(now)),
            "late_words": _older(connection, late_words, late_words.c.expires, iso(now)),
            "preferences": _older(connection, preferences, preferences.c.expires_at, iso(now)),
            # Receipts are repeated with it: it goes when they do.
            "later_activity": _later(connection, _before(privacy.receipts_days, now)),
            "streams": _older(connection, turn_streams, turn_streams.c.expires, iso(now)),
        }
    if any(counts.values()):
        forget(database)
    return counts


def forget(database: Database) -> None:
    """Gives back what deleted rows took, so that their bytes are nowhere in the database's files."""
    if database.is_sqlite:
        with database.engine.connect() as connection:
            raw = connection.connection.driver_connection
            if raw is None:
                raise RuntimeError("a connection without its driver's")
            # Not in a transaction, which no such statement may stand in.
            connection.rollback()
            raw.execute("VACUUM")
        if not empty_log(database):
            _log.warning(
                "the write-ahead log was in use and could not be emptied; it will be with the next pruning"
            )
        return
    with database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        for table in _PRUNED:
            connection.exec_driver_sql(f"VACUUM {table.name}")


def empty_log(database: Database) -> bool:
    """Drops the copies of pages in SQLite's write-ahead log; False where somebody held it all the while.

    Deleted cells are filled with zeros at once, so that afterwards their bytes are nowhere. True for PostgreSQL, whose
    log is its own affair.
    """
    if not database.is_sqlite:
        return True
    with database.engine.connect() as connection:
        raw = connection.connection.driver_connection
        if raw is None:
            raise RuntimeError("a connection without its driver's")
        connection.rollback()
        # Who reads now holds the log for a moment.
        for _ in range(_TRIES):
            if raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0:
                return True
            time.sleep(_PAUSE)
    return False


def _before(days: int | None, now: datetime) -> str | None:
    return None if days is None else iso(now - timedelta(days=days))


def _receipts(connection: Connection, before: str | None) -> int:
    if before is None:
        return 0
    old = list(
        connection.execute(select(receipts.c.receipt_id).where(receipts.c.created_at < before)).scalars()
    )
    for table in (feedback, receipt_bundles, shadow_answers, reviews):
        _with_ids(connection, table, table.c.receipt_id, old)
    return _with_ids(connection, receipts, receipts.c.receipt_id, old)


def _conversations(connection: Connection, before: str | None) -> int:
    if before is None:
        return 0
    ids = conversations.c.conversation_id
    old = list(connection.execute(select(ids).where(conversations.c.created_at < before)).scalars())
    _with_ids(connection, turns, turns.c.conversation_id, old)
    return _with_ids(connection, conversations, ids, old)


def _events(connection: Connection, before: str | None) -> int:
    if before is None:
        return 0
    when = rejected_events.c.received_at
    # Those of before came at a time nobody noted: they are old.
    unusable = connection.execute(delete(rejected_events).where(or_(when.is_(None), when < before))).rowcount
    return _older(connection, events, events.c.time, before) + unusable


def _later(connection: Connection, before: str | None) -> int:
    """A release's hours go together: each holds what changed since another."""
    if before is None:
        return 0
    release = later_activity.c.release_id
    old = select(release).group_by(release).having(func.max(later_activity.c.kept_at) < before)
    return connection.execute(delete(later_activity).where(release.in_(old))).rowcount


def _older(connection: Connection, table: Table, when: ColumnElement[str], before: str | None) -> int:
    return 0 if before is None else connection.execute(delete(table).where(when < before)).rowcount


def _with_ids(connection: Connection, table: Table, column: ColumnElement[str], ids: Iterable[str]) -> int:
    return sum(
        connection.execute(delete(table).where(column.in_(chunk))).rowcount for chunk in in_chunks(list(ids))
    )
