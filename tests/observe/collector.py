"""A collector on this machine that takes OTLP over HTTP, in every mood; what it got is kept as bytes and as spans."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


@dataclass
class Collector:
    """`mood`: `well`, `refuses` (500) or `hangs`. `bodies` by path."""

    mood: str
    port: int = 0
    bodies: list[tuple[str, bytes]] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def spans(self) -> list[str]:
        names = []
        for path, body in self.bodies:
            if path == "/v1/traces":
                request = ExportTraceServiceRequest.FromString(body)
                names += [
                    s.name for r in request.resource_spans for scope in r.scope_spans for s in scope.spans
                ]
        return names

    def metrics(self) -> set[str]:
        names = set()
        for path, body in self.bodies:
            if path == "/v1/metrics":
                request = ExportMetricsServiceRequest.FromString(body)
                names |= {
                    m.name for r in request.resource_metrics for s in r.scope_metrics for m in s.metrics
                }
        return names

    def answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            while self._one(connection):
                continue

    def _one(self, connection: socket.socket) -> bool:
        data = b""
        while b"\r\n\r\n" not in data:
            if not (chunk := connection.recv(65_536)):
                return False
            data += chunk
        head, _, body = data.partition(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1]) for line in head.split(b"\r\n") if b"content-length" in line.lower()
        )
        while len(body) < length:
            body += connection.recv(65_536)
        self.bodies.append((head.split(b" ")[1].decode(), body))
        if self.mood == "hangs":
            self.stop.wait(60)
            return False
        status = b"200 OK" if self.mood == "well" else b"500 Internal Server Error"
        connection.sendall(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n")
        return True


@contextmanager
def collecting(mood: str = "well") -> Iterator[Collector]:
    """A running collector in this mood."""
    collector = Collector(mood)
    listener = socket.create_server(("127.0.0.1", 0))
    collector.port = listener.getsockname()[1]

    def accept() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=collector.answer, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield collector
    finally:
        collector.stop.set()
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(2)
