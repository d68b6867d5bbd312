"""What the gateway costs a turn: breaker open against no model, and a cached reply against an uncached one, p50/p95.

Turns of each kind are made in alternation over the sample shop, or a project of yours, so that what else the machine
does falls on all of them alike. A second table has the gateway alone, with a model that answers at once.

usage: python benchmarks/gateway_overhead.py [--project DIR] [--turns 200] [--calls 500] [--json]
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from landas.bootstrap import Project, open_project
from landas.cli.demo import make_sample
from landas.clock import Deadline, utc_now
from landas.dialogue.service import AskRequest
from landas.llm.gateway import Gateway, Shared
from landas.llm.providers.provider import Completion, ProviderCall
from landas.settings import LlmSection
from landas.storage.budgets import SqlBudgetLedger
from landas.storage.calls import SqlCallLog
from landas.storage.database import open_database
from landas.storage.replies import SqlReplyCache
from tests.llm.jokes import TITLE, MemoryLog
from tests.llm.loopback_server import dead_port

TEXTS = (
    "light laptop under 15 million",
    "hp murah warna hitam",
    "laptop gaming",
    "phone with a good camera under 6 million",
)
ALLOWED = 1.05


class Answering:
    """A provider that answers at once."""

    name = model = "answering"

    def __init__(self, *_: Any) -> None: ...

    def warm(self) -> None: ...

    def complete(self, call: ProviderCall) -> Completion:
        return Completion('{"title": "Quiet nights"}', 400, 40)

    def close(self) -> None: ...


def quantiles(times: list[float]) -> dict[str, float]:
    return {
        "p50_ms": round(statistics.median(times), 3),
        "p95_ms": round(sorted(times)[int(0.95 * (len(times) - 1))], 3),
    }


def alternating(kinds: dict[str, Callable[[int], object]], rounds: int) -> dict[str, dict[str, float]]:
    """Each kind once a round, the order turning with the rounds; the first tenth warms up and isn't counted."""
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    names = list(kinds)
    for number in range(rounds + rounds // 10):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            started = time.perf_counter()
            kinds[name](number)
            if number >= rounds // 10:
                times[name].append((time.perf_counter() - started) * 1000)
    return {kind: quantiles(found) for kind, found in times.items()}


def turns(folder: Path, rounds: int) -> dict[str, dict[str, float]]:
    """Whole turns without a model, and with one whose breaker is open."""
    dead = f"http://127.0.0.1:{dead_port()}/v1"
    broken = LlmSection(provider="openai", base_url=dead, breaker_failures=1, breaker_seconds=86_400)
    with open_project(folder) as without, open_project(folder) as with_open_breaker:
        without.use_model(None)
        with_open_breaker.use_model(broken)
        with_open_breaker.gateway.warm()
        # The first turn of a process may have no time left for its model.
        if "breaker_open" not in [ask(with_open_breaker, 0)["fallback"] for _ in range(5)]:
            raise SystemExit("the breaker did not open")
        return alternating(
            {"no model": lambda n: ask(without, n), "breaker open": lambda n: ask(with_open_breaker, n)},
            rounds,
        )


def ask(project: Project, number: int) -> dict[str, Any]:
    return project.dialogue.ask(AskRequest(TEXTS[number % len(TEXTS)]))


def gateways(rounds: int) -> dict[str, dict[str, float]]:
    """The gateway alone: the model answers at once, so the times are its own."""
    limits = {
        "max_calls_per_day": 10**9,
        "max_cost_per_day": 10.0**6,
        "price_input": 1.0,
        "price_output": 1.0,
    }
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "landas.db")
        shared = Shared(SqlBudgetLedger(database), SqlReplyCache(database))
        log = SqlCallLog(database)

        def gateway(**settings: Any) -> Gateway:
            section = LlmSection(provider="scripted", **settings)
            kept = log if settings.get("cache") == "database" or "price_input" in settings else MemoryLog()
            return Gateway(section, kept, utc_now, Path(folder), Answering, shared)

        made = {
            "uncached, no limits": gateway(cache="off"),
            "uncached, limits in SQLite": gateway(cache="off", **limits),
            "cached in memory": gateway(cache="memory"),
            "cached in SQLite": gateway(cache="database"),
        }
        try:
            return alternating({name: lambda n, g=g: run(g) for name, g in made.items()}, rounds)  # type: ignore[misc]
        finally:
            for one in made.values():
                one.close()
            database.close()


def run(gateway: Gateway) -> object:
    return gateway.run(TITLE, "x", Deadline.after_ms(60_000))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--project", type=Path)
    parser.add_argument("--turns", type=int, default=200)
    parser.add_argument("--calls", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        if options.project is None:
            make_sample(Path(made))
        whole = turns(options.project or Path(made), options.turns)
    alone = gateways(options.calls)
    ratio = round(whole["breaker open"]["p50_ms"] / whole["no model"]["p50_ms"], 3)
    record = {"turns": whole, "breaker_open_ratio": ratio, "within": ratio <= ALLOWED, "gateway": alone}
    if options.json:
        print(json.dumps(record, indent=1))
        return
    for title, rows in (("turn", whole), ("gateway alone", alone)):
        print(f"{title:30}{'p50 ms':>10}{'p95 ms':>10}")
        for name, row in rows.items():
            print(f"  {name:28}{row['p50_ms']:>10}{row['p95_ms']:>10}")
    print(f"breaker open / no model, p50: {ratio} of {ALLOWED} allowed")


if __name__ == "__main__":
    main()
