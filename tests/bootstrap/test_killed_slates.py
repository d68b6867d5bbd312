"""`landas recommend --all FILE` killed at any moment: the file is the former one or whole, and the next run goes on."""

import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import orjson
import pytest

from landas.recommend.build import build_release
from tests.recommend.test_live_ranker import made, walk_events

PEOPLE, KILLS, LONGEST = 120, 4, 0.4
_COMMAND = """
import sys
from landas.bootstrap import everybody
everybody.PEOPLE_A_BATCH = 5
from landas.cli.main import run
run()
"""
FORMER = b'{"former": true}\n'


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    with made(tmp_path / "walks", walk_events(PEOPLE)) as project:
        build_release(project.build_parts)
    return tmp_path / "walks"


def test_killed_slates_go_on_and_the_file_is_never_half(shop: Path, tmp_path: Path) -> None:
    file, chance = tmp_path / "slates.jsonl", random.Random(5)
    file.write_bytes(FORMER)
    done_before = 0
    for _ in range(KILLS):
        with started(shop, file) as process:
            time.sleep(chance.uniform(0, LONGEST))
            process.kill()
        if file.read_bytes() != FORMER:  # it was quick enough to finish
            assert len(lines_of(file)) == PEOPLE
            break
        done = done_batches(file)
        assert done >= done_before  # what is done stays done
        done_before = done
    report = orjson.loads(subprocess.run(command(shop, file), check=True, capture_output=True).stdout)
    assert report["people"] == len(lines_of(file)) == PEOPLE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["slates.jsonl", "walks"]
    subprocess.run(command(shop, tmp_path / "unkilled.jsonl"), check=True, capture_output=True)
    assert slates_of(file) == slates_of(tmp_path / "unkilled.jsonl")


def started(shop: Path, file: Path) -> "subprocess.Popen[bytes]":
    """The command, once it has done a batch or ended."""
    process = subprocess.Popen(command(shop, file), stdout=subprocess.PIPE)
    before = done_batches(file)
    while process.poll() is None and done_batches(file) <= before:
        time.sleep(0.005)
    return process


def done_batches(file: Path) -> int:
    done = file.with_name(f"{file.name}.parts") / "done"
    return sum(path.suffix != ".unfinished" for path in done.glob("*"))


def command(shop: Path, file: Path) -> list[str]:
    asked = ("recommend", "--all", str(file), "-k", "3", "--project", str(shop), "--json")
    return [sys.executable, "-c", _COMMAND, *asked]


def lines_of(file: Path) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in file.read_bytes().splitlines()]


def slates_of(file: Path) -> list[tuple[str, Any]]:
    return [(line["user_id"], line["items"]) for line in lines_of(file)]
