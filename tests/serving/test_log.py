"""The log of `landas serve`: a line an answer, errors with their place, and no word of anybody."""

import json
import shutil
import sqlite3
import subprocess
import sys
import urllib.error
from pathlib import Path

import pytest

from tests.observe.test_tracing import CANARIES, TEXT
from tests.serving.test_serve_command import post


@pytest.mark.parametrize("shown", ["json", "text"])
def test_serving_writes_a_line_an_answer_and_errors_and_no_word_of_anybody(
    built: Path, tmp_path: Path, shown: str
) -> None:
    folder = tmp_path / "lamps"
    shutil.copytree(built, folder)
    command = [sys.executable, "-m", "landas.cli.main", "serve", "--port", "0", "--project", str(folder)]
    process = subprocess.Popen(
        [*command, "--log-format", shown], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        address = process.stdout.readline().strip().rsplit(" ", 1)[1]
        conversation = post(f"{address}/v1/conversations", {"user_id": "u-CANARY-7"})["conversation_id"]
        turn = post(f"{address}/v1/conversations/{conversation}/turns", {"text": TEXT})
        post(f"{address}/v1/search", {"text": TEXT, "user_id": "u-CANARY-7"})
        _break(folder)
        with pytest.raises(urllib.error.HTTPError):
            post(f"{address}/v1/search", {"text": TEXT})
    finally:
        process.terminate()
        _, log = process.communicate(timeout=60)
    for canary in CANARIES:
        assert canary not in log
    assert turn["receipt_id"] in log  # type: ignore[operator]
    if shown == "json":
        told = [json.loads(line) for line in log.splitlines()]
        answers = [line for line in told if line["event"] == "answer"]
        assert [line["surface"] for line in answers] == ["chat", "search"]
        assert answers[0].keys() >= {"ms", "steps_ms", "wording", "claims", "items", "receipt_id", "bundle"}
        failed = [line for line in told if line["event"] == "answer failed"]
        assert [(line["error"], "receipt_bundles" in line["problem"]) for line in failed] == [
            ("StorageError", True)
        ]


def _break(folder: Path) -> None:
    with sqlite3.connect(folder / ".landas" / "landas.db") as connection:
        connection.execute("DROP TABLE receipt_bundles")
