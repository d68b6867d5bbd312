"""Everybody's slates in one file: those of single requests, whole or not at all, and going on after a kill."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson
import pyarrow.parquet as pq
import pytest

from landas.bootstrap import Project, everybody, open_project
from landas.bootstrap.everybody import write_slates
from landas.clock import parse_iso
from landas.engine.engine import LocalEngine, Work
from landas.errors import BadRequest, Conflict
from landas.ids import UserId
from landas.recommend.build import build_release
from landas.recommend.building import BuildParts
from landas.recommend.draft import Request
from tests.recommend.test_live_ranker import made, walk_events

PEOPLE = 25


@pytest.fixture
def walks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setattr(everybody, "PEOPLE_A_BATCH", 10)
    project = made(tmp_path / "walks", walk_events(PEOPLE))
    build_release(project.build_parts)
    yield project
    project.close()


def lines_of(file: Path) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in file.read_bytes().splitlines()]


def test_everybodys_slate_is_that_of_a_single_request(walks: Project, tmp_path: Path) -> None:
    report = write_slates(walks, tmp_path / "slates.jsonl", k=4)
    slates = lines_of(tmp_path / "slates.jsonl")
    assert (report["people"], report["items"]) == (PEOPLE, 4 * PEOPLE)
    assert [slate["user_id"] for slate in slates] == sorted({f"p0-{n}" for n in range(PEOPLE)})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["slates.jsonl", "walks"]
    for slate in slates:
        alone = Request("home", parse_iso(report["moment"]), k=4, user_id=UserId(slate["user_id"]))
        assert walks.recommender.recommend(alone)["items"] == slate["items"]
        assert walks.receipt(slate["receipt_id"])["release"] == report["release_id"]


def test_parquet_holds_a_row_a_place(walks: Project, tmp_path: Path) -> None:
    write_slates(walks, tmp_path / "slates.parquet", k=2)
    rows = pq.read_table(tmp_path / "slates.parquet").to_pylist()
    assert len(rows) == 2 * PEOPLE
    assert [row["rank"] for row in rows[:4]] == [1, 2, 1, 2]


def test_a_run_that_was_stopped_goes_on_and_the_file_appears_when_it_is_whole(
    walks: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, done = tmp_path / "slates.jsonl", list[str]()
    slate_of = everybody._slate

    def stops(*asked: Any) -> dict[str, Any]:
        if len(done) == 15:
            raise KeyboardInterrupt
        done.append(asked[2])
        return slate_of(*asked)

    monkeypatch.setattr(everybody, "_slate", stops)
    with pytest.raises(KeyboardInterrupt):
        write_slates(walks, file, k=3)
    assert not file.exists()
    again: list[str] = []
    monkeypatch.setattr(everybody, "_slate", lambda *asked: again.append(asked[2]) or slate_of(*asked))
    report = write_slates(walks, file, k=3)
    assert report["resumed"]
    assert len(again) == PEOPLE - 10
    assert len(lines_of(file)) == PEOPLE


class BuildsFirst(LocalEngine):
    """Another release is switched in before the first batch."""

    def __init__(self, parts: BuildParts) -> None:
        self._parts = parts

    def run(self, work: Work, batches: Sequence[Any], folder: Path) -> list[Path]:
        build_release(self._parts)
        return super().run(work, batches, folder)


def test_slates_of_two_releases_are_not_mixed(walks: Project, tmp_path: Path) -> None:
    walks.__dict__["engine"] = BuildsFirst(walks.build_parts)
    with pytest.raises(Conflict, match=r"was switched in while .* Run it again"):
        write_slates(walks, tmp_path / "slates.jsonl")
    with open_project(walks.folder) as again:
        assert not write_slates(again, tmp_path / "slates.jsonl")["resumed"]


def test_a_file_of_no_known_format_is_refused(walks: Project, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match=r"ends in no format\. End it in one of: \.jsonl, \.parquet"):
        write_slates(walks, tmp_path / "slates.csv")


# Daft leaves the pipes of its processes to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_daft_writes_the_same_slates(walks: Project, tmp_path: Path) -> None:
    pytest.importorskip("daft", reason="the extra isn't installed: pip install 'landas[scale]'")
    from landas.engine.daft_engine import DaftEngine

    write_slates(walks, tmp_path / "here.jsonl", k=3)
    with open_project(walks.folder) as project:
        project.__dict__["engine"] = DaftEngine()
        assert write_slates(project, tmp_path / "daft.jsonl", k=3)["engine"] == "daft"
    here, daft = (lines_of(tmp_path / name) for name in ("here.jsonl", "daft.jsonl"))
    assert [(one["user_id"], one["items"]) for one in here] == [
        (one["user_id"], one["items"]) for one in daft
    ]
