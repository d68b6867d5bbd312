"""Events in the database: idempotent by event id, unusable ones kept whole beside them."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Table,
    Text,
    and_,
    bindparam,
    cast,
    column,
    delete,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeEngine

from landas.clock import iso, parse_iso, utc_now
from landas.events.activity import hour_of
from landas.events.events import EVENT_TYPES, AppendCounts, Event, RejectedEvent
from landas.events.weights import EVENT_WEIGHTS, GOOD_RATING
from landas.ids import ItemId, SessionId, UserId, content_hash
from landas.storage.chunks import in_chunks
from landas.storage.database import Database
from landas.storage.documents import check_identifier, from_json, is_storable, plain_text, to_json
from landas.storage.people import AS_GIVEN, People
from landas.storage.prepared import Prepared
from landas.storage.tables import events, rejected_events

_LATEST_FIRST = events.c.time.desc(), events.c.event_id.desc()


def _latest_of(whose: ColumnElement[Any]) -> Prepared:
    """Put together once: every answer reads what the person did."""
    types = events.c.type.in_(bindparam("types", expanding=True))
    wanted = select(events).where(whose == bindparam("whose"), events.c.time < bindparam("before"), types)
    return Prepared(wanted.order_by(*_LATEST_FIRST).limit(bindparam("at_most", type_=Integer)), many="types")


_OF_USER, _OF_SESSION = _latest_of(events.c.user_id), _latest_of(events.c.session_id)
_TURNED = or_(
    events.c.type.in_([kind for kind in EVENT_WEIGHTS if kind != "rating"]),
    and_(events.c.type == "rating", events.c.value >= GOOD_RATING),
)
"""As `event_weight` says of one."""
_HOUR = "2026-03-01T08"
_AFTER_ALL = ":"
"""Later than any time as text: the sign after the digits."""
_IDENTIFIERS = ("event_id", "user_id", "session_id", "item_id", "receipt_id")


class SqlEventStore:
    """`events.events.EventStore` on SQLite or PostgreSQL."""

    def __init__(self, database: Database, people: People = AS_GIVEN) -> None:
        self._database = database
        self._people = people

    def append(self, new_events: Sequence[Event]) -> AppendCounts:
        """As the Protocol says; the first event with an id stays. Raises DataError for an unusable id."""
        rows = {event.event_id: _row(event, self._people) for event in reversed(new_events)}
        with self._database.write() as connection:
            stored = len(_insert_new(connection, events, "event_id", rows))
        return AppendCounts(stored=stored, duplicate=len(new_events) - stored)

    def keep_rejected(self, rejected: Sequence[RejectedEvent]) -> None:
        rows = {row["rejected_id"]: row for row in (_rejected_row(one, self._people) for one in rejected)}
        with self._database.write() as connection:
            _insert_new(connection, rejected_events, "rejected_id", rows)

    def rejected(self, limit: int) -> list[RejectedEvent]:
        """Some of the unusable events, in no particular order of time."""
        wanted = select(rejected_events).order_by(rejected_events.c.rejected_id).limit(limit)
        with self._database.read() as connection:
            rows = connection.execute(wanted).mappings()
            return [RejectedEvent(from_json(row["raw"]), row["reason"]) for row in rows]

    def of_user(
        self,
        user_id: UserId,
        *,
        limit: int,
        before: datetime | None = None,
        types: Collection[str] = EVENT_TYPES,
    ) -> list[Event]:
        if not is_storable(user_id):
            return []
        return self._latest(_OF_USER, self._people.id_of(user_id), limit, before, types)

    def of_session(
        self,
        session_id: SessionId,
        *,
        limit: int,
        before: datetime | None = None,
        types: Collection[str] = EVENT_TYPES,
    ) -> list[Event]:
        if not is_storable(session_id):
            return []
        return self._latest(_OF_SESSION, self._people.id_of(session_id), limit, before, types)

    def _latest(
        self, wanted: Prepared, whose: str, limit: int, before: datetime | None, types: Collection[str]
    ) -> list[Event]:
        until = iso(before) if before else _AFTER_ALL
        given = {"whose": whose, "before": until, "types": list(types), "at_most": limit}
        return [_event(row) for row in wanted.rows(self._database, given)]

    def people(self, *, after: UserId, up_to: UserId | None = None, limit: int | None = None) -> list[UserId]:
        within = events.c.user_id > after, true() if up_to is None else events.c.user_id <= up_to
        wanted = select(events.c.user_id).where(*within).distinct().order_by(events.c.user_id).limit(limit)
        with self._database.read() as connection:
            return [UserId(found) for found in connection.execute(wanted).scalars()]

    def scan(self) -> Iterator[Event]:
        wanted = select(events).order_by(events.c.time, events.c.event_id)
        with self._database.read() as connection:
            streaming = connection.execution_options(yield_per=5000)
            for row in streaming.execute(wanted):
                yield _event(row)

    def turned(self, since: datetime, before: datetime) -> Iterator[tuple[ItemId, int, int]]:
        hour = func.substr(events.c.time, 1, len(_HOUR)).label("hour")
        own = func.coalesce("u" + events.c.user_id, "s" + events.c.session_id, "e" + events.c.event_id)
        span = events.c.time >= iso(since), events.c.time < iso(before), events.c.item_id.is_not(None)
        wanted = select(events.c.item_id, hour, func.count(own.distinct())).where(*span, _TURNED)
        with self._database.read() as connection:
            rows = connection.execute(wanted.group_by(events.c.item_id, hour)).all()
        hours = {text: hour_of(parse_iso(f"{text}:00:00Z")) for text in {row[1] for row in rows}}
        return ((ItemId(item_id), hours[text], people) for item_id, text, people in rows)

    def count(self) -> int:
        with self._database.read() as connection:
            return int(connection.execute(select(func.count()).select_from(events)).scalar_one())

    def visits_of(self, user_id: UserId) -> set[SessionId]:
        if not is_storable(user_id):
            return set()
        theirs = events.c.user_id == self._people.id_of(user_id), events.c.session_id.is_not(None)
        with self._database.read() as connection:
            found = connection.execute(select(events.c.session_id).where(*theirs).distinct()).scalars()
            return {SessionId(session_id) for session_id in found}

    def erase_user(self, user_id: UserId, visits: Collection[SessionId] = ()) -> int:
        if not is_storable(user_id):
            return 0
        with self._database.write() as connection:
            known = self._people.id_of(user_id)
            erased = connection.execute(delete(events).where(events.c.user_id == known)).rowcount
            _erase_rejected(connection, known, None)
            for chunk in in_chunks(sorted(visits)):
                nobodys = events.c.user_id.is_(None), events.c.session_id.in_(chunk)
                erased += connection.execute(delete(events).where(*nobodys)).rowcount
            for visit in visits:
                _erase_rejected(connection, visit, known)
        return erased


def _insert_new(
    connection: Connection, table: Table, key: str, rows: dict[Any, dict[str, Any]]
) -> Collection[str]:
    """Inserts the rows whose key is new; gives the keys that were."""
    if not rows:
        return ()
    # In the order of keys: two transactions with the same events then can't wait for each other in a ring.
    ordered = [rows[name] for name in sorted(rows)]
    if connection.dialect.name == "sqlite":
        new = sqlite.insert(table).on_conflict_do_nothing(index_elements=[key])
        return connection.execute(new.returning(table.c[key]), ordered).scalars().all()
    return connection.execute(_from_arrays(table, key, ordered)).scalars().all()


def _from_arrays(table: Table, key: str, rows: Sequence[dict[str, Any]]) -> Any:
    """PostgreSQL takes a column as one array: thousands of rows are one short statement, not one parameter a value."""
    names = list(rows[0])
    arrays = [
        cast([row[name] for row in rows], postgresql.ARRAY(_plain(table.c[name].type))) for name in names
    ]
    given = func.unnest(*arrays).table_valued(*(column(name) for name in names)).render_derived(name="given")
    new = postgresql.insert(table).from_select(names, select(*(given.c[name] for name in names)))
    return new.on_conflict_do_nothing(index_elements=[key]).returning(table.c[key])


def _plain(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    """The type without a collation, which an array's can't have."""
    return Text() if isinstance(kind, Text) else kind


def _erase_rejected(connection: Connection, mentioned: str, only_of: str | None) -> None:
    """Those that mention an id as it is kept; with `only_of` none that names another person."""
    # Unusable events have no columns: the few that mention the id are read and compared whole.
    mentions = rejected_events.c.raw.contains(to_json(mentioned)[1:-1], autoescape=True)
    for row in connection.execute(select(rejected_events).where(mentions)).mappings().all():
        raw = from_json(row["raw"])
        whose = raw.get("user_id") if isinstance(raw, dict) else None
        if only_of is not None and whose not in (None, only_of):
            continue
        if not isinstance(raw, dict) or mentioned in map(str, raw.values()):
            same = rejected_events.c.rejected_id == row["rejected_id"]
            connection.execute(delete(rejected_events).where(same))


def _row(event: Event, people: People) -> dict[str, Any]:
    row = {
        "event_id": event.event_id,
        "type": event.type,
        "time": iso(event.time),
        "user_id": people.known(event.user_id),
        "session_id": people.known(event.session_id),
        "item_id": event.item_id,
        "value": event.value,
        "receipt_id": event.receipt_id,
        "position": event.position,
    }
    for name in _IDENTIFIERS:
        if row[name] is not None:
            check_identifier(str(row[name]), name)
    return row


def _rejected_row(rejected: RejectedEvent, people: People) -> dict[str, Any]:
    raw = to_json(people.document(rejected.raw))
    reason = plain_text(people.text_of(rejected.reason))
    received = iso(utc_now())
    return {"rejected_id": content_hash([raw, reason]), "reason": reason, "raw": raw, "received_at": received}


def _event(row: Sequence[Any]) -> Event:
    """An event of a whole row, read by place: a scan of a long log spends its time here."""
    event_id, kind, time, user_id, session_id, item_id, value, receipt_id, position = row
    told = event_id, kind, parse_iso(time), user_id, session_id, item_id, value, receipt_id, position
    return tuple.__new__(Event, told)
