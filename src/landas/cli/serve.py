"""`landas serve`: the HTTP API and the pages of one or several projects, in one or several processes.

Every process opens its own projects, is warm before it listens, and follows changes and new releases by itself.
"""

import ctypes
import gc
import logging
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.error import URLError
from urllib.request import urlopen

import typer

from landas.cli.output import JsonOption, print_json, print_line
from landas.errors import BadRequest, SetupError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from landas.bootstrap import Project
    from landas.console.project import Suggestion
    from landas.serving.app import Lifespan

_log = logging.getLogger("landas.serve")
_GRACE_SECONDS = 3
"""What answers in flight have at SIGTERM; with what follows, serving ends within 5 s."""
_LEFT_SECONDS = 1.0
_OBJECTS_BETWEEN_LOOKS = 50_000
"""More than several answers at once make; rings that only the collector frees take a few megabytes till then."""

ProjectsOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--project", help="A folder with landas.toml (default: .); several are served side by side."
    ),
]


class LogFormat(StrEnum):
    """How the log is written."""

    json = "json"
    text = "text"


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 picks a free port.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes.")] = 1,
    log_format: Annotated[
        LogFormat | None,
        typer.Option(help="Of the log on stderr; by default text on a terminal, else JSON lines."),
    ] = None,
    project: ProjectsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Serve the HTTP API and the web pages."""
    folders = tuple(project or [Path(".")])
    names = check_projects(folders)

    def announce(address: str) -> None:
        if as_json:
            print_json({"projects": names, "address": address})
        else:
            print_line(f"serving {', '.join(names)} at {address}")

    shown = log_format or (LogFormat.text if sys.stderr.isatty() else LogFormat.json)
    run_server(Serving(folders, host, log_format=shown), port, workers, announce)


@dataclass(frozen=True, slots=True)
class Serving:
    """What a worker process serves. Sent to the process, so it holds plain data only."""

    folders: tuple[Path, ...]
    host: str
    suggestions: "tuple[Suggestion, ...]" = ()
    log_format: LogFormat | None = None
    """None: only warnings, as Python shows them."""

    def configure_logs(self) -> None:
        """In each process, before anything is logged there."""
        if self.log_format is not None:
            from landas.observe.logs import configure_logs

            configure_logs(self.log_format.value)


def check_projects(folders: Sequence[Path]) -> list[str]:
    """The names of the projects. Raises what makes one unusable, before any process starts."""
    from landas.bootstrap import open_project

    names = []
    for folder in folders:
        with open_project(folder) as project:
            _ = project.rules
            names.append(project.settings.project.name)
    for name in names:
        if names.count(name) > 1:
            raise BadRequest(f"two of the projects are named {name!r}.", "Give each project its own name.")
    return names


def run_server(serving: Serving, port: int, workers: int, announce: Callable[[str], None]) -> None:
    """Serves until SIGTERM or Ctrl-C. `announce` hears the address once a request is answered."""
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    from landas.observe.worker_folder import shared_by_workers

    serving.configure_logs()
    if not is_loopback(serving.host):
        _log.warning(
            f"{serving.host} can be reached by others and no API key is asked for: whoever reaches it "
            "can read and change everything. Put a proxy with authentication before it."
        )
    listening = bind(serving.host, port)
    config = uvicorn.Config(
        partial(served_app, serving),
        factory=True,
        workers=workers,
        log_config=None,
        log_level="warning",
        access_log=False,  # paths hold user ids
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        timeout_worker_healthcheck=10,
    )
    # Careful: the answering address is asked for over HTTP, as only that proves that a worker is warm and listens.
    waiting = threading.Thread(target=_announce_when_ready, args=(_address(listening), announce), daemon=True)
    waiting.start()
    try:
        if workers > 1:
            with shared_by_workers():
                Multiprocess(config, sockets=[listening]).run()
        else:
            uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        _log.info("stopped from the keyboard")
    finally:
        listening.close()


def bind(host: str, port: int) -> socket.socket:
    """A bound socket that doesn't listen yet, so that nobody connects before there is an answer."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise SetupError(
            f"{host}:{port} can't be listened on: {error.strerror or error}.", "Use --port 0 for a free port."
        ) from error
    listening.set_inheritable(True)
    return listening


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def served_app(serving: Serving) -> "FastAPI":
    """The app of one process, with its projects opened; they are warmed when it starts and closed when it ends."""
    from threadpoolctl import threadpool_limits

    from landas.bootstrap import open_project
    from landas.console.pages import add_pages
    from landas.serving.app import make_app
    from landas.serving.guard import LOOPBACK_HOSTS
    from landas.serving.project import prefix_of

    serving.configure_logs()
    _end_with_parent()
    # Each request has a thread already: BLAS threads that wait for each other take many times what the work takes.
    threadpool_limits(1, user_api="blas")
    stack = ExitStack()
    opened = [stack.enter_context(open_project(folder)) for folder in serving.folders]
    projects = {project.settings.project.name: project for project in opened}
    hosts = LOOPBACK_HOSTS | {serving.host} if is_loopback(serving.host) else None
    app = make_app(projects, hosts=hosts, lifespan=_lifespan(projects, stack))
    add_pages(
        app,
        {prefix_of(name, projects): project for name, project in projects.items()},
        serving.suggestions,
    )
    return app


def _end_with_parent() -> None:
    """A worker whose supervisor was killed ends too, instead of holding the port for nobody."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def ended() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=ended, name="end-with-parent", daemon=True).start()


def _lifespan(projects: "Mapping[str, Project]", stack: ExitStack) -> "Lifespan":
    from landas.bootstrap.warming import warm_up
    from landas.cli.pruning import Pruning

    @asynccontextmanager
    async def running(app: "FastAPI") -> AsyncIterator[None]:
        for name, project in projects.items():
            for note in warm_up(project):
                _log.warning("%s: %s", name, note)
        settle()
        pruning = Pruning(list(projects.values()))
        pruning.start()
        yield
        pruning.stop()
        # An answer that hangs in its thread would keep the process; it had its time.
        last = threading.Timer(_LEFT_SECONDS, os._exit, (0,))
        last.daemon = True
        last.start()
        stack.close()

    return running


def settle() -> None:
    """What is in memory now stays there: looking through it for garbage again and again would hold up answers for
    tens of milliseconds. Nor is each answer looked through several times: nearly all of it goes when it is sent."""
    gc.collect()
    _give_back()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)


def _give_back() -> None:
    """What reading and sorting large arrays took goes back to the machine, where the C library keeps it otherwise."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _announce_when_ready(address: str, announce: Callable[[str], None]) -> None:
    while True:
        try:
            with urlopen(f"{address}/healthz", timeout=10):
                announce(address)
                return
        except (URLError, OSError):
            time.sleep(0.05)
