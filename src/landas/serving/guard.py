"""What stands before every route: known host, no other site's page, JSON only, a bounded body, safe headers.

A page of another site can make a shopper's browser send requests to a server on their own machine, by a form,
by fetch or by a name that suddenly means 127.0.0.1. Browsers say where a request comes from (Sec-Fetch-Site,
Origin), forms can't send JSON, and a rebound name shows in Host.
"""

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from landas.serving.headers import SECURITY_HEADERS
from landas.serving.problems import Problem

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
MAX_BODY = 32 * 1024 * 1024
"""Bytes of one request: about 30,000 feed rows. Larger feeds are imported from files, or in several requests."""
_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Guard:
    """ASGI middleware. `hosts`: names this server answers to, or None for any."""

    def __init__(self, app: ASGIApp, hosts: Collection[str] | None, max_body: int = MAX_BODY) -> None:
        self._app = app
        self._hosts = hosts
        self._max_body = max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        send = _with_headers(send)
        headers = Headers(scope=scope)
        problem = self._refused(scope["method"], headers)
        if problem is None and scope["method"] in _CHANGING:
            body, problem = await self._body(headers, receive)
            receive = _replayed(body, receive)
            problem = problem or _not_json(body, headers)
        if problem is not None:
            await problem.response()(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _refused(self, method: str, headers: Headers) -> Problem | None:
        host = headers.get("host", "")
        if self._hosts is not None and _name_of(host) not in self._hosts:
            known = ", ".join(sorted(self._hosts))
            return Problem(
                421,
                "host",
                "Unknown host",
                f"This server is not {host!r}.",
                f"Ask for it as one of: {known}.",
            )
        if method in _CHANGING and _from_another_site(headers, host):
            return Problem(
                403, "cross-site", "Another site's page", "A page of another site sent this request.",
                "Send it from this server's own pages, or from a program.",
            )  # fmt: skip
        return None

    async def _body(self, headers: Headers, receive: Receive) -> tuple[bytes, Problem | None]:
        """The whole body, read no further than the limit."""
        declared = headers.get("content-length", "0")
        if declared.isdecimal() and int(declared) > self._max_body:
            return b"", self._too_large()
        chunks: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return b"".join(chunks), None
            chunks.append(message.get("body", b""))
            size += len(chunks[-1])
            if size > self._max_body:
                return b"", self._too_large()
            if not message.get("more_body", False):
                return b"".join(chunks), None

    def _too_large(self) -> Problem:
        limit = f"{self._max_body // 2**20} MiB" if self._max_body >= 2**20 else f"{self._max_body} bytes"
        return Problem(
            413, "too-large", "The body is too large", f"The body has more than {limit}.",
            "Send it in several requests, or import a file with: landas import.",
        )  # fmt: skip


def _name_of(host: str) -> str:
    """`localhost` of `localhost:8000`, `[::1]` of `[::1]:8000`."""
    if host.startswith("["):
        return host.partition("]")[0].lower() + "]"
    return host.partition(":")[0].lower()


def _from_another_site(headers: Headers, host: str) -> bool:
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2].lower() != host.lower()


def _not_json(body: bytes, headers: Headers) -> Problem | None:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if not body or kind == "application/json":
        return None
    shown = f"is {kind!r}" if kind else "has no content type"
    return Problem(
        415,
        "media-type",
        "The body must be JSON",
        f"The body {shown}.",
        "Send Content-Type: application/json.",
    )


def _replayed(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def replay() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def _with_headers(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
            if "etag" not in headers:
                headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return with_headers
