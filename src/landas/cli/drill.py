"""`landas drill`: the failure modes against a running server, one line each; exit 1 when one fails."""

import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from landas.cli.output import JsonOption, ProjectOption, print_json, print_line, print_note

TERMINATED = 128 + signal.SIGTERM


def drill(
    short: Annotated[bool, typer.Option("--short", help="A few turns a mode instead of many.")] = False,
    project: ProjectOption = Path("."),
    as_json: JsonOption = False,
) -> None:
    """Attack copies of the project with hostile and broken models and see whether the promises hold."""
    from landas.drill.run import drill as findings

    if threading.current_thread() is threading.main_thread():
        # The server that was started must end with this process.
        signal.signal(signal.SIGTERM, _leave)
    started = time.monotonic()
    print_note("copying the project and starting a server …")
    found = []
    for finding in findings(project, short=short, ready=lambda: print_note("drilling …")):
        found.append(finding)
        if not as_json:
            mark = "pass" if finding.passed else "FAIL"
            print_line(f"{mark}  {finding.name:24}  {finding.evidence}  [{finding.seconds:.1f} s]")
    failed = [finding.name for finding in found if not finding.passed]
    seconds = time.monotonic() - started
    if as_json:
        modes = [finding.to_document() for finding in found]
        print_json({"passed": not failed, "failed": failed, "seconds": round(seconds, 1), "modes": modes})
    else:
        print_line(f"{len(found) - len(failed)} of {len(found)} passed in {seconds:.0f} s")
    if failed:
        raise typer.Exit(1)


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(TERMINATED)
