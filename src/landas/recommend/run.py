"""Runs a list of steps over a draft, timing each under its stable name."""

import time
from collections.abc import Sequence
from typing import Protocol, TypeVar

from landas.observe.observer import SILENT, Observer
from landas.recommend.draft import Draft

DraftT = TypeVar("DraftT", bound=Draft, contravariant=True)


class Step(Protocol[DraftT]):
    """One step. Its name appears in receipts, logs and metrics, so it doesn't change."""

    @property
    def name(self) -> str: ...

    def __call__(self, draft: DraftT) -> None: ...


def run_steps(steps: Sequence[Step[DraftT]], draft: DraftT, observer: Observer = SILENT) -> None:
    """Runs every step in order, each a span; `draft.timings_ms` gets the milliseconds of each."""
    for step in steps:
        started = time.perf_counter()
        with observer.span(f"step {step.name}" if observer.traces else ""):
            step(draft)
        spent = (time.perf_counter() - started) * 1000
        draft.timings_ms[step.name] = round(draft.timings_ms.get(step.name, 0.0) + spent, 3)
