"""Conversations and their turns in the database. The primary key keeps two requests from the same turn."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from landas.clock import iso, parse_iso
from landas.dialogue.store import Conversation
from landas.errors import Conflict, NotFound
from landas.ids import ConversationId, UserId
from landas.settings import Purpose
from landas.storage.chunks import in_chunks
from landas.storage.database import Database
from landas.storage.documents import from_json, is_storable, to_json
from landas.storage.people import AS_GIVEN, People
from landas.storage.tables import conversations, turns


class SqlConversationStore:
    """`dialogue.store.ConversationStore` on SQLite or PostgreSQL."""

    def __init__(self, database: Database, people: People = AS_GIVEN) -> None:
        self._database = database
        self._people = people

    def create(
        self,
        conversation_id: ConversationId,
        user_id: UserId | None,
        locale: str | None,
        context: Mapping[str, Any],
        created_at: datetime,
        consent: Sequence[Purpose] | None = None,
    ) -> None:
        row = {
            "conversation_id": conversation_id,
            "user_id": self._people.known(user_id),
            "locale": locale,
            "context": to_json(context),
            "created_at": iso(created_at),
            "consent": None if consent is None else to_json(list(consent)),
        }
        try:
            with self._database.write() as connection:
                connection.execute(insert(conversations), row)
        except IntegrityError as error:
            raise Conflict(f"Conversation {conversation_id!r} exists.", "Choose another id.") from error

    def get(self, conversation_id: ConversationId) -> Conversation | None:
        if not is_storable(conversation_id):
            return None
        wanted = select(conversations).where(conversations.c.conversation_id == conversation_id)
        with self._database.read() as connection:
            row = connection.execute(wanted).one_or_none()
        if row is None:
            return None
        return Conversation(
            conversation_id,
            row.user_id,
            row.locale,
            from_json(row.context),
            parse_iso(row.created_at),
            None if row.consent is None else tuple(from_json(row.consent)),
        )

    def append_turn(self, conversation_id: ConversationId, turn: int, document: Mapping[str, Any]) -> None:
        if self.get(conversation_id) is None:
            raise NotFound(f"There is no conversation {conversation_id!r}.", "Begin one first.")
        taken = Conflict(
            f"Turn {turn} of conversation {conversation_id!r} isn't the next one: it was taken.",
            "Read the conversation again and send the turn once more.",
        )
        row = {"conversation_id": conversation_id, "turn": turn, "document": to_json(document)}
        try:
            with self._database.write() as connection:
                if turn != _last_turn(connection, conversation_id) + 1:
                    raise taken
                connection.execute(insert(turns), row)
        except IntegrityError:
            # PostgreSQL lets both requests read the same last turn; the primary key refuses the slower one.
            raise taken from None

    def turns(self, conversation_id: ConversationId) -> list[dict[str, Any]]:
        if not is_storable(conversation_id):
            return []
        same = turns.c.conversation_id == conversation_id
        wanted = select(turns.c.document).where(same).order_by(turns.c.turn)
        with self._database.read() as connection:
            return [from_json(text) for text in connection.execute(wanted).scalars()]

    def erase_user(self, user_id: UserId) -> int:
        if not is_storable(user_id):
            return 0
        theirs = select(conversations.c.conversation_id).where(
            conversations.c.user_id == self._people.id_of(user_id)
        )
        with self._database.write() as connection:
            found = list(connection.execute(theirs).scalars())
            for chunk in in_chunks(found):
                connection.execute(delete(turns).where(turns.c.conversation_id.in_(chunk)))
                connection.execute(delete(conversations).where(conversations.c.conversation_id.in_(chunk)))
        return len(found)


def _last_turn(connection: Connection, conversation_id: ConversationId) -> int:
    last = select(func.max(turns.c.turn)).where(turns.c.conversation_id == conversation_id)
    return connection.execute(last).scalar_one() or 0
