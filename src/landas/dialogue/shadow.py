"""A second bundle in shadow: it words a share of the answers after they were given, and nobody is shown what it says.

What it would have said is verified like any reply and stored, so that both bundles can be compared on the same
requests. One thread does it, one answer after another; whatever happens there, the answer was given before.
"""

import logging
import queue
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from landas.clock import Deadline
from landas.dialogue.draft import ChatDraft
from landas.dialogue.steps.safeguard import Safeguard
from landas.dialogue.steps.speak import Speak
from landas.ids import ReceiptId, content_hash
from landas.llm.gateway import Gateway
from landas.observe.measures import SHADOWED
from landas.recommend.draft import Spoken
from landas.recommend.parts import Parts
from landas.recommend.receipt import spoken_document
from landas.settings import ProjectSettings

LONGEST_QUEUE = 100
"""Answers that wait for their turn; what comes while so many wait is left out and counted."""
PAUSE = 0.05
"""Seconds in which the answer itself can leave before this thread takes the processor."""
_DIGITS = 8

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ShadowAnswer:
    """What a bundle in shadow made of one answer. `bundle` is that of the whole answer, `task_bundle` of its task."""

    receipt_id: ReceiptId
    bundle: str
    task_bundle: str
    document: Mapping[str, Any]
    created_at: datetime


class ShadowStore(Protocol):
    """Answers in shadow, by receipt and bundle. They go when the person of the receipt is erased."""

    def put(self, answer: ShadowAnswer) -> None:
        """Keeps an answer; nothing where the receipt is gone or erased, or has one of that bundle."""
        ...

    def has(self, receipt_id: ReceiptId, bundle: str) -> bool: ...

    def of_bundle(self, bundle: str, *, limit: int) -> list[tuple[dict[str, Any], ShadowAnswer]]:
        """The latest answers of a bundle, an answer's or a task's, each with its receipt, newest first."""
        ...

    def bundles(self) -> list[tuple[str, int, datetime, datetime]]:
        """Every bundle that ran in shadow: hash, answers, first and last of them; the latest used first."""
        ...


class Shadow:
    """One project's. `offer` is called by the threads of turns and returns at once."""

    def __init__(
        self,
        parts: Parts,
        gateway: Gateway,
        settings: ProjectSettings,
        bundle: str,
        share: float,
        store: ShadowStore,
    ) -> None:
        """`gateway` and `settings` are those of the second bundle, whose hash is `bundle`."""
        self.bundle = bundle
        self._gateway = gateway
        self._settings = settings
        self._steps = Speak(gateway, settings), Safeguard(parts, settings)
        self._share = share
        self._store = store
        self._observer = parts.observer
        self._clock = parts.clock
        self._waiting: queue.Queue[ChatDraft | None] = queue.Queue(LONGEST_QUEUE)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closing = False

    def offer(self, draft: ChatDraft) -> None:
        """An answer that was given and stored. Whether it is worded again depends on its receipt's id alone, and on the
        person: without their consent to both purposes it never is."""
        consents = {"models", "improve"} <= draft.request.purposes
        if not (consents and draft.shown and is_chosen(draft.receipt_id, self._share)):
            return
        try:
            # Without its masks, each as long as the catalogue.
            self._waiting.put_nowait(replace(draft, allowed=None, masks=()))
        except queue.Full:
            self._observer.note(SHADOWED, 1, "left_out")
            return
        self._start()

    def answer(self, draft: ChatDraft) -> ShadowAnswer:
        """Words the answer by the second bundle and stores what came of it."""
        started = time.monotonic()
        deadline = Deadline.after_ms(self._settings.project.turn_deadline_ms)
        own = replace(draft, spoken=None, reworded=(), deadline=deadline, timings_ms={})
        for step in self._steps:
            step(own)
        if own.spoken is None:
            raise RuntimeError("the step speak says something of every draft")
        made = self._made(draft, own.spoken, (time.monotonic() - started) * 1000)
        self._store.put(made)
        self._observer.note(SHADOWED, 1, "passed" if made.document["passed"] else "fell_back")
        return made

    def warm(self) -> None:
        """As `Gateway.warm`."""
        self._gateway.warm()

    def close(self, seconds: float = 2.0) -> None:
        """Ends after the answer that is being worded, which may take so long; those that wait are left out."""
        self._closing = True
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            try:
                self._waiting.put_nowait(None)
            except queue.Full:
                _log.info("answers in shadow are left out at the end")
            thread.join(seconds)
        self._gateway.close()

    def wait(self, seconds: float) -> bool:
        """Waits until everything that was offered is done; False where that takes longer."""
        ends = time.monotonic() + seconds
        while self._waiting.unfinished_tasks and time.monotonic() < ends:
            time.sleep(0.01)
        return bool(self._waiting.unfinished_tasks == 0)

    def _made(self, draft: ChatDraft, spoken: Spoken, milliseconds: float) -> ShadowAnswer:
        document = {
            "bundle": self.bundle,
            "bundles": self._gateway.bundles_behind(spoken.calls),
            "spoken": spoken_document(spoken),
            "passed": spoken.mode != "template",
            "ms": round(milliseconds, 1),
        }
        task_bundle = spoken.calls[-1].bundle if spoken.calls else ""
        return ShadowAnswer(draft.receipt_id, self.bundle, task_bundle, document, self._clock())

    def _start(self) -> None:
        with self._lock:
            if self._thread is None and not self._closing:
                self._thread = threading.Thread(target=self._run, name="landas-shadow", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while (draft := self._waiting.get()) is not None:
            try:
                time.sleep(PAUSE)
                if not self._closing:
                    self.answer(draft)
            except Exception as error:  # noqa: BLE001 - a defect here must not end the shadow, and is told
                self._tell(draft, error)
            finally:
                self._waiting.task_done()
        self._waiting.task_done()

    def _tell(self, draft: ChatDraft, error: Exception) -> None:
        self._observer.note(SHADOWED, 1, "failed")
        _log.error("the shadow failed", extra={"receipt_id": draft.receipt_id}, exc_info=error)


def is_chosen(receipt_id: ReceiptId, share: float) -> bool:
    """True for that share of receipts, the same ones for every bundle."""
    return int(content_hash(receipt_id)[:_DIGITS], 16) < share * float(16**_DIGITS)


def as_receipt(receipt: Mapping[str, Any], answer: ShadowAnswer) -> dict[str, Any]:
    """The receipt as it would be, had the bundle in shadow worded the answer."""
    told = answer.document
    return {**receipt, **{key: told[key] for key in ("bundle", "bundles", "spoken")}, "shadow": True}
