"""Requests over HTTP, counted by method, route and status: by the route's template, never by the path that was sent."""

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from landas.observe.measures import HTTP_REQUESTS, HTTP_SECONDS
from landas.observe.observer import Recorder

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""Whatever else somebody sends as a method is counted as `other`."""


class Measured:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, recorder: Recorder) -> None:
        self._app = app
        self._recorder = recorder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
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
            method = scope["method"] if scope["method"] in METHODS else "other"
            self._recorder.record(HTTP_REQUESTS, 1, (method, route, status))
            self._recorder.record(HTTP_SECONDS, time.perf_counter() - started, (method, route))
