"""Writes call records to the log without letting a slow or broken log delay a turn."""

import logging
import queue
import threading

from landas.clock import Deadline
from landas.llm.calls import CallLog, CallRecord
from landas.observe.measures import LOST_RECORDS
from landas.observe.observer import SILENT, Observer

PATIENCE = 0.05
"""Seconds that a turn with time left waits for its record to be stored; a slower log goes on by itself."""
LONGEST_QUEUE = 1000

_log = logging.getLogger(__name__)


class RecordWriter:
    """One thread that appends records in order, started with the first. `failures` counts records that were lost."""

    def __init__(self, log: CallLog, observer: Observer = SILENT) -> None:
        self._log = log
        self._observer = observer
        self._waiting: queue.Queue[tuple[CallRecord, threading.Event] | None] = queue.Queue(LONGEST_QUEUE)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.failures = 0

    def append(self, record: CallRecord, deadline: Deadline) -> None:
        """Stores the record; returns once it is stored, or while it waits: after PATIENCE or the deadline."""
        stored = threading.Event()
        try:
            self._waiting.put_nowait((record, stored))
        except queue.Full:
            self._lost(record, "the log is too slow")
            return
        self._start()
        # Past the deadline not even a moment: on a busy machine each wait may cost a turn of every other thread.
        if (left := deadline.remaining_ms() / 1000) > 0:
            stored.wait(min(PATIENCE, left))

    def close(self, seconds: float = 2.0) -> None:
        """Waits a while for the records that are still to be stored."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is None:
            return
        try:
            self._waiting.put(None, timeout=seconds)
        except queue.Full:
            _log.error("%d call records were not stored: the log is too slow", self._waiting.qsize())
            return
        thread.join(seconds)

    def _start(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._write, name="landas-call-log", daemon=True)
                self._thread.start()

    def _write(self) -> None:
        while (waiting := self._waiting.get()) is not None:
            record, stored = waiting
            try:
                self._log.append(record)
            except Exception as error:  # noqa: BLE001 - the turn is answered without its record; the loss is told
                self._lost(record, f"{type(error).__name__}: {error}")
            finally:
                stored.set()

    def _lost(self, record: CallRecord, problem: str) -> None:
        self.failures += 1
        self._observer.note(LOST_RECORDS, 1)
        _log.error("the record of call %s was not stored: %s", record.call_id, problem)
