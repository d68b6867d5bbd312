"""What processes that serve one project take of a machine's memory, after they answered: the proportional set size
(PSS) of each, in which a page that several of them map counts only its share, and the largest files that are mapped.

usage: python benchmarks/serving_memory.py PROJECT [PROJECT …] [--processes 2] [--requests 400] [--flat-vectors]
"""

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.serving import client_of, opened, people_of, post, served
from landas.ids import UserId

_KIB = 1024
_SHOWN = 12
_MAPPING = re.compile(r"^[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \d+ *(?P<path>.*)$")


def mapped(process: int) -> Iterator[tuple[str, int]]:
    """Every mapping of a process: the file's name, or "memory of its own", and its PSS in KiB."""
    name = ""
    for line in Path(f"/proc/{process}/smaps").read_text().splitlines():
        if found := _MAPPING.match(line):
            path = found["path"]
            name = Path(path).name if path.startswith("/") else "memory of its own"
        elif line.startswith("Pss:"):
            yield name, int(line.split()[1])


def measured(folder: Path, processes: int, requests: int, flat: bool) -> dict[str, Any]:
    people = _people(folder, requests, flat)
    with ExitStack() as stack:
        servers = [stack.enter_context(served(folder, flat)) for _ in range(processes)]
        for server in servers:
            with client_of(server.port) as client:
                for person in people:
                    post(client, person)
        taken: Counter[str] = Counter()
        each = []
        for server in servers:
            mappings = list(mapped(server.process))
            each.append(sum(pss for _, pss in mappings))
            for name, pss in mappings:
                taken[name] += pss
    return {
        "project": folder.name,
        "processes": processes,
        "requests": len(people),
        "pss_gib": round(sum(each) / _KIB**2, 3),
        "pss_gib_each": [round(pss / _KIB**2, 3) for pss in each],
        "largest_mib": {name: round(pss / _KIB) for name, pss in taken.most_common(_SHOWN)},
    }


def _people(folder: Path, requests: int, flat: bool) -> list[UserId]:
    with opened(folder, flat) as project:
        return people_of(project, requests)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("projects", type=Path, nargs="+")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--requests", type=int, default=400)
    parser.add_argument("--flat-vectors", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not os.access("/proc/self/smaps", os.R_OK):
        raise SystemExit("this machine doesn't say how processes share memory: /proc/self/smaps is needed.")
    found = [measured(p, given.processes, given.requests, given.flat_vectors) for p in given.projects]
    if given.json:
        print(json.dumps(found))
        return
    for row in found:
        print(
            f"{row['project']}: {row['processes']} processes after {row['requests']} answers each take "
            f"{row['pss_gib']} GiB together, {row['pss_gib_each']} each"
        )
        for name, mib in row["largest_mib"].items():
            print(f"  {mib:>6} MiB  {name}")


if __name__ == "__main__":
    main()
