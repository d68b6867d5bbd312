"""Whole turns at once, in two processes, against a daily budget: how many requests the model's server gets.

The server counts by itself; never may it get one more than the budget. Every reply breaks its contract, so each turn
would ask twice. On SQLite, and on PostgreSQL where one can be started.

usage: python benchmarks/budget_turns.py [--turns 500] [--calls 40] [--json]
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from landas.bootstrap import open_project
from landas.cli.demo import make_sample
from landas.dialogue.service import AskRequest
from tests.llm.loopback_server import serving
from tests.postgres_server import PostgresMissing, running_postgres

PROCESSES = 2
LLM = """
[llm]
provider = "openai"
base_url = "{base_url}"
max_calls_per_day = {calls}
max_concurrent = 256
cache = "off"
[llm.tasks.explanation]
deadline_ms = 100000
"""


def part(folder: Path, turns: int) -> Counter[str]:
    """What came of so many turns at once in this process."""
    outcomes: Counter[str] = Counter()
    with open_project(folder) as project:
        project.gateway.warm()
        _ = project.dialogue, project.live.current()

        def turn(number: int) -> None:
            answer = project.dialogue.ask(AskRequest(f"laptop under {5 + number % 20} million rupiah"))
            outcomes[answer["fallback"] or "none"] += 1

        threads = [threading.Thread(target=turn, args=(number,)) for number in range(turns)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return outcomes


def run(folder: Path, database: str | None, turns: int, calls: int) -> dict[str, Any]:
    with serving("ignores schema") as server:
        text = (folder / "landas.toml").read_text(encoding="utf-8").partition("\n[llm]")[0]
        text = re.sub(r"\n(turn_deadline_ms|database) = .*", "", text)
        more = "\nturn_deadline_ms = 100000" + (f'\ndatabase = "{database}"' if database else "")
        head, mark, rest = text.partition("[project]")
        llm = LLM.format(base_url=server.base_url, calls=calls)
        (folder / "landas.toml").write_text(f"{head}{mark}{more}{rest}{llm}", encoding="utf-8")
        started = time.monotonic()
        command = [sys.executable, __file__, "--part", str(folder), "--turns", str(turns // PROCESSES)]
        both = [
            subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ)
            for _ in range(PROCESSES)
        ]
        outcomes: Counter[str] = Counter()
        for process in both:
            outcomes += Counter(json.loads(process.communicate()[0]))
        return {
            "turns": turns, "budget": calls, "requests": len(server.asked), "outcomes": dict(outcomes),
            "seconds": round(time.monotonic() - started, 1),
        }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--turns", type=int, default=500)
    parser.add_argument("--calls", type=int, default=40)
    parser.add_argument("--part", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.part is not None:
        print(json.dumps(part(options.part, options.turns)))
        return
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        make_sample(folder)
        found["sqlite"] = run(folder, None, options.turns, options.calls)
        try:
            with running_postgres() as address, tempfile.TemporaryDirectory() as other:
                fresh = Path(other)
                found["postgresql"] = _on_postgres(fresh, address, options.turns, options.calls)
        except PostgresMissing as missing:
            print(f"no PostgreSQL: {missing}", file=sys.stderr)
    if options.json:
        print(json.dumps(found, indent=1))
        return
    for kind, row in found.items():
        print(
            f"{kind:12}{row['requests']} requests of {row['budget']} allowed, {row['turns']} turns: {row['outcomes']}"
        )


def _on_postgres(folder: Path, address: str, turns: int, calls: int) -> dict[str, Any]:
    """The sample with its database on PostgreSQL, filled there."""
    from landas.cli.demo import fill
    from landas.clock import utc_now
    from landas.sample import write_sample

    write_sample(folder, utc_now())
    path = folder / "landas.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[project]", f'[project]\ndatabase = "{address}"', 1), encoding="utf-8")
    with open_project(folder) as project:
        fill(project)
    return run(folder, address, turns, calls)


if __name__ == "__main__":
    main()
