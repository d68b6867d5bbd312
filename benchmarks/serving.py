"""A project served as `landas serve` does it, for benchmarks: in this process, or over HTTP from another."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
import orjson
from threadpoolctl import threadpool_limits

from benchmarks.flat_build import FlatEmbedder
from landas.bootstrap import Project, open_project
from landas.bootstrap.warming import warm_up
from landas.cli.serve import settle
from landas.ids import UserId

_EVENTS_SCANNED = 20_000


@dataclass(frozen=True)
class Server:
    """A process that serves a project on a port of the loopback address."""

    process: int
    port: int


@contextmanager
def opened(folder: Path, flat: bool) -> Iterator[Project]:
    """`flat`: with the embedder of `flat_build.py`, which it was built with."""
    # As `landas serve` does it: one BLAS thread, since each request has a thread of its own, warmed and settled.
    with open_project(folder) as project, threadpool_limits(1, user_api="blas"):
        if flat:
            project.embedder = FlatEmbedder()
        warm_up(project)
        settle()
        yield project


@contextmanager
def served(folder: Path, flat: bool) -> Iterator[Server]:
    """The project from a process of its own, ready to answer. Raises SystemExit where that ends before."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = f"from benchmarks.serving import serve; serve({str(folder)!r}, {port}, flat={flat})"
    process = subprocess.Popen([sys.executable, "-c", command], cwd=Path(__file__).parent.parent)
    try:
        while not _is_ready(port):
            if process.poll() is not None:
                raise SystemExit("the server ended before it was ready")
            time.sleep(0.1)
        yield Server(process.pid, port)
    finally:
        process.terminate()
        process.wait()


def _is_ready(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=30).status_code == 200
    except httpx.TransportError:
        return False


def serve(folder: str, port: int, *, flat: bool) -> None:
    import uvicorn

    from landas.serving.app import make_app

    with opened(Path(folder), flat) as project:
        app = make_app({project.settings.project.name: project})
        uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", access_log=False)


@contextmanager
def client_of(port: int) -> Iterator[HTTPConnection]:
    """One connection that is kept, of the standard library: a client that takes a millisecond itself would be measured
    with the server."""
    connection = HTTPConnection("127.0.0.1", port)
    try:
        yield connection
    finally:
        connection.close()


def post(client: HTTPConnection, person: UserId) -> dict[str, Any]:
    """What `home` answers a person."""
    body = orjson.dumps({"surface": "home", "user_id": person})
    client.request("POST", "/v1/recommend", body, {"Content-Type": "application/json"})
    response = client.getresponse()
    answer: dict[str, Any] = orjson.loads(response.read())
    assert response.status == 200, answer
    return answer


def people_of(project: Project, count: int) -> list[UserId]:
    """Different people with a history, the first of the log."""
    found: dict[UserId, None] = {}
    for event in islice(project.events.scan(), _EVENTS_SCANNED):
        if event.user_id is not None:
            found[event.user_id] = None
    return list(found)[:count]
