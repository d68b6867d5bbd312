"""A change of the embedder that is killed at any moment: the former release answers on, the next run finishes the
job, and what comes out is what a run without a kill gives."""

import random
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from landas.bootstrap import open_project
from landas.catalog.items import Item
from landas.ids import ItemId
from landas.releases.manifest import read_manifest
from landas.releases.store import ReleaseStore
from tests.recommend import long_embedding
from tests.recommend.long_embedding import ASKED, BATCH, VersionedEmbedder, built
from tests.recommend.test_live_ranker import PROJECT

SIZE, KILLS, LONGEST = 400, 5, 0.15
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ITEMS = [
    Item(ItemId(f"i{n:03d}"), f"{'abcdefghijklmnopqrst'[n % 20] * (n // 20 + 1)} thing", "", {})
    for n in range(SIZE)
]


def test_a_killed_change_of_the_embedder_goes_on_and_gives_the_release_of_a_run_that_was_not_killed(
    tmp_path: Path,
) -> None:
    killed, whole = (shop(tmp_path / name) for name in ("killed", "whole"))
    chance = random.Random(11)
    for _ in range(KILLS):
        kill_while_embedding(killed, chance.uniform(0, LONGEST))
        # One that was quick enough to finish may have been switched in.
        assert embedder_and_vectors(killed)[0] == "letters 1" or finished(killed)
    for folder in (killed, whole):
        with open_project(folder) as project:
            built(project, VersionedEmbedder("2", folder / ASKED))
    assert {"letters 2"} == {embedder_and_vectors(folder)[0] for folder in (killed, whole)}
    assert files_of(killed) == files_of(whole)
    asked = (killed / ASKED).read_text().splitlines()
    assert len(set(asked)) == SIZE  # every text, though each kill came between others
    assert SIZE <= len(asked) <= SIZE + KILLS * BATCH  # only what was under way is embedded again


def test_while_it_is_unfinished_nothing_of_the_new_vectors_is_served(tmp_path: Path) -> None:
    folder = shop(tmp_path / "shop")
    before = files_of(folder)
    kill_while_embedding(folder, 0.0)
    assert files_of(folder) == before
    embedder, vectors = embedder_and_vectors(folder)
    texts = [f"{item.title}" for item in ITEMS]
    assert embedder == "letters 1"
    assert np.allclose(vectors, VersionedEmbedder("1").embed(texts), atol=1e-3)


def shop(folder: Path) -> Path:
    """A project with a release of the embedder's first version."""
    folder.mkdir()
    (folder / "landas.toml").write_text(PROJECT)
    with open_project(folder) as project:
        project.items.upsert(ITEMS, observed_at=NOON)
        built(project, VersionedEmbedder("1"))
    return folder


def kill_while_embedding(folder: Path, seconds: float) -> None:
    """Starts the change to version 2 and kills it so long after its first batch; one that had no batch left ends."""
    command = [sys.executable, "-m", long_embedding.__name__, str(folder), "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(seconds)
        process.kill()


def release_of(folder: Path) -> Path:
    store = ReleaseStore(folder / ".landas" / "releases")
    current = store.current()
    assert current is not None
    return store.open(current)


def embedder_and_vectors(folder: Path) -> tuple[str | None, np.ndarray]:
    release = release_of(folder)
    return read_manifest(release).embedder, np.load(release / "vectors.npy")


def finished(folder: Path) -> bool:
    return len(set((folder / ASKED).read_text().splitlines())) == SIZE


def files_of(folder: Path) -> dict[str, bytes]:
    """What the current release holds, but for its name and when it was made."""
    return {
        path.name: path.read_bytes() for path in release_of(folder).iterdir() if path.name != "manifest.json"
    }
