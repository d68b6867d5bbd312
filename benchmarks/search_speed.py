"""How long a search takes: words, prices and negations out of the catalogue's own titles, by the clock and in processor
time, which other work hardly changes.

Of each drawn item some words are asked for: two or three of its title, all of it, its whole text, one word alone, with
a limit on its price, cheap ones, without another word. One thread of BLAS, warmed and settled as by `landas serve`.

usage: python benchmarks/search_speed.py PROJECT [PROJECT …] [--requests 300] [--flat-vectors] [--json]
"""

import argparse
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.serving import opened
from landas.bootstrap import Project
from landas.ids import ItemIndex
from landas.recommend.draft import Request

_WARMING = 20
_SHARES = (50, 95, 99)


def requests_of(project: Project, count: int, seed: int = 1) -> list[str]:
    """Texts about items drawn evenly."""
    chance, view = random.Random(seed), project.live.current()
    found = []
    for _ in range(count):
        item = view.item(ItemIndex(chance.randrange(view.base_size)))
        words = item.title.split() or ["thing"]
        one, other = chance.choice(words), chance.choice(words)
        price = item.values.get("price", 50)
        limit = int(price) + 5 if isinstance(price, int | float) else 50
        found.append(
            chance.choice(
                [
                    " ".join(words[:2]),
                    " ".join(words[1:3]) or one,
                    " ".join(words[:-1]) or one,
                    item.title,
                    item.text[:120] or one,
                    one,
                    f"{one} {other} under {limit}",
                    f"{one} between 20 and 40",
                    f"cheap {one}",
                    f"{one} not {other}",
                ]
            )
        )
    return found


def measured(folder: Path, count: int, flat: bool) -> dict[str, Any]:
    with opened(folder, flat) as project:
        texts = requests_of(project, count)
        wall, busy = [], []
        for number, text in enumerate([*texts[:_WARMING], *texts]):
            started, began = time.perf_counter(), time.process_time()
            project.recommender.search(Request("search", project.clock(), text=text))
            if number >= _WARMING:
                busy.append((time.process_time() - began) * 1000)
                wall.append((time.perf_counter() - started) * 1000)
        return {
            "project": folder.name,
            "items": project.live.current().size,
            "requests": count,
            "ms": {f"p{share}": round(float(np.percentile(wall, share)), 1) for share in _SHARES},
            "cpu_ms": {f"p{share}": round(float(np.percentile(busy, share)), 1) for share in _SHARES},
        }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("projects", type=Path, nargs="+")
    parser.add_argument("--requests", type=int, default=300)
    parser.add_argument(
        "--flat-vectors", action="store_true", help="the project was built with flat_build.py"
    )
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = [measured(project, given.requests, given.flat_vectors) for project in given.projects]
    if given.json:
        print(json.dumps(found))
        return
    for row in found:
        print(f"{row['project']}: {row['items']:,} items, {row['requests']} searches")
        for name in ("ms", "cpu_ms"):
            print(f"  {name:<7}" + "".join(f" {share} {spent:>7}" for share, spent in row[name].items()))


if __name__ == "__main__":
    main()
