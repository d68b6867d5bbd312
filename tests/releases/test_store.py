"""Publishing a release: whole or not at all, whenever the process dies."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from landas.errors import Conflict, SetupError
from landas.ids import ReleaseId
from landas.releases.store import FORMER_KEPT, ReleaseStore

KILLED_BUILD = """
import os, signal, sys
from pathlib import Path
import landas.releases.store as store

moment = sys.argv[2]
releases = store.ReleaseStore(Path(sys.argv[1]))
release_id, folder = releases.begin()
(folder / "data").write_text("half")
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
if moment == "while writing":
    die()
if moment == "before the rename":
    Path.rename = die
if moment == "before the switch":
    os.replace = die
if moment == "while dropping old ones":
    store.ReleaseStore._drop_old = die
releases.publish(release_id)
"""


def build(store: ReleaseStore, content: str = "whole") -> ReleaseId:
    release_id, folder = store.begin()
    (folder / "data").write_text(content)
    store.publish(release_id)
    return release_id


def test_a_store_without_a_build_has_no_current_release(tmp_path: Path) -> None:
    store = ReleaseStore(tmp_path / "releases")
    assert store.current() is None
    assert store.list() == []


def test_a_published_release_is_current_and_readable(tmp_path: Path) -> None:
    store = ReleaseStore(tmp_path)
    release_id = build(store)
    assert store.current() == release_id
    assert (store.open(release_id) / "data").read_text() == "whole"


def test_only_the_current_and_the_latest_former_releases_are_kept(tmp_path: Path) -> None:
    store = ReleaseStore(tmp_path)
    built = [build(store) for _ in range(FORMER_KEPT + 3)]
    assert store.list() == sorted(built)[-FORMER_KEPT - 1 :]
    with pytest.raises(SetupError, match="is not kept"):
        store.open(built[0])


def test_a_release_is_never_named_by_a_path_outside_the_store(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    with pytest.raises(SetupError):
        ReleaseStore(tmp_path / "releases").open(ReleaseId("../elsewhere"))


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    first = ReleaseStore(tmp_path)
    first.begin()
    with pytest.raises(Conflict, match="another build of this project is running"):
        ReleaseStore(tmp_path).begin()
    first.release_lock()
    build(ReleaseStore(tmp_path))


def test_an_abandoned_build_leaves_nothing(tmp_path: Path) -> None:
    store = ReleaseStore(tmp_path)
    before = build(store)
    release_id, folder = store.begin()
    store.abandon(release_id)
    assert not folder.exists()
    assert store.current() == before


@pytest.mark.parametrize(
    ("moment", "switched"),
    [
        ("while writing", False),
        ("before the rename", False),
        ("before the switch", False),
        ("while dropping old ones", True),
    ],
)
def test_a_killed_build_leaves_a_whole_release_and_the_next_one_finishes(
    tmp_path: Path, moment: str, switched: bool
) -> None:
    store = ReleaseStore(tmp_path)
    before = build(store)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_BUILD, str(tmp_path), moment],
        env=os.environ,
        check=False,
        capture_output=True,
    )
    assert killed.returncode == -signal.SIGKILL
    current = store.current()
    assert current is not None
    assert (current != before) == switched
    assert (store.open(current) / "data").exists()
    after = build(store)
    assert store.current() == after
    assert not list(tmp_path.glob(".building-*"))
