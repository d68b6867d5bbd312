"""How much of what is nearest in meaning is found where a filter leaves few items: recall against comparing all of
them, and the time of both.

Vectors are drawn in clusters (kinds of things) with noise, and written and opened by the release's own writer and
reader. A filter keeps items by chance, or the items of some kinds: there what is near is allowed or forbidden together.
Queries lie near items of any kind. The oracle multiplies every allowed vector in float32 and sorts.

usage: python benchmarks/filter_recall.py [--items 100000] [--queries 200] [--limit 100] [--json]
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent))

from landas.releases.files import new_array
from landas.retrieval.vectors import GRAPH, VectorRows, save_graph

_DIMENSION = 512
_A_KIND = 200
_NOISE = 0.7
_SHARES = (1.0, 0.5, 0.05, 0.005)
_CHUNK = 20_000

Floats = NDArray[np.float32]


def drawn(count: int, kinds: NDArray[np.int64], chance: np.random.Generator) -> Floats:
    """One unit vector an item: its kind's direction and noise of its own."""
    vectors = directions(int(kinds.max()) + 1)[kinds]
    vectors += _NOISE * chance.standard_normal((count, _DIMENSION), dtype=np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def directions(kinds: int) -> Floats:
    """Kinds lie near one of fifty themes, as laptops and tablets do."""
    chance = np.random.default_rng(5)
    themes = chance.standard_normal((50, _DIMENSION), dtype=np.float32)
    return themes[np.arange(kinds) % 50] + chance.standard_normal((kinds, _DIMENSION), dtype=np.float32)


def write(folder: Path, items: int, chance: np.random.Generator) -> NDArray[np.int64]:
    """Writes vectors and graph as a build does; gives each item's kind."""
    kinds = chance.integers(max(items // _A_KIND, 1), size=items)
    vectors = new_array(folder, "vectors", (items, _DIMENSION), np.float16)
    for start in range(0, items, _CHUNK):
        part = kinds[start : start + _CHUNK]
        vectors[start : start + len(part)] = drawn(len(part), part, chance)
    vectors.flush()
    save_graph(folder, vectors, threads=os.cpu_count() or 1)
    return kinds


def masks(
    kinds: NDArray[np.int64], chance: np.random.Generator
) -> Iterator[tuple[str, float, NDArray[np.bool_]]]:
    for share in _SHARES:
        yield "by chance", share, chance.random(len(kinds)) < share
        if share < 1:
            some = np.unique(kinds)
            kept = chance.permutation(some)[: max(int(len(some) * share), 1)]
            yield "by kind", share, np.isin(kinds, kept)


def measured(
    rows: VectorRows, exact: Floats, mask: NDArray[np.bool_], queries: Floats, limit: int
) -> dict[str, float]:
    found, spent, among = 0.0, [], np.flatnonzero(mask)
    for query in queries:
        started = time.perf_counter()
        answer, _ = rows.nearest(query, mask, limit)
        spent.append((time.perf_counter() - started) * 1000)
        cosines = exact[among] @ query
        best = among[np.argsort(-cosines, kind="stable")[:limit]]
        found += len(np.intersect1d(answer, best)) / len(best)
    return {
        "recall": round(found / len(queries), 4),
        "p50_ms": round(float(np.percentile(spent, 50)), 2),
        "p99_ms": round(float(np.percentile(spent, 99)), 2),
    }


def run(items: int, count: int, limit: int) -> list[dict[str, Any]]:
    chance = np.random.default_rng(3)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        started = time.perf_counter()
        kinds = write(folder, items, chance)
        seconds = time.perf_counter() - started
        rows = VectorRows.load(folder)
        exact = np.asarray(rows.some(np.arange(items)), dtype=np.float32)
        queries = drawn(count, kinds[chance.integers(items, size=count)], chance)
        graph = folder / GRAPH
        print(
            f"written in {seconds:.0f} s, graph {graph.stat().st_size / 1e6 if graph.exists() else 0:.0f} MB",
            file=sys.stderr,
        )
        return [
            {
                "kept": how,
                "share": share,
                "items": int(mask.sum()),
                **measured(rows, exact, mask, queries, limit),
            }
            for how, share, mask in masks(kinds, chance)
        ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--limit", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = run(given.items, given.queries, given.limit)
    if given.json:
        print(json.dumps(found))
        return
    print(f"{given.items:,} items × {_DIMENSION}, {given.queries} queries, the nearest {given.limit}")
    for row in found:
        print(
            f"{row['share']:>6.1%} {row['kept']:<10} {row['items']:>9,} items  recall {row['recall']:.4f}  "
            f"p50 {row['p50_ms']} ms  p99 {row['p99_ms']} ms"
        )


if __name__ == "__main__":
    main()
