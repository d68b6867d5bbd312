"""A turn as server-sent events: `items`, then `reply` sentence by sentence, then `done` with the whole turn.

Nothing is sent before it is verified, so the stream begins when the answer stands; errors keep their own status.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from starlette.requests import Request

from landas.serving.json_response import json_bytes

MEDIA_TYPE = "text/event-stream"
_SENTENCE = re.compile(r".+?(?:[.!?…]+(?=\s|$)\s*|\n+|$)", re.DOTALL)


def wants_stream(request: Request) -> bool:
    return MEDIA_TYPE in request.headers.get("accept", "")


def turn_events(turn: Mapping[str, Any]) -> Iterator[bytes]:
    """The events of one turn; the texts of all `reply` events joined are the reply."""
    yield _event("items", {"items": turn["items"]})
    for match in _SENTENCE.finditer(turn["reply"]):
        yield _event("reply", {"text": match.group(), "start": match.start(), "end": match.end()})
    yield _event("done", turn)


def _event(name: str, document: Any) -> bytes:
    # JSON never holds a raw line end, so one data line carries any document.
    return f"event: {name}\ndata: ".encode() + json_bytes(document) + b"\n\n"
