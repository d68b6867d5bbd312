"""When people were erased, so that an answer that was still being made then leaves nothing of them behind.

A mark holds a hash of the person's id and is dropped after a day, long after any such answer is done.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from landas.clock import iso, parse_iso
from landas.ids import content_hash
from landas.storage.database import Transaction
from landas.storage.prepared import Prepared
from landas.storage.tables import erasures

_KEPT = timedelta(days=1)
# Put together once: every receipt of a person asks it.
_WHEN = Prepared(select(erasures.c.erased_at).where(erasures.c.person == bindparam("mark")))


def mark_erased(connection: Connection, person: str, now: datetime) -> None:
    """Notes that a person was erased, and forgets old marks."""
    same, old = erasures.c.person == _mark(person), erasures.c.erased_at < iso(now - _KEPT)
    connection.execute(delete(erasures).where(same | old))
    connection.execute(insert(erasures), {"person": _mark(person), "erased_at": iso(now)})


def was_erased(connection: Transaction, person: str, asked_at: datetime) -> bool:
    """Whether the person was erased at or after a moment."""
    marks = _WHEN.within(connection, {"mark": _mark(person)})
    return any(erased_at >= iso(asked_at) for (erased_at,) in marks)


def last_erased(connection: Connection) -> datetime | None:
    """When anybody was; None where no mark is kept."""
    found = connection.execute(select(func.max(erasures.c.erased_at))).scalar_one_or_none()
    return None if found is None else parse_iso(found)


def _mark(person: str) -> str:
    return content_hash(["erased", person])
