"""Releases on disk: written aside, made durable, renamed, then switched in by replacing one small file.

A process killed at any moment leaves the former release in place; the next build clears what it left.
"""

import fcntl
import os
import shutil
from pathlib import Path

from landas.errors import Conflict, SetupError
from landas.ids import ReleaseId, fresh_id

CURRENT = "CURRENT"
FORMER_KEPT = 3
"""Releases kept beside the current one, so that recent receipts can be rerun."""

_BUILDING = ".building-"
_LOCK = ".lock"


class ReleaseStore:
    """The releases of one project, one folder each. One build at a time; any number of readers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock: int | None = None

    def begin(self) -> tuple[ReleaseId, Path]:
        """A fresh id and an empty folder to write the release into, after clearing what a killed build left.

        Raises Conflict while another process builds.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self._take_lock()
        for left in self.folder.glob(f"{_BUILDING}*"):
            shutil.rmtree(left)
        release_id = ReleaseId(fresh_id("rel"))
        building = self.folder / f"{_BUILDING}{release_id}"
        building.mkdir()
        return release_id, building

    def publish(self, release_id: ReleaseId) -> Path:
        """Makes a written release durable and current, and drops those beyond the kept ones; gives its folder."""
        building, final = self.folder / f"{_BUILDING}{release_id}", self.folder / release_id
        for path in sorted(building.rglob("*")):
            _sync(path)
        _sync(building)
        building.rename(final)
        _sync(self.folder)
        self._switch(release_id)
        self._drop_old()
        self.release_lock()
        return final

    def abandon(self, release_id: ReleaseId) -> None:
        """Removes a release that was begun and can't be finished."""
        shutil.rmtree(self.folder / f"{_BUILDING}{release_id}", ignore_errors=True)
        self.release_lock()

    def current(self) -> ReleaseId | None:
        """The release to serve; None before the first build."""
        try:
            return ReleaseId((self.folder / CURRENT).read_text(encoding="utf-8").strip())
        except FileNotFoundError:
            return None

    def open(self, release_id: ReleaseId) -> Path:
        """The folder of a release. Raises SetupError when it is not kept any more."""
        path = self.folder / release_id
        if path.parent != self.folder or not path.is_dir():
            kept = ", ".join(self.list()) or "none"
            raise SetupError(f"release {release_id!r} is not kept.", f"Kept: {kept}. Build one: landas build")
        return path

    def list(self) -> list[ReleaseId]:
        """Every finished release, oldest first."""
        if not self.folder.is_dir():
            return []
        names = (path.name for path in self.folder.iterdir() if path.is_dir())
        return sorted(ReleaseId(name) for name in names if not name.startswith("."))

    def release_lock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _take_lock(self) -> None:
        # The lock belongs to the process and falls with it, so a killed build never blocks the next one.
        lock = os.open(self.folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o644)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            raise Conflict("another build of this project is running.", "Wait until it has ended.") from None
        self._lock = lock

    def _switch(self, release_id: ReleaseId) -> None:
        fresh = self.folder / f"{CURRENT}.new"
        fresh.write_text(f"{release_id}\n", encoding="utf-8")
        _sync(fresh)
        os.replace(fresh, self.folder / CURRENT)
        _sync(self.folder)

    def _drop_old(self) -> None:
        former = [release for release in self.list() if release != self.current()]
        for release in former[:-FORMER_KEPT]:
            shutil.rmtree(self.folder / release, ignore_errors=True)


def _sync(path: Path) -> None:
    """Waits until a file's or folder's content has reached the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
