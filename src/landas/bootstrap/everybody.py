"""Slates for everybody who did anything, written into one file: the same steps as for one request, batch by batch.

The people are cut into ranges of their ids, so that neither they nor their slates ever stand in memory together. The
ranges, the release and the moment are kept beside the file until it is whole: a run that was killed goes on.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from landas.bootstrap.project import Project, open_project
from landas.clock import iso, parse_iso
from landas.errors import BadRequest, Conflict
from landas.events.events import EventStore
from landas.ids import UserId
from landas.recommend.draft import Request, surface_named
from landas.recommend.service import check_plain, slate_items

PEOPLE_A_BATCH = 1_000
FORMATS = (".jsonl", ".parquet")
SLATES = "slates.jsonl"


@dataclass(frozen=True)
class Job:
    """What every batch of one run shares. `moment` is the time that all slates are of."""

    surface: str
    k: int
    release_id: str
    moment: str
    batches: tuple[tuple[str, str], ...]
    """For each the person before its first one, and its last one."""

    @property
    def asked(self) -> tuple[str, int, str]:
        return self.surface, self.k, self.release_id


def write_slates(project: Project, file: Path, surface: str = "home", k: int = 10) -> dict[str, Any]:
    """Writes a line a person (`.jsonl`) or a row a place (`.parquet`); gives `{file, people, items, engine, resumed}`.

    The file appears when it is whole. Raises BadRequest for another ending or a surface that needs an item, SetupError
    before the first build, Conflict where another release is switched in meanwhile.
    """
    if file.suffix not in FORMATS:
        raise BadRequest(f"{file.name!r} ends in no format.", f"End it in one of: {', '.join(FORMATS)}.")
    check_plain(Request(surface_named(surface), project.clock(), k=k))
    parts = file.with_name(f"{file.name}.parts")
    job, resumed = _job(project, parts, surface, k)
    done = project.engine.run(
        partial(score_batch, project.folder.resolve(), job), job.batches, parts.resolve() / "done"
    )
    people, items = _joined(done, file)
    shutil.rmtree(parts)
    return {
        "file": str(file),
        "people": people,
        "items": items,
        "release_id": job.release_id,
        "moment": job.moment,
        "engine": project.engine.name,
        "resumed": resumed,
    }


def score_batch(folder: Path, job: Job, batch: tuple[str, str], into: Path) -> None:
    """The slates of the people of a range. Runs wherever the project can be opened."""
    moment, (before, last) = parse_iso(job.moment), batch
    with open_project(folder) as project, (into / SLATES).open("wb") as file:
        for person in project.events.people(after=UserId(before), up_to=UserId(last)):
            file.write(orjson.dumps(_slate(project, job, person, moment)) + b"\n")


def _slate(project: Project, job: Job, person: UserId, moment: datetime) -> dict[str, Any]:
    request = Request(surface_named(job.surface), moment, k=job.k, user_id=person)
    draft = project.recommender.answer(request)
    if draft.view.release_id != job.release_id:
        raise Conflict(
            f"release {draft.view.release_id} was switched in while slates of {job.release_id} were written.",
            "Run it again: it begins anew with the release of now.",
        )
    return {"user_id": person, "items": slate_items(draft), "receipt_id": draft.receipt_id}


def _job(project: Project, parts: Path, surface: str, k: int) -> tuple[Job, bool]:
    """The run that was begun in `parts`, if it was the same; else a new one. Says which."""
    release_id = project.live.current().release_id
    begun = parts / "job.json"
    if begun.is_file():
        document = orjson.loads(begun.read_bytes())
        former = Job(**{**document, "batches": tuple(map(tuple, document["batches"]))})
        if former.asked == (surface, k, release_id):
            return former, True
    shutil.rmtree(parts, ignore_errors=True)
    parts.mkdir(parents=True)
    job = Job(surface, k, release_id, iso(project.clock()), tuple(_ranges(project.events)))
    unfinished = begun.with_suffix(".new")
    unfinished.write_bytes(orjson.dumps(asdict(job)))
    os.replace(unfinished, begun)
    return job, False


def _ranges(events: EventStore) -> Iterator[tuple[str, str]]:
    before = UserId("")
    while page := events.people(after=before, limit=PEOPLE_A_BATCH):
        yield before, page[-1]
        before = page[-1]


def _joined(done: list[Path], file: Path) -> tuple[int, int]:
    """One file out of the batches', put in place when it is whole; gives how many people and items."""
    unfinished = file.with_name(f"{file.name}.new")
    write = _write_parquet if file.suffix == ".parquet" else _write_lines
    counts = write(done, unfinished)
    with unfinished.open("rb") as whole:
        os.fsync(whole.fileno())
    os.replace(unfinished, file)
    return counts


def _write_lines(done: list[Path], file: Path) -> tuple[int, int]:
    people = items = 0
    with file.open("wb") as whole:
        for path in done:
            with (path / SLATES).open("rb") as part:
                for line in part:
                    people, items = people + 1, items + len(orjson.loads(line)["items"])
                    whole.write(line)
    return people, items


def _write_parquet(done: list[Path], file: Path) -> tuple[int, int]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema(
        {
            "user_id": pa.string(),
            "rank": pa.int32(),
            "item_id": pa.string(),
            "score": pa.float64(),
            "receipt_id": pa.string(),
        }
    )
    people = items = 0
    with pq.ParquetWriter(file, schema) as whole:
        for path in done:
            slates = [orjson.loads(line) for line in (path / SLATES).read_bytes().splitlines()]
            rows = [
                {"user_id": slate["user_id"], "receipt_id": slate["receipt_id"], **item}
                for slate in slates
                for item in slate["items"]
            ]
            whole.write_table(pa.Table.from_pylist(rows, schema))
            people, items = people + len(slates), items + len(rows)
    return people, items
