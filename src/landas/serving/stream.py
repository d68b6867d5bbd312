"""A turn as server-sent events, each with an id: `state`, `items`, `text` sentence by sentence, `done`; or `error`.

Until the first one stands nothing is sent, so an error before that keeps its own status. A listener who comes back
names the last event it heard and gets the rest.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any

import anyio
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from landas.dialogue.service import AskRequest
from landas.dialogue.streaming import Line, Rest, StreamedTurns
from landas.dialogue.turn_events import TurnEvent, TurnStream, parted
from landas.errors import DependencyError, LandasError
from landas.ids import ConversationId
from landas.serving.apart import Told, begun
from landas.serving.json_response import json_bytes
from landas.serving.problems import UNEXPECTED, problem_of

MEDIA_TYPE = "text/event-stream"
LAST_EVENT_ID = "last-event-id"
_POLL_SECONDS = 0.02
_POLL_STORED_SECONDS = 0.1
_HEAR_SECONDS = 0.4
"""Between two words to the turn's worker that somebody listens here; well below how long it believes one."""
_RETRY_MS = 300
"""How soon an EventSource comes back."""
_BROKE_OFF = DependencyError("the rest of this turn can't be had.", "Ask again.")
_log = logging.getLogger(__name__)


class EventStream(Response):
    """Sends events as they come, and calls `left` when they ended or the listener went away, whichever is first."""

    media_type = MEDIA_TYPE

    def __init__(self, events: AsyncIterator[bytes], left: Callable[[], None] | None = None) -> None:
        super().__init__(headers={"X-Accel-Buffering": "no"})
        # The length of an empty body, which a stream doesn't have.
        del self.headers["content-length"]
        self._events = events
        self._left = left

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(partial(_until_gone, receive, tasks.cancel_scope))
                async for event in self._events:
                    await send({"type": "http.response.body", "body": event, "more_body": True})
                await send({"type": "http.response.body", "body": b"", "more_body": False})
                tasks.cancel_scope.cancel()
        finally:
            if self._left is not None:
                self._left()


async def _until_gone(receive: Receive, scope: anyio.CancelScope) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue
    scope.cancel()


def wants_stream(request: Request) -> bool:
    return MEDIA_TYPE in request.headers.get("accept", "")


def streamed(turns: StreamedTurns, asked: AskRequest) -> Response:
    """The events of a turn that is being answered; raises what fails before the first."""
    left: list[Line] = []

    def answer(tell: Callable[[Any], None]) -> None:
        line = Line(tell, problem_document)
        left.append(line)
        turns.ask(asked, line)

    first, told = begun(answer)
    return EventStream(_events(first, told), left[0].left.set)


def resumed(
    turns: StreamedTurns, conversation_id: ConversationId, event_id: str, turn: int | None = None
) -> Response:
    """The events after one that was heard. Raises NotFound where they are no longer kept, or of another turn."""
    stream = turns.following(conversation_id, event_id, turn)
    return followed(turns, stream, parted(event_id)[1])


def followed(turns: StreamedTurns, stream: TurnStream, after: int) -> Response:
    """The events after a number; 204, at which an EventSource stays away, where all were heard."""
    rest = turns.rest(stream, after)
    if not rest.events and not rest.more and after > 0:
        return Response(status_code=204)
    return EventStream(_stored_events(turns, stream, after, rest))


def problem_document(error: BaseException) -> dict[str, Any]:
    if isinstance(error, LandasError):
        return problem_of(error).document()
    _log.error("a turn failed after its first event was sent", exc_info=error)
    return UNEXPECTED.document()


async def _events(first: TurnEvent, told: Told) -> AsyncIterator[bytes]:
    """What the turn's thread tells."""
    event: Any = first
    while isinstance(event, TurnEvent):
        yield _event(event)
        if event.ends:
            return
        while told.empty():
            await asyncio.sleep(_POLL_SECONDS)
        event = told.get_nowait()
    if isinstance(event, BaseException):
        yield _error(problem_document(event))


async def _stored_events(
    turns: StreamedTurns, stream: TurnStream, after: int, rest: Rest
) -> AsyncIterator[bytes]:
    """What is kept of a turn, and then what its worker adds."""
    heard, ended = 0.0, False
    while True:
        for event in rest.events:
            yield _event(event)
            after, ended = event.number, event.ends
        if not rest.more:
            break
        if time.monotonic() - heard > _HEAR_SECONDS:
            heard = time.monotonic()
            await run_sync(turns.hear, stream)
        await asyncio.sleep(_POLL_STORED_SECONDS)
        rest = await run_sync(turns.rest, stream, after)
    if not ended:
        yield _error(problem_of(_BROKE_OFF).document())


def _event(event: TurnEvent) -> bytes:
    # JSON never holds a raw line end, so one data line carries any document.
    head = f"retry: {_RETRY_MS}\n" if event.number == 1 else ""
    return (
        f"{head}id: {event.id}\nevent: {event.name}\ndata: ".encode() + json_bytes(event.document) + b"\n\n"
    )


def _error(problem: dict[str, Any]) -> bytes:
    """An error that is no event of the turn: it has no id, and nothing follows it."""
    return b"event: error\ndata: " + json_bytes(problem) + b"\n\n"
