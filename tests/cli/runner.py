"""Runs the command line as a person would, in a process of its own or inside this one."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


def landas(*arguments: str | Path) -> Outcome:
    command = [sys.executable, "-m", "landas.cli.main", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())
