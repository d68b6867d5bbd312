"""Work beside the requests: on a thread of its own, waited for no longer than a request can."""

import logging
from collections.abc import Callable
from threading import Event, Lock, Thread

_log = logging.getLogger(__name__)


class Aside:
    """Work on a thread of its own; what it raises is raised where somebody still waits for it, else logged after
    `failed`. With `only_logged` it never reaches who waits. `held` is a lock that is given back when the work is done,
    or can't even begin."""

    def __init__(
        self, work: Callable[[], object], failed: str, held: Lock, *, only_logged: bool = False
    ) -> None:
        self._work = work
        self._held = held
        self._failed = failed
        self._done = Event()
        self._logs = only_logged
        self._error: Exception | None = None
        try:
            Thread(target=self._run, name="aside", daemon=True).start()
        except RuntimeError:  # the machine has no thread left
            held.release()
            raise

    def result_within(self, seconds: float) -> None:
        if not self._done.wait(seconds):
            self._logs = True
        elif self._error is not None and not self._logs:
            raise self._error

    def _run(self) -> None:
        try:
            self._work()
        except Exception as error:  # noqa: BLE001  (handed to the waiting request, or logged below)
            self._error = error
            if self._logs:
                _log.error("%s: %s", self._failed, error, exc_info=error)
        finally:
            self._held.release()
            self._done.set()
