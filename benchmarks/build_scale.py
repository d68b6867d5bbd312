"""What a large shop costs: generating, importing and building it, in seconds (clock and processor) and memory.

Each step is a process of its own, so that its peak is its own; the build tells its steps besides. With
`--flat-vectors` every text gets a vector drawn from its hash: what is measured then is all but the embedding, whose
speed doesn't depend on the size (some 900 texts a second and processor).

usage: python benchmarks/build_scale.py FOLDER --items 20000 --events 1000000 [--flat-vectors] [--json]
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

_ROOT = Path(__file__).parent.parent
_LANDAS = "from landas.cli.main import run; run()"
_FLAT = "import sys; from benchmarks.flat_build import main; main(sys.argv[1])"


def measured(name: str, *arguments: str) -> dict[str, Any]:
    """Runs a Python process; raises RuntimeError with what it said where it fails."""
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments], cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{name} failed with status {process.returncode}: {said[-500:]}")
    return {
        "step": name,
        "seconds": round(time.perf_counter() - started, 1),
        "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 1),
        "peak_mb": usage.ru_maxrss // 1024,
        "said": json.loads(said) if said.strip().startswith("{") else None,
    }


def run(folder: Path, items: int, events: int, flat: bool) -> list[dict[str, Any]]:
    sizes = ("--items", str(items), "--events", str(events))
    place = ("--project", str(folder), "--json")
    return [
        measured("generate", "benchmarks/scale_shop.py", str(folder), *sizes),
        measured("import items", "-c", _LANDAS, "import", "items", str(folder / "items.jsonl.gz"), *place),
        measured("import events", "-c", _LANDAS, "import", "events", str(folder / "events.csv.gz"), *place),
        measured("build", "-c", _FLAT, str(folder))
        if flat
        else measured("build", "-c", _LANDAS, "build", *place),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--flat-vectors", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = run(given.folder.resolve(), given.items, given.events, given.flat_vectors)
    if given.json:
        print(json.dumps(found))
        return
    print(f"{given.items:,} items, {given.events:,} events")
    for step in found:
        print(
            f"{step['step']:<14} {step['seconds']:>8} s {step['cpu_seconds']:>8} s cpu {step['peak_mb']:>7} MB"
        )
    print("build, step by step (seconds):", found[-1]["said"]["steps"])


if __name__ == "__main__":
    main()
