"""Turns that are listened to while they are made. Each event is kept for a while, so that a listener who lost the line
gets the rest from any worker; a turn that nobody waits for any more is finished without a model.

Nothing is told before it is final: the words come sentence by sentence, but only once the whole reply is verified and
its receipt stored.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from landas.clock import Clock, Stop
from landas.dialogue.draft import ChatDraft
from landas.dialogue.listener import Listener
from landas.dialogue.service import AskRequest, Dialogue, item_documents, state_document
from landas.dialogue.turn_events import (
    Document,
    EventName,
    TurnEvent,
    TurnStream,
    TurnStreamStore,
    parted,
    sentences,
)
from landas.errors import NotFound, StorageError
from landas.ids import ConversationId, ReceiptId

KEPT = timedelta(minutes=10)
"""How long the events of a turn can be had again."""
PATIENCE = timedelta(seconds=1)
"""How long a turn goes on as it is when its last listener has left: time to come back."""
HEARD = timedelta(seconds=5)
"""How long a worker is believed that somebody listens there; it may be busy for longer than `PATIENCE`."""
_GRACE = timedelta(seconds=5)
"""Beyond the turn's deadline, for a machine that is busy."""
_LOOK_SECONDS = 0.1
"""Between two looks at whether a turn is still wanted."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Line:
    """Between a turn and whoever asked it: `tell` hears each event, `left` is set when that one is gone."""

    tell: Callable[[TurnEvent], None]
    problem: Callable[[BaseException], Document]
    """How an error is told."""
    left: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class Rest:
    """Events, and whether more may follow."""

    events: tuple[TurnEvent, ...]
    more: bool


@dataclass(frozen=True)
class StreamedTurns:
    """Answers turns event by event. Safe to use from several threads."""

    dialogue: Dialogue
    store: TurnStreamStore
    clock: Clock
    deadline: timedelta
    """How long a turn may take."""

    def ask(self, asked: AskRequest, line: Line) -> None:
        """Tells `state`, `items`, `text` (a sentence each) and `done` (the turn's document), or `error`.

        Raises what `Dialogue.ask` raises before the first event; afterwards a failure is told.
        """
        telling = _Telling(self.store, line)
        with self._watched(telling, line) as stop:
            try:
                turn = self.dialogue.ask(
                    asked,
                    Listener(
                        lambda draft: telling.begin(self._stream(draft), draft.request.now),
                        lambda draft: telling.event("state", state_document(draft)),
                        lambda draft: telling.event("items", {"items": item_documents(draft)}),
                        stop,
                    ),
                )
            except BaseException as error:
                if not telling.told:
                    telling.take_back()
                    raise
                telling.event("error", line.problem(error))
                return
            for sentence in sentences(turn["reply"]):
                telling.event("text", sentence)
            telling.event("done", turn)

    def following(
        self, conversation_id: ConversationId, event_id: str, turn: int | None = None
    ) -> TurnStream:
        """The turn that an event is of. Raises NotFound where its events aren't kept, and where it is of no turn with
        the number `turn`."""
        receipt_id, _ = parted(event_id)
        found = self.store.get(receipt_id, self.clock())
        if found is None or found.conversation_id != conversation_id or turn not in (None, found.turn):
            where = "this conversation" if turn is None else f"turn {turn} of this conversation"
            raise NotFound(
                f"no events of {event_id!r} are kept in {where}.",
                "They are kept for ten minutes; the receipt stays, and the turn can be asked again.",
            )
        return found

    def of_turn(self, conversation_id: ConversationId, turn: int) -> TurnStream:
        """The streamed turn of that number. Raises NotFound as `following`."""
        found = self.store.of_turn(conversation_id, turn, self.clock())
        if found is None:
            raise NotFound(
                f"no events of turn {turn} are kept in this conversation.",
                "Only streamed turns have events, for ten minutes; the receipt stays.",
            )
        return found

    def cancel(self, conversation_id: ConversationId, turn: int) -> bool:
        """Calls a streamed turn off; False where it had ended. Raises NotFound as `of_turn`."""
        stream = self.of_turn(conversation_id, turn)
        if self.store.has_ended(stream.receipt_id):
            return False
        self.store.cancel(stream.receipt_id)
        return True

    def rest(self, stream: TurnStream, after: int) -> Rest:
        """The events after a number, as far as there are any."""
        # Careful: first whether it has ended, or an event that comes in between would be lost.
        over = self.store.has_ended(stream.receipt_id) or self._is_lost(stream)
        return Rest(tuple(self.store.events(stream.receipt_id, after)), more=not over)

    def hear(self, stream: TurnStream) -> None:
        """Says that somebody listens, for a while."""
        self.store.hear(stream.receipt_id, self.clock() + HEARD)

    def _is_lost(self, stream: TurnStream) -> bool:
        """Whether the rest will never come: the person was erased, or the worker was killed."""
        now = self.clock()
        return now > stream.until or self.store.get(stream.receipt_id, now) is None

    def _stream(self, draft: ChatDraft) -> TurnStream:
        request, now = draft.request, draft.request.now
        if request.conversation_id is None:
            raise RuntimeError("a turn without its conversation")
        until, expires = now + self.deadline + _GRACE, now + KEPT
        return TurnStream(
            draft.receipt_id, request.conversation_id, request.turn, request.user_id, until, now, expires
        )

    @contextmanager
    def _watched(self, telling: "_Telling", line: Line) -> Iterator[Stop]:
        """Stops the turn's model calls once nobody wants it. Without a model it is over before anybody could ask."""
        stop, ended = Stop(), threading.Event()
        if not self.dialogue.has_model:
            yield stop
            return
        watch = threading.Thread(
            target=self._watch, args=(telling, line, stop, ended), name="landas-stream", daemon=True
        )
        watch.start()
        try:
            yield stop
        finally:
            ended.set()

    def _watch(self, telling: "_Telling", line: Line, stop: Stop, ended: threading.Event) -> None:
        alone_since: float | None = None
        while not ended.wait(_LOOK_SECONDS):
            alone_since = (alone_since or time.monotonic()) if line.left.is_set() else None
            try:
                wanted = telling.receipt_id is None or self._is_wanted(telling.receipt_id, alone_since)
            except StorageError as error:
                _log.warning("whether a turn is still wanted can't be read: %s", error)
                continue
            if not wanted:
                stop.now()
                return

    def _is_wanted(self, receipt_id: ReceiptId, alone_since: float | None) -> bool:
        stream = self.store.get(receipt_id, self.clock())
        if stream is None or stream.cancelled:
            return False
        if alone_since is None or time.monotonic() - alone_since < PATIENCE.total_seconds():
            return True
        return stream.heard_until > self.clock()


class _Telling:
    """One turn's events on their way: kept first, then told."""

    def __init__(self, store: TurnStreamStore, line: Line) -> None:
        self._store = store
        self._line = line
        self.receipt_id: ReceiptId | None = None
        self.told = 0

    def begin(self, stream: TurnStream, now: datetime) -> None:
        self._store.begin(stream, now)
        self.receipt_id = stream.receipt_id

    def event(self, name: EventName, document: Document) -> None:
        if self.receipt_id is None:
            raise RuntimeError("an event before the turn began")
        event = TurnEvent(self.receipt_id, self.told + 1, name, document)
        self._store.append(event)
        self.told += 1
        self._line.tell(event)

    def take_back(self) -> None:
        if self.receipt_id is not None:
            self._store.drop(self.receipt_id)
