"""A turn answered on a thread of its own: the listener goes on at the slate, and the turn is finished and stored though
nobody listens any more.
"""

import contextvars
import queue
import threading
from collections.abc import Callable
from typing import Any

MOST = 64
"""Turns that may be worded at the same time after their slates were given; any further one is waited for."""

Told = queue.Queue[Any]
"""First what was told at the slate, then what the turn came to, or the error that ended it."""

_free = threading.BoundedSemaphore(MOST)


def begun(ask: Callable[[Callable[[Any], None]], Any]) -> tuple[Any, Told]:
    """What `ask` told first, or gave if it told nothing, and where the rest comes. Raises what fails before."""
    told: Told = queue.Queue()

    def answer() -> None:
        try:
            told.put(ask(told.put))
        except BaseException as error:  # noqa: BLE001 - handed over to whoever listens, who raises or reports it
            told.put(error)
        finally:
            _free.release()

    _free.acquire()
    threading.Thread(target=contextvars.copy_context().run, args=(answer,), daemon=True).start()
    first = told.get()
    if isinstance(first, BaseException):
        raise first
    return first, told
