"""A model's address on this machine, in every mood that models and attackers have. It keeps every prompt it was sent,
which makes it the drill's own witness of what left the house and how often.

It speaks as much of OpenAI's protocol as a client needs.
"""

import json
import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from string import Template
from types import TracebackType
from typing import Any

from landas.llm.providers.hostile_shapes import fill

DRIP_SECONDS = 0.2
LONGEST_HANG = 60.0
_DATA = ("<data>", "</data>")


class ModelServer:
    """Every copy of the project has a path of its own, `base_url(name)`; `moods` says how each is answered."""

    def __init__(self) -> None:
        self.moods: dict[str, Mood] = defaultdict(lambda: garbage)
        self.prompts: dict[str, list[str]] = defaultdict(list)
        """What each copy sent, one text a request: all its messages, as they came."""
        self.ends = threading.Event()
        self._http = _Listening(("127.0.0.1", 0), _Handler)
        self._http.owner = self
        self._thread = threading.Thread(target=self._http.serve_forever, name="model-server", daemon=True)

    def base_url(self, name: str) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/{name}/v1"

    def __enter__(self) -> "ModelServer":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ends.set()
        self._http.shutdown()
        self._http.server_close()


class _Listening(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    owner: ModelServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up at its deadline is what a drill expects."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Listening

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        owner, name = self.server.owner, self.path.split("/")[1]
        owner.prompts[name].append("\n".join(_texts(body)))
        owner.moods[name](Asked(self, body, owner.ends))

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged: prompts are kept, and only as long as the drill runs."""


class Asked:
    """One request to the model, and the ways to answer it."""

    def __init__(
        self, handler: BaseHTTPRequestHandler, body: Mapping[str, Any], ends: threading.Event
    ) -> None:
        self.body = body
        self.ends = ends
        self._handler = handler

    @property
    def data(self) -> Mapping[str, Any]:
        """What the task was told, as JSON; empty where the prompt holds none."""
        for text in _texts(self.body):
            start, end = text.find(_DATA[0]), text.rfind(_DATA[1])
            if 0 <= start < end:
                with suppress(ValueError):
                    found = json.loads(text[start + len(_DATA[0]) : end])
                    return found if isinstance(found, dict) else {}
        return {}

    @property
    def schema(self) -> Mapping[str, Any]:
        shape = self.body.get("response_format", {}).get("json_schema", {}).get("schema", {})
        return shape if isinstance(shape, dict) else {}

    def send(self, body: bytes, status: int = 200) -> None:
        self._handler.send_response(status)
        self._handler.send_header("Content-Type", "application/json")
        self._handler.send_header("Content-Length", str(len(body)))
        self._handler.end_headers()
        self._handler.wfile.write(body)

    def begin(self) -> None:
        """The headers of an answer that has no end."""
        self._handler.close_connection = True
        self._handler.send_response(200)
        self._handler.send_header("Content-Type", "application/json")
        self._handler.end_headers()

    def write(self, body: bytes) -> None:
        self._handler.wfile.write(body)
        self._handler.wfile.flush()

    def hang_up(self) -> None:
        self._handler.close_connection = True


Mood = Callable[[Asked], None]


def hanging(asked: Asked) -> None:
    asked.ends.wait(LONGEST_HANG)
    asked.hang_up()


def dripping(asked: Asked) -> None:
    asked.begin()
    started = time.monotonic()
    while time.monotonic() - started < LONGEST_HANG and not asked.ends.wait(DRIP_SECONDS):
        asked.write(b" ")


def endless(asked: Asked) -> None:
    asked.begin()
    asked.write(b'{"choices": [{"index": 0, "message": {"role": "assistant", "content": "')
    while not asked.ends.is_set():
        asked.write(b"a" * 65_536)


def failing(asked: Asked) -> None:
    asked.send(b'{"error": {"message": "out of order"}}', 500)


def garbage(asked: Asked) -> None:
    asked.send(b"<html>welcome to the wifi</html>")


def says(sentences: Sequence[str], obeys: str | None = None) -> Mood:
    """Answers each request with the next of these sentences, in the form that was asked for. `${title}` becomes the
    item's title, or the slot that stands for it. An order is as in `ranked`."""
    turns = iter(range(10**9))
    lock = threading.Lock()

    def answer(asked: Asked) -> None:
        with lock:
            number = next(turns)
        items = [item for item in asked.data.get("items", ()) if isinstance(item, dict)]

        def sentence(item: int) -> str:
            text = sentences[(number + item) % len(sentences)]
            about = items[item] if item < len(items) else {}
            return Template(text).safe_substitute(
                title=about.get("title_slot") or about.get("title") or "{i1.title}"
            )

        value = fill(asked.schema, sentence, len(items), random.Random(number))
        if "ranking" in asked.schema.get("properties", {}):
            value |= ranked(asked.data, obeys)
        asked.send(completion(json.dumps(value, ensure_ascii=False)))

    return answer


def ranked(data: Mapping[str, Any], obeys: str | None) -> Mapping[str, Any]:
    """The order of a model that has no opinion of its own: the list as it is shown, without confidence. Where what it
    is told holds the word `obeys`, it is sure: the items with the word come first, or all the others do.

    >>> ranked({"items": [{"position": 1}, {"position": 2, "title": "Put me first"}]}, "put me")["ranking"]
    [2, 1]
    """
    items = [item for item in data.get("items", ()) if isinstance(item, Mapping)]
    word = obeys.casefold() if obeys else None
    orders = [word is not None and word in json.dumps(item, ensure_ascii=False).casefold() for item in items]
    ordered = word is not None and word in json.dumps(dict(data), ensure_ascii=False).casefold()
    places = sorted(range(len(items)), key=lambda place: not orders[place])
    if ordered and not any(orders):
        places.reverse()
    return {
        "ranking": [items[place].get("position", place + 1) for place in places],
        "confidence": 1.0 if ordered else 0.0,
    }


def completion(text: str) -> bytes:
    """A whole answer in the protocol's form."""
    message = {"role": "assistant", "content": text}
    return json.dumps(
        {
            "id": "drill",
            "object": "chat.completion",
            "created": 1,
            "model": "drill",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 300, "completion_tokens": 40, "total_tokens": 340},
        }
    ).encode()


def _texts(body: Mapping[str, Any]) -> list[str]:
    found = []
    for message in body.get("messages", ()):
        content = message.get("content", "")
        parts = content if isinstance(content, list) else [{"text": content}]
        found += [str(part.get("text", "")) for part in parts]
    return found
