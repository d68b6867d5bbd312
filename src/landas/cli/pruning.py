"""Prunes served projects from time to time, in one thread of each worker: deleting twice deletes nothing."""

import logging
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from landas.errors import LandasError

if TYPE_CHECKING:
    from landas.bootstrap import Project

EVERY_SECONDS = 3600.0

_log = logging.getLogger(__name__)


class Pruning:
    """Begins with `start`, ends with `stop`. Projects whose `[privacy]` names no days are left alone."""

    def __init__(self, projects: "Sequence[Project]") -> None:
        self._projects = [project for project in projects if has_days(project)]
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="landas-prune", daemon=True)

    def start(self) -> None:
        if self._projects:
            self._thread.start()

    def stop(self) -> None:
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.is_set():
            for project in self._projects:
                try:
                    counts = project.prune()
                except LandasError as error:
                    _log.error("%s could not be pruned: %s", project.settings.project.name, error)
                else:
                    _log.info("%s was pruned: %s", project.settings.project.name, counts)
            self._stopped.wait(EVERY_SECONDS)


def has_days(project: "Project") -> bool:
    privacy = project.settings.privacy
    days = (privacy.receipts_days, privacy.conversations_days, privacy.events_days, privacy.calls_days)
    return any(kind is not None for kind in days) or privacy.store_raw_text
