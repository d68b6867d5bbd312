"""A small HTTP server on this machine that plays a model's address in every mood, one connection a thread."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

GOOD = '{"title": "Quiet nights"}'
HEADERS = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
SECRET = "sk-loopback-CANARY"


@dataclass
class Asked:
    """One request as it came."""

    headers: str
    body: dict[str, Any]


@dataclass
class LoopbackServer:
    """`base_url` is its address; `asked` all requests so far; `stop` ends every hanging answer."""

    mood: str
    asked: list[Asked] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            while (asked := _read(connection)) is not None:
                self.asked.append(asked)
                if not MOODS[self.mood](self, connection, asked):
                    return


def _read(connection: socket.socket) -> Asked | None:
    data = b""
    while b"\r\n\r\n" not in data:
        if not (chunk := connection.recv(65_536)):
            return None
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [
        line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
    ]
    while len(body) < int(lengths[0]):
        body += connection.recv(65_536)
    return Asked(head.decode(), json.loads(body))


def completion(text: str) -> bytes:
    message = {"role": "assistant", "content": text}
    return json.dumps(
        {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": "m",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 31, "completion_tokens": 7, "total_tokens": 38},
        }
    ).encode()


def _bare(**left: Any) -> bytes:
    """A completion with little beside its text, as small servers write it."""
    return json.dumps({"choices": [{"message": {"content": GOOD}}], **left}).encode()


def _send(connection: socket.socket, body: bytes, status: str = "200 OK", more: str = "") -> bool:
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{more}Content-Length: {len(body)}\r\n\r\n"
    connection.sendall(head.encode() + body)
    return True


Mood = Callable[[LoopbackServer, socket.socket, Asked], bool]
"""Answers one request; True keeps the connection."""


def _refuses_schema(server: LoopbackServer, connection: socket.socket, asked: Asked) -> bool:
    if "response_format" in asked.body:
        return _send(
            connection, b'{"error": {"message": "response_format is not supported"}}', "400 Bad Request"
        )
    return _send(connection, completion(GOOD))


def _ignores_until_told(server: LoopbackServer, connection: socket.socket, asked: Asked) -> bool:
    told = "maxLength" in json.dumps(asked.body["messages"])
    return _send(connection, completion(GOOD if told else "It is “Quiet nights”."))


def _status(status: str) -> Mood:
    """An error whose body gives the caller's own headers back, the key included."""

    def answer(server: LoopbackServer, connection: socket.socket, asked: Asked) -> bool:
        return _send(connection, json.dumps({"error": {"message": asked.headers}}).encode(), status)

    return answer


def _hangs(before: bytes) -> Mood:
    def answer(server: LoopbackServer, connection: socket.socket, asked: Asked) -> bool:
        connection.sendall(before)
        server.stop.wait(60)
        return False

    return answer


def _drips(server: LoopbackServer, connection: socket.socket, asked: Asked) -> bool:
    connection.sendall(HEADERS + b"Content-Length: 100000\r\n\r\n")
    while not server.stop.wait(1.0):
        connection.sendall(b" ")
    return False


def _drips_headers(server: LoopbackServer, connection: socket.socket, asked: Asked) -> bool:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not server.stop.wait(1.0):
        connection.sendall(b"a")
    return False


def _endless(body: bytes) -> Mood:
    def answer(server: LoopbackServer, connection: socket.socket, asked: Asked) -> bool:
        connection.sendall(HEADERS + b"Transfer-Encoding: chunked\r\n\r\n")
        while not server.stop.is_set():
            connection.sendall(b"%x\r\n%s\r\n" % (len(body), body))
        return False

    return answer


def _compressed(server: LoopbackServer, connection: socket.socket, asked: Asked) -> bool:
    import gzip

    return _send(connection, gzip.compress(b" " * 50_000_000), more="Content-Encoding: gzip\r\n")


def _closes_inside(server: LoopbackServer, connection: socket.socket, asked: Asked) -> bool:
    connection.sendall(HEADERS + b"Content-Length: 99\r\n\r\n{")
    return False


MOODS: dict[str, Mood] = {
    "well": lambda server, connection, asked: _send(connection, completion(GOOD)),
    "fenced": lambda server, connection, asked: _send(connection, completion(f"```json\n{GOOD}\n```")),
    "ignores schema": lambda server, connection, asked: _send(connection, completion("It is “Quiet nights”.")),
    "ignores schema until told": _ignores_until_told,
    "refuses schema": _refuses_schema,
    "malformed": lambda server, connection, asked: _send(connection, b'{"choices": [{"mess'),
    "wrong shape": lambda server, connection, asked: _send(connection, b'{"choices": []}'),
    "null content": lambda server, connection, asked: _send(connection, completion(GOOD).replace(
        json.dumps(GOOD).encode(), b"null")),
    "bare": lambda server, connection, asked: _send(connection, _bare()),
    "no sum of tokens": lambda server, connection, asked: _send(
        connection, _bare(usage={"prompt_tokens": 31, "completion_tokens": 7})),
    "odd": lambda server, connection, asked: _send(
        connection, _bare(id=5, object="x", created=1.5, model=None, usage={"prompt_tokens": "x"})),
    "a page": lambda server, connection, asked: _send(connection, b"<html>welcome to the wifi</html>"),
    "500": _status("500 Internal Server Error"),
    "401": _status("401 Unauthorized"),
    "400": _status("400 Bad Request"),
    "429": _status("429 Too Many Requests"),
    "redirects": lambda server, connection, asked: _send(
        connection, b"", "307 Temporary Redirect", "Location: http://127.0.0.1:1/v1/chat/completions\r\n"),
    "hangs before headers": _hangs(b""),
    "hangs after headers": _hangs(HEADERS + b"Content-Length: 100\r\n\r\n"),
    "drips": _drips,
    "drips headers": _drips_headers,
    "endless": _endless(b"a" * 65_536),
    "compressed": _compressed,
    "closes": lambda server, connection, asked: False,
    "closes inside": _closes_inside,
}  # fmt: skip


@contextmanager
def serving(mood: str) -> Iterator[LoopbackServer]:
    """A running server in this mood."""
    server = LoopbackServer(mood)
    listener = socket.create_server(("127.0.0.1", 0))
    server.port = listener.getsockname()[1]

    def accept() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=server.answer, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop.set()
        # A blocked accept outlives close: shutdown wakes it.
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(2)


def dead_port() -> int:
    """A port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
