"""How far a model call overshoots its deadline, whatever the model's server does: many calls a mood, p50/p95/max.

A server on this machine hangs, drips, never ends or answers; the gateway must have an outcome by the deadline. With
`--busy N`, N threads of this process and N other processes compute meanwhile. A first line gives the cost of a
gateway without a model. With `--turns N`, as many whole turns over the sample shop against servers that don't answer,
whose deadline is `--turn-deadline-ms`.

usage: python benchmarks/turn_deadline.py [--calls 20] [--deadline-ms 150] [--busy 0] [--turns 0] [--json]
"""

import argparse
import json
import multiprocessing
import os
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from landas.bootstrap import Project, open_project
from landas.cli.demo import make_sample
from landas.clock import Deadline, utc_now
from landas.dialogue.service import AskRequest
from landas.llm.gateway import Gateway
from landas.llm.providers.provider import Completion, ProviderCall
from landas.settings import LlmSection, TaskSection
from tests.llm.jokes import TITLE, MemoryLog
from tests.llm.loopback_server import dead_port, serving

MOODS = (
    "well", "hangs before headers", "hangs after headers", "drips", "drips headers", "endless", "500", "closes",
)  # fmt: skip
HANGING = ("hangs before headers", "hangs after headers", "drips", "endless")
ALLOWED_MS = 100
TASKS = {"title": TaskSection(deadline_ms=60_000)}


class Spinning:
    """A provider in this process that computes for a second, whatever its deadline."""

    name = model = "spinning"

    def __init__(self, *_: Any) -> None: ...

    def warm(self) -> None: ...

    def complete(self, call: ProviderCall) -> Completion:
        ends = time.monotonic() + 1
        while time.monotonic() < ends:
            pass
        return Completion("{}")

    def close(self) -> None: ...


def measured(gateway: Gateway, calls: int, deadline_ms: float) -> dict[str, Any]:
    took: list[float] = []
    outcomes: Counter[str] = Counter()
    for _ in range(calls):
        started = time.monotonic()
        outcome = gateway.run(TITLE, "x", Deadline.after_ms(deadline_ms))
        took.append((time.monotonic() - started) * 1000)
        outcomes[getattr(outcome, "reason", "answer")] += 1
    return _row(took, deadline_ms, outcomes)


def _row(took: list[float], deadline_ms: float, outcomes: Counter[str]) -> dict[str, Any]:
    over = [max(0.0, one - deadline_ms) for one in took]
    return {
        "calls": len(took),
        "p50_ms": round(statistics.median(took), 1),
        "over_p50_ms": round(statistics.median(over), 1),
        "over_p95_ms": round(sorted(over)[int(0.95 * (len(over) - 1))], 1),
        "over_max_ms": round(max(over), 1),
        "outcomes": dict(outcomes),
    }


def against(base_url: str, calls: int, deadline_ms: float, *, warm: bool = True) -> dict[str, Any]:
    # Neither the cache nor an open breaker may answer for the server.
    section = LlmSection(
        provider="openai", base_url=base_url, max_tokens=100, tasks=TASKS, cache="off", breaker_failures=10**6
    )
    gateway = Gateway(section, MemoryLog(), utc_now, Path("."))
    if warm:
        gateway.warm()
    try:
        return measured(gateway, calls, deadline_ms)
    finally:
        gateway.close()


def rows(calls: int, deadline_ms: float) -> dict[str, dict[str, Any]]:
    found = {"no model": measured(Gateway(None, MemoryLog(), utc_now, Path(".")), calls, deadline_ms)}
    # First of all: nothing of the client is imported yet, and the import must not hold the turn up either.
    with serving("well") as server:
        found["well, not warmed, first call"] = against(server.base_url, 1, deadline_ms, warm=False)
    for mood in MOODS:
        with serving(mood) as server:
            found[mood] = against(server.base_url, calls, deadline_ms)
    found["dead port"] = against(f"http://127.0.0.1:{dead_port()}/v1", calls, deadline_ms)
    settings = LlmSection(provider="scripted", tasks=TASKS)
    gateway = Gateway(settings, MemoryLog(), utc_now, Path("."), make=Spinning)
    found["computes on, ignores its deadline"] = measured(gateway, calls, deadline_ms)
    return found


def whole_turns(turns: int, deadline_ms: int) -> dict[str, dict[str, Any]]:
    """How far whole turns overshoot their deadline where the model's server hangs, drips or never ends."""
    found = {}
    with tempfile.TemporaryDirectory() as made:
        make_sample(Path(made))
        for mood in HANGING:
            with serving(mood) as server, open_project(Path(made)) as project:
                section = project.settings.project.model_copy(update={"turn_deadline_ms": deadline_ms})
                project.settings = project.settings.model_copy(update={"project": section})
                tasks = {"explanation": TaskSection(deadline_ms=60_000)}
                # A breaker that never opens: every turn waits for the model.
                project.use_model(
                    LlmSection(
                        provider="openai", base_url=server.base_url, tasks=tasks, breaker_failures=10**6
                    )
                )
                project.gateway.warm()
                project.dialogue.ask(AskRequest("laptop"))
                found[f"turn, {mood}"] = _turns(project, turns, deadline_ms)
    return found


def _turns(project: Project, turns: int, deadline_ms: int) -> dict[str, Any]:
    took, outcomes = [], Counter[str]()
    for number in range(turns):
        started = time.monotonic()
        answer = project.dialogue.ask(AskRequest(f"laptop under {5 + number % 20} million rupiah"))
        took.append((time.monotonic() - started) * 1000)
        outcomes[answer["fallback"] or "none"] += 1
    return _row(took, deadline_ms, outcomes)


def compute(stop: Any) -> None:
    while not stop.is_set():
        sum(n * n for n in range(10_000))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calls", type=int, default=20)
    parser.add_argument("--deadline-ms", type=float, default=150)
    parser.add_argument("--busy", type=int, default=0)
    parser.add_argument("--turns", type=int, default=0)
    parser.add_argument("--turn-deadline-ms", type=int, default=1000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    stop, stop_there = threading.Event(), multiprocessing.Event()
    workers: list[Any] = [
        threading.Thread(target=compute, args=(stop,), daemon=True) for _ in range(options.busy)
    ]
    workers += [
        multiprocessing.Process(target=compute, args=(stop_there,), daemon=True) for _ in range(options.busy)
    ]
    for worker in workers:
        worker.start()
    try:
        found = rows(options.calls, options.deadline_ms) if options.calls else {}
        if options.turns:
            found |= whole_turns(options.turns, options.turn_deadline_ms)
    finally:
        stop.set()
        stop_there.set()
    worst = max(row["over_max_ms"] for row in found.values())
    record = {
        "deadline_ms": options.deadline_ms, "busy": options.busy, "cpus": os.cpu_count(), "rows": found,
        "worst_over_ms": worst, "within_100_ms": worst <= ALLOWED_MS,
    }  # fmt: skip
    if options.json:
        print(json.dumps(record, indent=1))
        return
    print(f"{'server':34}{'p50':>9}{'over p50':>10}{'over p95':>10}{'over max':>10}  outcomes (ms)")
    for name, row in found.items():
        over = "".join(f"{row[f'over_{q}_ms']:>10}" for q in ("p50", "p95", "max"))
        print(f"{name:34}{row['p50_ms']:>9}{over}  {row['outcomes']}")
    print(f"worst overshoot {worst} ms of {ALLOWED_MS} allowed, deadline {options.deadline_ms} ms")


if __name__ == "__main__":
    main()
