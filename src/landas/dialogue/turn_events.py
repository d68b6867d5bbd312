"""The events of one turn, as they are told and kept: what was understood, what is shown, the words, the whole."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from landas.ids import ConversationId, ReceiptId, UserId

_SENTENCE = re.compile(r".+?(?:[.!?…]+(?=\s|$)\s*|\n+|$)", re.DOTALL)

EventName = Literal["state", "items", "text", "done", "error"]
LAST: tuple[EventName, ...] = ("done", "error")
"""After one of these no other comes."""
Document = Mapping[str, Any]
_LONGEST_NUMBER = 9
"""Digits of an event's number: no turn has a billion events, and no database counts further than 18."""


@dataclass(frozen=True, slots=True)
class TurnEvent:
    """One event of a turn; numbered from 1 without gaps."""

    receipt_id: ReceiptId
    number: int
    name: EventName
    document: Document

    @property
    def id(self) -> str:
        return f"{self.receipt_id}.{self.number}"

    @property
    def ends(self) -> bool:
        return self.name in LAST


@dataclass(frozen=True, slots=True)
class TurnStream:
    """One turn whose events are kept until `expires`. It should have ended by `until`.

    `heard_until`: until when somebody listens over another line than the one it was asked on.
    """

    receipt_id: ReceiptId
    conversation_id: ConversationId
    turn: int
    user_id: UserId | None
    until: datetime
    heard_until: datetime
    expires: datetime
    cancelled: bool = False


class TurnStreamStore(Protocol):
    """Streamed turns by receipt, with their events. Rows past their time are gone, whether or not anybody looks."""

    def begin(self, stream: TurnStream, now: datetime) -> None:
        """Keeps a turn without events, and drops all that expired; keeps none of a person who was erased since `now`.

        Raises Conflict where the same turn is being answered over another line, or has been.
        """
        ...

    def append(self, event: TurnEvent) -> None:
        """Adds an event; where the turn is gone (the person was erased meanwhile) nothing is kept."""
        ...

    def drop(self, receipt_id: ReceiptId) -> None:
        """Forgets a turn that came to nothing."""
        ...

    def get(self, receipt_id: ReceiptId, now: datetime) -> TurnStream | None: ...

    def of_turn(self, conversation_id: ConversationId, turn: int, now: datetime) -> TurnStream | None:
        """The latest with this number in its conversation."""
        ...

    def events(self, receipt_id: ReceiptId, after: int) -> list[TurnEvent]:
        """Those with a higher number, in order."""
        ...

    def has_ended(self, receipt_id: ReceiptId) -> bool:
        """Whether its last event is there."""
        ...

    def hear(self, receipt_id: ReceiptId, until: datetime) -> None:
        """Notes that somebody listens."""
        ...

    def cancel(self, receipt_id: ReceiptId) -> None: ...

    def erase_user(self, user_id: UserId) -> int:
        """Deletes a person's turns with their events; gives how many turns."""
        ...


def sentences(reply: str) -> Iterator[dict[str, Any]]:
    """The reply in pieces that join to it, each with its offsets."""
    for match in _SENTENCE.finditer(reply):
        yield {"text": match.group(), "start": match.start(), "end": match.end()}


def parted(event_id: str) -> tuple[ReceiptId, int]:
    """The receipt and the number that an event's id names; number -1 where it is no such id."""
    receipt_id, _, number = event_id.rpartition(".")
    numbered = number.isascii() and number.isdecimal() and len(number) <= _LONGEST_NUMBER
    return ReceiptId(receipt_id), int(number) if numbered else -1
