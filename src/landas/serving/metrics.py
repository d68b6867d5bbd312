"""Counts for `/metrics` in the text format of Prometheus: requests by route and status, turns by how they were worded.

Each worker process counts for itself; nothing a person said or is called by becomes a label.
"""

from collections import Counter
from threading import Lock

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from landas.clock import Deadline

_Labels = tuple[tuple[str, str], ...]


class Metrics:
    """Counters and sums by name and labels. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._values: Counter[tuple[str, _Labels]] = Counter()

    def add(self, name: str, amount: float = 1, **labels: str) -> None:
        with self._lock:
            self._values[name, tuple(sorted(labels.items()))] += amount  # type: ignore[assignment]

    def text(self) -> str:
        with self._lock:
            values = sorted(self._values.items())
        lines: list[str] = []
        for name in dict.fromkeys(name for (name, _), _ in values):
            lines.append(f"# TYPE {name} counter")
            lines += [f"{name}{_shown(labels)} {value:g}" for (n, labels), value in values if n == name]
        return "\n".join(lines) + "\n"


def _shown(labels: _Labels) -> str:
    if not labels:
        return ""
    quoted = (f'{key}="{_escaped(value)}"' for key, value in labels)
    return "{" + ",".join(quoted) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


class Measured:
    """ASGI middleware that counts requests and their seconds by the route's template, never by the path sent."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = Deadline.after_ms(0)
        status = "500"

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            route = getattr(scope.get("route"), "path", "none")
            labels = {"method": scope["method"], "route": route}
            self._metrics.add("landas_http_requests_total", status=status, **labels)
            self._metrics.add("landas_http_request_seconds_total", -begun.remaining_ms() / 1000, **labels)
