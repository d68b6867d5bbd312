"""Events over HTTP to a server that is killed (`kill -9`) in the middle: how many a second, and whether any is lost.

Clients send batches of new events and note what was acknowledged; the server is killed while they send, started again,
and every acknowledged event must be in its database. On SQLite, and on a PostgreSQL server of its own.

usage: python benchmarks/event_intake.py [--seconds 10] [--clients 2] [--batch 1000] [--json]
"""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import orjson

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.scale_shop import PROJECT
from landas.bootstrap import open_project
from tests.postgres_server import running_postgres

_RUN = "from landas.cli.main import run; run()"


@dataclass
class Sent:
    """What clients were told."""

    acknowledged: set[str] = field(default_factory=set)
    seconds: float = 0.0
    refused: int = 0


def make_shop(folder: Path, database: str | None) -> None:
    where = "" if database is None else f'database = "{database}"\ndatabase_schema = "intake_{os.getpid()}"\n'
    text = PROJECT.replace('currency = "USD"\n', f'currency = "USD"\n{where}')
    (folder / "landas.toml").write_text(text, encoding="utf-8")
    rows = [{"id": f"item{n}", "title": f"lamp {n}", "kind": "lamp"} for n in range(200)]
    (folder / "items.jsonl").write_bytes(b"\n".join(orjson.dumps(row) for row in rows))
    for command in (["import", "items", str(folder / "items.jsonl")], ["build"]):
        whole = [sys.executable, "-c", _RUN, *command, "--project", str(folder)]
        subprocess.run(whole, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def serve(folder: Path, port: int) -> "subprocess.Popen[bytes]":
    server = subprocess.Popen(
        [sys.executable, "-c", _RUN, "serve", "--project", str(folder), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(600):
        try:
            if httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == 200:
                return server
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    server.kill()
    raise RuntimeError("the server didn't become ready within a minute")


def batch_of(client: int, number: int, size: int) -> list[dict[str, Any]]:
    names = [f"c{client}-{number}-{place}" for place in range(size)]
    return [
        {
            "event_id": name,
            "type": "view",
            "time": time.time(),
            "user_id": f"u{hash(name) % 5000}",
            "item_id": f"item{hash(name) % 200}",
        }
        for name in names
    ]


def send(address: str, client: int, size: int, sent: Sent, stop: threading.Event) -> None:
    number = 0
    with httpx.Client(timeout=30) as http:
        while not stop.is_set():
            batch = batch_of(client, number, size)
            number += 1
            try:
                answer = http.post(f"{address}/v1/events", content=orjson.dumps(batch), headers=_JSON)
            except httpx.TransportError:
                return  # the server was killed: nothing of this batch was acknowledged
            if answer.status_code == 200 and answer.json()["stored"] == size:
                sent.acknowledged.update(event["event_id"] for event in batch)
            else:
                sent.refused += 1


_JSON = {"Content-Type": "application/json"}


def run(seconds: float, clients: int, size: int, database: str | None) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_shop(folder, database)
        sent, port = Sent(), _free_port()
        server = serve(folder, port)
        address, stop = f"http://127.0.0.1:{port}", threading.Event()
        threads = [threading.Thread(target=send, args=(address, n, size, sent, stop)) for n in range(clients)]
        started = time.perf_counter()
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        server.send_signal(signal.SIGKILL)
        sent.seconds = time.perf_counter() - started
        server.wait()
        stop.set()
        for thread in threads:
            thread.join()
        again = serve(folder, port)
        again.send_signal(signal.SIGKILL)
        again.wait()
        with open_project(folder) as project:
            there = {event.event_id for event in project.events.scan()}
    return {
        "database": "sqlite" if database is None else "postgresql",
        "acknowledged": len(sent.acknowledged),
        "events_a_second": round(len(sent.acknowledged) / sent.seconds),
        "lost": len(sent.acknowledged - there),
        "stored_unacknowledged": len(there - sent.acknowledged),
        "refused_batches": sent.refused,
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--clients", type=int, default=2)
    parser.add_argument("--batch", type=int, default=1000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    sizes = given.seconds, given.clients, given.batch
    with running_postgres() as address:
        found = [run(*sizes, database) for database in (None, address)]
    print(json.dumps(found) if given.json else "\n".join(str(row) for row in found))


if __name__ == "__main__":
    main()
