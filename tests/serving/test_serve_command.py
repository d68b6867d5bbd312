"""`landas serve` as a process: the port it picks, what it says, and that it ends when told to."""

import json
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from landas.cli.serve import bind, check_projects, is_loopback
from landas.errors import BadRequest, SetupError
from tests.serving.conftest import PROJECT_FILE

SILENT = """
[llm]
provider = "openai"
base_url = "http://127.0.0.1:{port}/v1"
api_key_env = "LANDAS_TEST_KEY"
[llm.tasks.explanation]
deadline_ms = 60000
"""


@contextmanager
def served(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "landas.cli.main", "serve", "--port", "0", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def post(address: str, body: object) -> dict[str, object]:
    request = urllib.request.Request(
        address, json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    with urllib.request.urlopen(request) as answer:
        document: dict[str, object] = json.load(answer)
    return document


@pytest.mark.parametrize("workers", ["1", "2"])
def test_it_says_where_it_serves_answers_there_and_ends_on_sigterm(
    built: Path, tmp_path: Path, workers: str
) -> None:
    folder = tmp_path / "lamps"
    shutil.copytree(built, folder)
    with served("--project", str(folder), "--workers", workers) as (process, line):
        assert line.startswith("serving lamps at http://127.0.0.1:")
        address = line.rsplit(" ", 1)[1]
        assert len(post(f"{address}/v1/recommend", {"surface": "home", "k": 3})["items"]) == 3  # type: ignore[arg-type]
        process.terminate()
        process.wait(timeout=60)


def test_workers_end_where_their_supervisor_is_killed(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "lamps"
    shutil.copytree(built, folder)
    with served("--project", str(folder), "--workers", "2") as (process, line):
        address = line.rsplit(" ", 1)[1]
        post(f"{address}/v1/recommend", {"surface": "home", "k": 1})
        process.kill()
        process.wait()
        until = time.monotonic() + 20
        while answers(address) and time.monotonic() < until:
            time.sleep(0.1)
        assert not answers(address)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=60):
            return True
    except (urllib.error.URLError, OSError):
        return False


def test_a_turn_that_waits_for_a_silent_model_does_not_hold_up_the_end(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANDAS_TEST_KEY", "none")
    folder = tmp_path / "lamps"
    shutil.copytree(built, folder)
    silent = socket.create_server(("127.0.0.1", 0))
    text = PROJECT_FILE.replace('currency = "USD"', 'currency = "USD"\nturn_deadline_ms = 60000')
    llm = SILENT.format(port=silent.getsockname()[1])
    (folder / "landas.toml").write_text(text + llm, encoding="utf-8")
    with silent, served("--project", str(folder)) as (process, line):
        address = line.rsplit(" ", 1)[1]
        conversation = post(f"{address}/v1/conversations", {})["conversation_id"]
        turn = f"{address}/v1/conversations/{conversation}/turns"
        asking = threading.Thread(target=ask_in_vain, args=(turn,))
        asking.start()
        with silent.accept()[0]:  # the model has been asked, and stays silent
            process.terminate()
            process.wait(timeout=60)
        asking.join()


def ask_in_vain(turn: str) -> None:
    try:
        post(turn, {"text": "desk lamp"})
    except (urllib.error.URLError, OSError):
        return


def test_a_taken_port_is_told_with_a_remedy() -> None:
    with bind("127.0.0.1", 0) as taken:
        taken.listen()
        with pytest.raises(SetupError, match="--port 0"):
            bind("127.0.0.1", taken.getsockname()[1])


def test_two_projects_of_one_name_are_refused(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "landas.toml").write_text(PROJECT_FILE, encoding="utf-8")
    with pytest.raises(BadRequest, match="'lamps'"):
        check_projects([tmp_path / "a", tmp_path / "b"])


def test_only_this_machines_own_addresses_are_loopback() -> None:
    assert [
        is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "10.0.0.2", "shop.example")
    ] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
