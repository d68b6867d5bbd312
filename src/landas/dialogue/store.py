"""What conversations need of a database: who speaks, and the numbered turns so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from landas.ids import ConversationId, UserId
from landas.settings import Purpose


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation. `context` holds the values the caller sent when it began (region, store, …)."""

    conversation_id: ConversationId
    user_id: UserId | None
    locale: str | None
    context: Mapping[str, Any] = field(default_factory=dict)
    created_at: datetime | None = None
    consent: tuple[Purpose, ...] | None = None
    """What the caller said that the person consents to, for all its turns; None: nothing."""


class ConversationStore(Protocol):
    """Conversations and their turns, numbered from 1 without gaps. Every call is one transaction."""

    def create(
        self,
        conversation_id: ConversationId,
        user_id: UserId | None,
        locale: str | None,
        context: Mapping[str, Any],
        created_at: datetime,
        consent: Sequence[Purpose] | None = None,
    ) -> None:
        """Begins a conversation. Raises Conflict when the id is taken."""
        ...

    def get(self, conversation_id: ConversationId) -> Conversation | None: ...

    def append_turn(self, conversation_id: ConversationId, turn: int, document: Mapping[str, Any]) -> None:
        """Keeps turn number `turn`, which must be the next one.

        Raises Conflict when another request has taken that number, NotFound for an unknown conversation.
        """
        ...

    def turns(self, conversation_id: ConversationId) -> list[dict[str, Any]]:
        """The turns' documents in order; empty for an unknown conversation."""
        ...

    def erase_user(self, user_id: UserId) -> int:
        """Removes a person's conversations with all their turns; gives how many."""
        ...
