"""One real `landas serve` over all the copies, and the client that asks it over HTTP."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from landas.errors import SetupError

START_SECONDS = 240
STOP_SECONDS = 8
TURN_SECONDS = 60
LOG_SHOWN = 600


@dataclass(frozen=True, slots=True)
class Turn:
    """One answer as it came over HTTP. `document` is {} where the status is no 200.

    `said` is everything that the person said in the conversation, `conversation` "" where none could be begun.
    """

    copy: str
    text: str
    language: str
    status: int
    document: Mapping[str, Any]
    seconds: float
    said: str = ""
    conversation: str = ""

    @property
    def reply(self) -> str:
        return str(self.document.get("reply", ""))

    @property
    def receipt_id(self) -> str:
        return str(self.document.get("receipt_id", ""))

    @property
    def item_ids(self) -> tuple[str, ...]:
        return tuple(str(item["item_id"]) for item in self.document.get("items", ()))

    @property
    def tasks_asked(self) -> frozenset[str]:
        """The tasks in which a model was really asked."""
        calls = self.document.get("usage", {}).get("tasks", ())
        return frozenset(str(call["task"]) for call in calls if call["attempts"])


@dataclass
class Client:
    """Asks the copies of one server. Safe to use from several threads."""

    address: str
    receipts: list[tuple[str, str]] = field(default_factory=list)
    """(copy, receipt id) of every turn so far."""

    def ask(
        self, copy: str, text: str, language: str, candidates: Sequence[Mapping[str, Any]] | None = None
    ) -> Turn:
        """One turn of a new conversation."""
        begun, conversation, _ = self.exchange("POST", copy, "/v1/conversations", {"locale": language})
        if begun != 201:
            return Turn(copy, text, language, begun, {}, 0.0, text)
        return self._turn(copy, text, language, text, str(conversation["conversation_id"]), candidates)

    def follow(self, turn: Turn, text: str) -> Turn:
        """The next turn of the same conversation. One that never began goes on failing."""
        said = f"{turn.said} {text}"
        if not turn.conversation:
            return Turn(turn.copy, text, turn.language, turn.status, {}, 0.0, said)
        return self._turn(turn.copy, text, turn.language, said, turn.conversation)

    def _turn(
        self,
        copy: str,
        text: str,
        language: str,
        said: str,
        conversation: str,
        candidates: Sequence[Mapping[str, Any]] | None = None,
    ) -> Turn:
        body = {"text": text, **({"candidates": list(candidates)} if candidates else {})}
        path = f"/v1/conversations/{conversation}/turns"
        status, document, seconds = self.exchange("POST", copy, path, body)
        answered = document if status == 200 else {}
        turn = Turn(copy, text, language, status, answered, seconds, said, conversation)
        if turn.receipt_id:
            self.receipts.append((copy, turn.receipt_id))
        return turn

    def slate(self, copy: str, path: str, body: Mapping[str, Any]) -> tuple[str, ...]:
        """The ids that a surface without words shows."""
        _, document, _ = self.exchange("POST", copy, path, body)
        return tuple(str(item["item_id"]) for item in document.get("items", ()))

    def receipt(self, copy: str, receipt_id: str) -> Mapping[str, Any]:
        return self.exchange("GET", copy, f"/v1/receipts/{receipt_id}")[1]

    def why(self, copy: str, receipt_id: str, item_id: str) -> Mapping[str, Any]:
        return self.exchange("GET", copy, f"/v1/receipts/{receipt_id}/why/{item_id}")[1]

    def metrics(self) -> str:
        with urllib.request.urlopen(f"{self.address}/metrics", timeout=TURN_SECONDS) as answer:
            text: str = answer.read().decode()
        return text

    def prefix(self, copy: str) -> str:
        """Where the paths of one of several projects begin."""
        return f"/p/{copy}"

    def exchange(
        self, method: str, copy: str, path: str, body: Mapping[str, Any] | None = None
    ) -> tuple[int, dict[str, Any], float]:
        """Status, document and seconds of one request. A server that doesn't answer has status 0."""
        sent = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"{self.address}{self.prefix(copy)}{path}",
            sent,
            {"Content-Type": "application/json"},
            method=method,
        )
        started = time.monotonic()
        status, content = _answered(request)
        seconds = time.monotonic() - started
        document = json.loads(content) if content.startswith(b"{") else {}
        return status, document, seconds


def _answered(request: urllib.request.Request) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(request, timeout=TURN_SECONDS) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()
    except OSError:
        return 0, b""


@contextmanager
def served(folders: Sequence[Path], log: Path) -> Iterator[str]:
    """The address of a running server over these projects; what it writes goes to `log`. It always ends with the block.

    Raises SetupError where it doesn't come up.
    """
    projects = [part for folder in folders for part in ("--project", str(folder))]
    command = [sys.executable, "-m", "landas.cli.main", "serve", "--port", "0", *projects]
    with log.open("wb") as errors:
        # A group of its own: Ctrl-C reaches the drill alone, which then ends the server.
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, start_new_session=os.name == "posix"
        )
    waiting = threading.Timer(START_SECONDS, process.kill)
    waiting.start()
    try:
        line = process.stdout.readline().strip() if process.stdout else ""
        waiting.cancel()
        if " at http" not in line:
            said = log.read_text(encoding="utf-8", errors="replace")[-LOG_SHOWN:]
            raise SetupError(f"landas serve did not start: {said or 'no word'}", "Try: landas serve")
        yield line.rsplit(" at ", 1)[1]
    finally:
        waiting.cancel()
        _end(process)


def _end(process: "subprocess.Popen[str]") -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    finally:
        if process.stdout:
            process.stdout.close()
