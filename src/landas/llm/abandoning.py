"""Work that may be abandoned: it runs on a thread of its own, and whoever waits for it stops at the deadline.

Nothing can end a Python thread from outside, so abandoned work keeps its slot until it ends by itself; when every
slot is taken, new work is refused at once instead of piling up.
"""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from landas.clock import Deadline

T = TypeVar("T")

SLOTS = 32
"""Calls running at once, abandoned ones included."""


class Late(Exception):
    """The work had not ended by the deadline."""


class NoSlot(Exception):
    """Every slot is taken by work that runs or hangs."""


class _Work(Generic[T]):
    """One piece of work and what became of it."""

    def __init__(self, function: Callable[[], T]) -> None:
        self.function = function
        self.ended = threading.Event()
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

    def result(self) -> T:
        if self.error is not None:
            raise self.error
        return self.value  # type: ignore[return-value]


class Abandoning:
    """Runs work until a deadline at the latest. Safe to use from several threads."""

    def __init__(self, slots: int = SLOTS) -> None:
        self._free = threading.BoundedSemaphore(slots)

    def run(self, function: Callable[[], T], deadline: Deadline) -> T:
        """What `function` returns or raises. Raises Late at the deadline, NoSlot without waiting."""
        if deadline.remaining_ms() <= 0:
            raise Late
        if not self._free.acquire(blocking=False):
            raise NoSlot
        work = _Work(function)
        thread = threading.Thread(target=work.run, args=(self._free.release,), name="landas-llm", daemon=True)
        try:
            thread.start()
        except RuntimeError as error:
            self._free.release()
            raise NoSlot from error
        if not work.ended.wait(max(0.0, deadline.remaining_ms() / 1000)):
            raise Late
        return work.result()
