"""Streamed turns and their events in the database, so that any worker can go on with a stream or end it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, exists, insert, or_, select, update

from landas.clock import iso, parse_iso
from landas.dialogue.turn_events import LAST, TurnEvent, TurnStream
from landas.errors import Conflict
from landas.ids import ConversationId, ReceiptId, UserId
from landas.storage.database import Database
from landas.storage.documents import from_json, is_storable, to_json
from landas.storage.erasures import was_erased
from landas.storage.people import AS_GIVEN, People
from landas.storage.tables import conversations, turn_events, turn_streams


class SqlTurnStreamStore:
    """`dialogue.turn_events.TurnStreamStore` on SQLite or PostgreSQL."""

    def __init__(self, database: Database, people: People = AS_GIVEN) -> None:
        self._database = database
        self._people = people

    def begin(self, stream: TurnStream, now: datetime) -> None:
        row = {
            "receipt_id": stream.receipt_id,
            "conversation_id": stream.conversation_id,
            "turn": stream.turn,
            "user_id": self._people.known(stream.user_id),
            "until": iso(stream.until),
            "heard_until": iso(stream.heard_until),
            "expires": iso(stream.expires),
            "cancelled": stream.cancelled,
        }
        with self._database.write() as connection:
            connection.execute(delete(turn_streams).where(turn_streams.c.expires <= iso(now)))
            if self._is_taken(connection, stream, now):
                raise Conflict(
                    f"turn {stream.turn} of conversation {stream.conversation_id!r} is being answered.",
                    "Listen to its events, wait until it has ended, or call it off.",
                )
            person = row["user_id"]
            if person is None or not was_erased(connection, str(person), now):
                connection.execute(insert(turn_streams), row)

    def append(self, event: TurnEvent) -> None:
        row = {
            "receipt_id": event.receipt_id,
            "number": event.number,
            "name": event.name,
            "document": to_json(event.document),
        }
        same = turn_streams.c.receipt_id == event.receipt_id
        with self._database.write() as connection:
            # Locked, so that erasing the person waits for this event and then takes it too.
            wanted = select(turn_streams.c.turn).where(same).with_for_update(read=True)
            if connection.execute(wanted).one_or_none() is not None:
                connection.execute(insert(turn_events), row)

    def drop(self, receipt_id: ReceiptId) -> None:
        with self._database.write() as connection:
            connection.execute(delete(turn_streams).where(turn_streams.c.receipt_id == receipt_id))

    def get(self, receipt_id: ReceiptId, now: datetime) -> TurnStream | None:
        if not is_storable(receipt_id):
            return None
        return self._found(turn_streams.c.receipt_id == receipt_id, now)

    def of_turn(self, conversation_id: ConversationId, turn: int, now: datetime) -> TurnStream | None:
        if not is_storable(conversation_id):
            return None
        same = turn_streams.c.conversation_id == conversation_id
        return self._found(same & (turn_streams.c.turn == turn), now)

    def events(self, receipt_id: ReceiptId, after: int) -> list[TurnEvent]:
        later = (turn_events.c.receipt_id == receipt_id) & (turn_events.c.number > after)
        wanted = select(turn_events).where(later).order_by(turn_events.c.number)
        with self._database.read() as connection:
            rows = connection.execute(wanted).all()
        return [TurnEvent(receipt_id, row.number, row.name, from_json(row.document)) for row in rows]

    def has_ended(self, receipt_id: ReceiptId) -> bool:
        last = (turn_events.c.receipt_id == receipt_id) & turn_events.c.name.in_(LAST)
        with self._database.read() as connection:
            return connection.execute(select(turn_events.c.number).where(last)).first() is not None

    def hear(self, receipt_id: ReceiptId, until: datetime) -> None:
        self._change(receipt_id, {"heard_until": iso(until)})

    def cancel(self, receipt_id: ReceiptId) -> None:
        self._change(receipt_id, {"cancelled": True})

    def erase_user(self, user_id: UserId) -> int:
        if not is_storable(user_id):
            return 0
        theirs = turn_streams.c.user_id == self._people.id_of(user_id)
        with self._database.write() as connection:
            return connection.execute(delete(turn_streams).where(theirs)).rowcount

    def _is_taken(self, connection: Connection, stream: TurnStream, now: datetime) -> bool:
        # Locked, so that of two at once the second sees the first.
        same_conversation = conversations.c.conversation_id == stream.conversation_id
        connection.execute(select(conversations.c.locale).where(same_conversation).with_for_update())
        same = turn_streams.c.conversation_id == stream.conversation_id, turn_streams.c.turn == stream.turn
        its_events = turn_events.c.receipt_id == turn_streams.c.receipt_id
        failed = exists().where(its_events, turn_events.c.name == "error")
        answered = exists().where(its_events, turn_events.c.name == "done")
        live = turn_streams.c.until > iso(now)
        wanted = select(turn_streams.c.receipt_id).where(*same, ~failed, or_(answered, live))
        return connection.execute(wanted).first() is not None

    def _change(self, receipt_id: ReceiptId, values: dict[str, Any]) -> None:
        same = turn_streams.c.receipt_id == receipt_id
        with self._database.write() as connection:
            connection.execute(update(turn_streams).where(same).values(values))

    def _found(self, condition: ColumnElement[bool], now: datetime) -> TurnStream | None:
        live = condition & (turn_streams.c.expires > iso(now))
        wanted = select(turn_streams).where(live).order_by(turn_streams.c.until.desc()).limit(1)
        with self._database.read() as connection:
            row = connection.execute(wanted).one_or_none()
        if row is None:
            return None
        return TurnStream(
            row.receipt_id,
            row.conversation_id,
            row.turn,
            row.user_id,
            parse_iso(row.until),
            parse_iso(row.heard_until),
            parse_iso(row.expires),
            bool(row.cancelled),
        )
