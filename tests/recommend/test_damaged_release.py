"""A release of which a file was cut off, changed or lost: it isn't taken over, and a damaged ranker takes nothing else
with it."""

import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from landas.bootstrap import Project, open_project
from landas.errors import SetupError
from landas.ids import ReceiptId, ReleaseId, UserId
from landas.recommend.build import build_release
from landas.recommend.service import plain_request
from landas.releases.manifest import read_manifest
from tests.recommend.test_live_ranker import made, walk_events

TREES = "ranker.trees.ubj"
Damage = Callable[[Path], object]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose `home` a learned ranker orders."""
    folder = tmp_path_factory.mktemp("damaged") / "walks"
    with made(folder, walk_events(500)) as project:
        assert build_release(project.build_parts)["ranker"]["live"]
    return folder


@pytest.fixture
def project(whole: Path, tmp_path: Path) -> Iterator[Project]:
    shutil.copytree(whole, tmp_path / "walks")
    with open_project(tmp_path / "walks") as opened:
        opened.live._poll_seconds = 0.0
        yield opened


def ranked_by(project: Project) -> dict[str, object]:
    asked = plain_request("home", user_id=UserId("p0-1"))
    found: dict[str, object] = project.receipt(ReceiptId(project.recommender.recommend(asked)["receipt_id"]))[
        "ranker"
    ]
    return found


def current(project: Project) -> Path:
    release_id = project.releases.current()
    assert release_id is not None
    return project.releases.open(release_id)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def turned_over(path: Path) -> None:
    written = bytearray(path.read_bytes())
    written[len(written) // 2] ^= 255
    path.write_bytes(written)


@pytest.mark.parametrize("name", [TREES, "ranker.json", "feature.lately.activity.keys.npy"])
@pytest.mark.parametrize("damage", [cut, empty, turned_over, Path.unlink])
def test_a_process_that_begins_with_a_damaged_ranker_answers_by_the_formula(
    project: Project, name: str, damage: Damage, caplog: pytest.LogCaptureFixture
) -> None:
    damage(current(project) / name)
    told = ranked_by(project)
    assert told["kind"] == "formula"
    assert "the learned ranker can't be read" in str(told["reason"])
    assert name in str(told["reason"])
    assert [r.message for r in caplog.records if name in r.message and "landas build" in r.message]


def test_trees_that_were_cut_off_never_reach_xgboost_though_a_release_of_before_has_no_seals(
    project: Project,
) -> None:
    folder = current(project)
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"files"', '"counts"'))
    assert read_manifest(folder).files == {}
    cut(folder / TREES)
    assert TREES in str(ranked_by(project)["reason"])


@pytest.mark.parametrize(
    "name", [TREES, "vectors.npy", "lexicon.json", "manifest.json", "ranker.columns.json"]
)
@pytest.mark.parametrize("damage", [cut, Path.unlink])
def test_a_damaged_new_release_is_not_taken_over_and_the_log_names_the_file(
    project: Project, name: str, damage: Damage, caplog: pytest.LogCaptureFixture
) -> None:
    before = project.live.current().release_id
    assert ranked_by(project)["kind"] == "learned"
    _publish_copy(project, ReleaseId("rel_9"), lambda folder: damage(folder / name))
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            assert ranked_by(project)["kind"] == "learned"
            assert project.live.current().release_id == before
    (said,) = [r.message for r in caplog.records if "goes on answering" in r.message]
    assert name in said
    assert "landas build" in said


def test_a_release_that_was_mended_is_taken_over(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("landas.retrieval.live._AGAIN", 0.0)
    before = current(project)
    project.live.current()
    _publish_copy(project, ReleaseId("rel_9"), lambda folder: empty(folder / TREES))
    assert project.live.current().release_id == before.name
    shutil.copy(before / TREES, current(project) / TREES)
    assert project.live.current().release_id == "rel_9"
    assert ranked_by(project)["kind"] == "learned"


def test_a_process_that_begins_with_a_release_damaged_elsewhere_says_what_to_do_and_a_build_mends_it(
    project: Project,
) -> None:
    cut(current(project) / "vectors.npy")
    with pytest.raises(SetupError, match=r"vectors\.npy has \d+ bytes of \d+\..*landas build"):
        project.live.current()
    empty(current(project) / TREES)
    build_release(project.build_parts)
    assert ranked_by(project)["kind"] == "learned"


def _publish_copy(project: Project, release_id: ReleaseId, damage: Damage) -> None:
    """The same release under another id, damaged after its files were sealed, switched in."""
    former = current(project)
    there = former.parent / release_id
    shutil.copytree(former, there)
    manifest = there / "manifest.json"
    manifest.write_text(manifest.read_text().replace(former.name, release_id))
    damage(there)
    project.releases._switch(release_id)
