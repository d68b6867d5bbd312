"""Work that may be abandoned: it runs on a thread of its own, and whoever waits for it stops at the deadline.

Nothing can end a Python thread from outside. So the work that runs at once is bounded, and while some of it stays
stuck beyond its deadline, new work is refused at once instead of piling up and starving the turns of the processor.
"""

import threading
import time
from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from typing import Any, Generic, TypeVar

from landas.clock import Deadline

T = TypeVar("T")

SLOTS = 32
"""Calls running at once, abandoned ones included."""
MOST_STUCK = 3
"""Abandoned calls that run on: with so many, no other is begun."""
GRACE = 0.1
"""Seconds that abandoned work has to notice its deadline before it counts as stuck."""


class Late(Exception):
    """The work had not ended by the deadline."""


class NoSlot(Exception):
    """Every slot is taken."""


class Stuck(Exception):
    """Too much work is stuck beyond its deadline."""


class _Work(Generic[T]):
    """One piece of work and what became of it."""

    def __init__(self, function: Callable[[], T]) -> None:
        self.function = function
        self.ended = threading.Event()
        self.woken = threading.Event()
        """Set when it ended, or when nobody waits any longer."""
        self.value: T | None = None
        self.error: BaseException | None = None

    def run(self, release: Callable[[], None]) -> None:
        try:
            self.value = self.function()
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits
            self.error = error
        finally:
            release()
            self.ended.set()
            self.woken.set()

    def result(self) -> T:
        if self.error is not None:
            raise self.error
        return self.value  # type: ignore[return-value]


class Abandoning:
    """Runs work until a deadline at the latest. Safe to use from several threads."""

    def __init__(self, slots: int = SLOTS, most_stuck: int = MOST_STUCK) -> None:
        self._free = threading.BoundedSemaphore(slots)
        self._most_stuck = most_stuck
        self._lock = threading.Lock()
        self._abandoned: list[tuple[float, _Work[Any]]] = []

    def run(self, function: Callable[[], T], deadline: Deadline) -> T:
        """What `function` returns or raises. Raises Late at the deadline or when stopped, NoSlot and Stuck at once."""
        if deadline.remaining_ms() <= 0:
            raise Late
        if self._stuck() >= self._most_stuck:
            raise Stuck
        if not self._free.acquire(blocking=False):
            raise NoSlot
        work = _Work(function)
        # In the caller's context, so that what is logged in there belongs to the same trace.
        run = partial(copy_context().run, work.run, self._free.release)
        thread = threading.Thread(target=run, name="landas-llm", daemon=True)
        try:
            thread.start()
        except RuntimeError as error:
            self._free.release()
            raise NoSlot from error
        with deadline.stopping(work.woken.set):
            work.woken.wait(max(0.0, deadline.remaining_ms() / 1000))
        if deadline.is_stopped:
            # It was told too, and may have its cost settled before it is looked at.
            work.ended.wait(GRACE)
        if not work.ended.is_set():
            with self._lock:
                self._abandoned.append((time.monotonic() + GRACE, work))
            raise Late
        return work.result()

    def _stuck(self) -> int:
        """How much abandoned work runs on after its grace."""
        now = time.monotonic()
        with self._lock:
            self._abandoned = [(since, work) for since, work in self._abandoned if not work.ended.is_set()]
            return sum(since <= now for since, _ in self._abandoned)
