"""What an answer costs beside its floor: the same look-ups and the model's predict, bare; the engine with its receipt
stored; and the same over HTTP. All three take turns over the same people, so that what else the machine does falls
on all of them alike; beside the time on the clock stands the processor's, which other work hardly changes.

The floor reads the neighbours of the same history, keeps as many of each list, multiplies the same factors, searches
the same vectors for as many, and predicts once over a matrix of the size that the engine's had. It knows no policy,
no receipt and no database.

usage: python benchmarks/floor.py PROJECT [PROJECT …] [--requests 100] [--flat-vectors] [--no-http] [--json]
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.serving import client_of, opened, people_of, post, served
from landas.bootstrap import Project
from landas.events.history import turned_lately
from landas.ids import UserId
from landas.recommend.live_ranker import LiveRanker
from landas.recommend.person_events import ACTS, EVENTS_READ
from landas.recommend.service import plain_request
from landas.retrieval.behaviour.content import PROPOSED as BY_CONTENT
from landas.retrieval.behaviour.covisitation import Covisits
from landas.retrieval.behaviour.factors import FactorSource
from landas.retrieval.behaviour.kinds import PROPOSED
from landas.retrieval.behaviour.neighbourhood import REACH, Neighbourhood
from landas.retrieval.view import CatalogView


@dataclass
class Spent:
    """Milliseconds of each request, by way: on the clock, and of this process's processor time."""

    ways: dict[str, list[float]] = field(default_factory=dict)
    cpu: dict[str, list[float]] = field(default_factory=dict)

    def note(self, way: str, work: Callable[[], object]) -> None:
        started, busy = time.perf_counter(), time.process_time()
        work()
        self.cpu.setdefault(way, []).append((time.process_time() - busy) * 1000)
        self.ways.setdefault(way, []).append((time.perf_counter() - started) * 1000)

    def document(self) -> dict[str, dict[str, float]]:
        return {
            way: {f"p{share}": round(float(np.percentile(spent, share)), 2) for share in (50, 95, 99)}
            | {f"cpu_p{share}": round(float(np.percentile(self.cpu[way], share)), 2) for share in (50, 99)}
            for way, spent in self.ways.items()
        }


class Floor:
    """The look-ups behind one answer, nothing else."""

    def __init__(self, view: CatalogView, live: LiveRanker) -> None:
        self._view, self._live = view, live
        self._matrices: list[NDArray[np.float32]] = []

    def watch(self, predicted: NDArray[np.float32]) -> None:
        """Keeps the matrices that the engine predicted over."""
        self._matrices.append(predicted)

    def answer(self, history: NDArray[np.int64], number: int) -> None:
        for source in self._live.stage.fitted.sources.values():
            if isinstance(source, Covisits):
                for counts in (source.near_after, source.far_after, source.far_before):
                    _neighbours(history, source.offsets, source.neighbours, counts)
            elif isinstance(source, Neighbourhood):
                _neighbours(history, source.offsets, source.neighbours, source.strengths)
            elif isinstance(source, FactorSource):
                found = source.answering @ source.asking[history].sum(axis=0)
                np.argpartition(found, len(found) - min(400, len(found)))
        if self._view.has_vectors:
            vectors = self._view.stored_vectors
            mean = vectors.some(history[-5:]).astype(np.float32).mean(axis=0)
            wanted = mean / max(float(np.linalg.norm(mean)), 1e-9)
            vectors.nearest(wanted, self._everything(), BY_CONTENT + len(history))
        matrix = self._matrices[number % len(self._matrices)]
        self._live.ranker.trees.inplace_predict(matrix, missing=np.nan)

    def _everything(self) -> NDArray[np.bool_]:
        return self._view.alive[: self._view.base_size]


