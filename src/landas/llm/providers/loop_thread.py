"""An event loop on a daemon thread: asynchronous clients for callers on many threads, and nothing that keeps the
process alive when a server or a name lookup hangs."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from landas.clock import Deadline

T = TypeVar("T")


class _DaemonExecutor(ThreadPoolExecutor):
    """Runs name lookups on daemon threads: the standard executor's threads are waited for when Python ends."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future: Future[T] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(fn(*args, **kwargs))
            except BaseException as error:  # noqa: BLE001 - raised again where the result is awaited
                future.set_exception(error)

        threading.Thread(target=run, name="landas-llm-lookup", daemon=True).start()
        return future


class LoopThread:
    """One running event loop, started when made."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._loop.set_default_executor(_DaemonExecutor(max_workers=1))
        self._thread = threading.Thread(target=self._run, name="landas-llm-loop", daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T], seconds: float) -> T:
        """What the coroutine returns or raises; it is cancelled when `seconds` have passed (TimeoutError)."""
        return self.run_until(work, Deadline.after_ms(seconds * 1000))

    def run_until(self, work: Coroutine[Any, Any, T], deadline: Deadline) -> T:
        """As `run`, until a deadline; cancelled when that is stopped too (CancelledError)."""
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            with deadline.stopping(future.cancel):
                return future.result(max(0.0, deadline.remaining_ms() / 1000))
        except TimeoutError:
            future.cancel()
            raise

    def close(self) -> None:
        """Stops the loop; whatever still runs on it is cancelled."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(1.0)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
            running = asyncio.all_tasks(self._loop)
            for task in running:
                task.cancel()
            self._loop.run_until_complete(asyncio.gather(*running, return_exceptions=True))
        finally:
            self._loop.close()
