"""A turn as server-sent events: `items` as soon as the slate stands, `reply` sentence by sentence once it is verified
and its receipt stored, then `done` with the whole turn. What fails after `items` is an `error` event.

Until the slate stands nothing is sent, so an error before that keeps its own status.
"""

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from starlette.requests import Request

from landas.errors import LandasError
from landas.serving.apart import Told, begun
from landas.serving.json_response import json_bytes
from landas.serving.problems import UNEXPECTED, problem_of

MEDIA_TYPE = "text/event-stream"
_SENTENCE = re.compile(r".+?(?:[.!?…]+(?=\s|$)\s*|\n+|$)", re.DOTALL)
_log = logging.getLogger(__name__)

Items = list[dict[str, Any]]
Turn = Mapping[str, Any]
Ask = Callable[[Callable[[Items], None]], Turn]
"""Answers a turn, and tells its items as soon as they stand."""


def wants_stream(request: Request) -> bool:
    return MEDIA_TYPE in request.headers.get("accept", "")


def streamed(ask: Ask) -> Iterator[bytes]:
    """The events of a turn that is being answered; begins when its items stand, and raises what fails before."""
    first, told = begun(ask)
    return _events(first, told)


def _events(first: Items | Turn, told: Told) -> Iterator[bytes]:
    yield _event("items", {"items": first})
    last = told.get()
    if isinstance(last, BaseException):
        yield _event("error", _problem(last))
    elif isinstance(last, Mapping):
        yield from reply_events(last)


def _problem(error: BaseException) -> dict[str, Any]:
    if isinstance(error, LandasError):
        return problem_of(error).document()
    _log.error("a turn failed after its items were sent", exc_info=error)
    return UNEXPECTED.document()


def reply_events(turn: Turn) -> Iterator[bytes]:
    """What follows the items of a turn; the texts of all `reply` events joined are the reply."""
    for match in _SENTENCE.finditer(turn["reply"]):
        yield _event("reply", {"text": match.group(), "start": match.start(), "end": match.end()})
    yield _event("done", turn)


def _event(name: str, document: Any) -> bytes:
    # JSON never holds a raw line end, so one data line carries any document.
    return f"event: {name}\ndata: ".encode() + json_bytes(document) + b"\n\n"