def _neighbours(
    history: NDArray[np.int64], offsets: NDArray[np.int64], others: NDArray[np.int32], counts: NDArray[Any]
) -> None:
    """Sums the neighbours of some rows and takes the strongest."""
    parts = [slice(int(offsets[row]), int(offsets[row + 1])) for row in history]
    if not parts:
        return
    keys = np.concatenate([others[part] for part in parts])
    distinct, places = np.unique(keys, return_inverse=True)
    sums = np.bincount(places, np.concatenate([counts[part] for part in parts]))
    if len(distinct) > PROPOSED:
        np.argpartition(sums, len(sums) - PROPOSED)


def measured(folder: Path, requests: int, flat: bool, http: bool) -> dict[str, Any]:
    with opened(folder, flat) as project:
        view = project.live.current()
        live = project.parts.learned.rankers.of(view)
        if live is None:
            raise SystemExit(
                f"{folder}: the release has no learned ranker, so there is no floor to compare with."
            )
        people = people_of(project, requests)
        floor, spent = Floor(view, live), Spent()
        histories = [_history(project, view, person) for person in people]
        with _watching(floor):
            for person in people:
                _ask(project, person)
        with _client(folder, flat) if http else nullcontext() as client:
            for person in people if client else ():
                post(client, person)
            for number, (person, history) in enumerate(zip(people, histories, strict=True)):
                spent.note("floor", partial(floor.answer, history, number))
                spent.note("engine", partial(_ask, project, person))
                if client:
                    spent.note("http", partial(post, client, person))
        return _document(folder, view, spent, len(people))


@contextmanager
def _client(folder: Path, flat: bool) -> Iterator[HTTPConnection]:
    with served(folder, flat) as server, client_of(server.port) as client:
        yield client


def _document(folder: Path, view: CatalogView, spent: Spent, count: int) -> dict[str, Any]:
    ways = spent.document()
    found = {
        "project": folder.name,
        "items": view.size,
        "requests": count,
        "ms": ways,
        "engine_by_floor": round(ways["engine"]["p50"] / ways["floor"]["p50"], 2),
        "engine_by_floor_cpu": round(ways["engine"]["cpu_p50"] / ways["floor"]["cpu_p50"], 2),
    }
    if "http" in spent.ways:
        found["http_adds_ms"] = round(ways["http"]["p50"] - ways["engine"]["p50"], 2)
    return found


def _ask(project: Project, person: UserId) -> dict[str, Any]:
    return project.recommender.recommend(plain_request("home", user_id=person))


def _history(project: Project, view: CatalogView, person: UserId) -> NDArray[np.int64]:
    """The rows that sources read of a person's history, oldest first, as the surface reads them."""
    latest = turned_lately(project.events.of_user(person, limit=EVENTS_READ, types=ACTS))
    rows = [view.stored_row(entry.item_id) for entry, _ in latest if entry.item_id is not None]
    return np.array([row for row in rows if row is not None][:REACH][::-1], dtype=np.int64)


@contextmanager
def _watching(floor: Floor) -> Iterator[None]:
    """The floor learns of every matrix that is predicted over inside the block."""
    from landas.ranking.learned import ranker

    built = ranker.feature_matrix

    def telling(*given: Any) -> NDArray[np.float32]:
        matrix = built(*given)
        floor.watch(matrix)
        return matrix

    ranker.feature_matrix = telling
    try:
        yield
    finally:
        ranker.feature_matrix = built


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("projects", type=Path, nargs="+")
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument(
        "--flat-vectors", action="store_true", help="the project was built with flat_build.py"
    )
    parser.add_argument("--no-http", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = [measured(p, given.requests, given.flat_vectors, not given.no_http) for p in given.projects]
    if given.json:
        print(json.dumps(found))
        return
    for row in found:
        print(
            f"{row['project']}: {row['items']:,} items, {row['requests']} requests, engine ÷ floor on the clock "
            f"{row['engine_by_floor']}, by processor time {row['engine_by_floor_cpu']}; "
            f"HTTP adds {row.get('http_adds_ms', '-')} ms"
        )
        for way, spent in row["ms"].items():
            print(f"  {way:<8}" + "".join(f" {name} {value:>8} ms" for name, value in spent.items()))


if __name__ == "__main__":
    main()
