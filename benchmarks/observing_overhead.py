"""What observing costs a turn: silent, with Prometheus, traced to a collector, and to one that is dead; p50/p95.

Turns of each kind are made in alternation over the sample shop, or a project of yours, so that what else the machine
does falls on all of them alike.

usage: python benchmarks/observing_overhead.py [--project DIR] [--turns 200] [--json]
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.gateway_overhead import alternating, ask
from landas.bootstrap import open_project
from landas.cli.demo import make_sample
from landas.observe.observer import Observer
from landas.observe.project import observer_of
from landas.observe.prometheus import PrometheusRecorder
from landas.settings import ObserveSection
from tests.llm.loopback_server import dead_port
from tests.observe.collector import collecting


def turns(folder: Path, rounds: int) -> dict[str, dict[str, float]]:
    with collecting() as collector, open_project(folder) as project:
        project.use_model(None)
        dead = f"http://127.0.0.1:{dead_port()}"
        observers = {
            "silent": Observer("shop"),
            "prometheus": Observer("shop"),
            "traced": observer_of(ObserveSection(otlp_endpoint=collector.endpoint), "shop", {}),
            "traced, collector dead": observer_of(ObserveSection(otlp_endpoint=dead), "shop", {}),
        }
        observers["prometheus"].add(PrometheusRecorder())
        dialogues = {}
        for name, observer in observers.items():
            for made in ("parts", "gateway", "dialogue"):
                project.__dict__.pop(made, None)
            project.observer = observer
            dialogues[name] = project.dialogue

        def turn(name: str, number: int) -> object:
            project.dialogue = dialogues[name]
            return ask(project, number)

        try:
            return alternating({name: lambda n, k=name: turn(k, n) for name in observers}, rounds)  # type: ignore[misc]
        finally:
            for observer in observers.values():
                observer.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--project", type=Path)
    parser.add_argument("--turns", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        if options.project is None:
            make_sample(Path(made))
        found = turns(options.project or Path(made), options.turns)
    if options.json:
        print(json.dumps(found, indent=1))
        return
    print(f"{'turn':26}{'p50 ms':>10}{'p95 ms':>10}{'p50 / silent':>14}")
    for name, row in found.items():
        ratio = row["p50_ms"] / found["silent"]["p50_ms"]
        print(f"{name:26}{row['p50_ms']:>10}{row['p95_ms']:>10}{ratio:>14.3f}")


if __name__ == "__main__":
    main()
