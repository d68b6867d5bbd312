"""What is told of an answer: its span, its numbers and one line of the log. Never a text, never a person."""

import logging
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from landas.errors import CallerError
from landas.observe.measures import ANSWER_SECONDS, CLAIMS, FALLBACKS, STEP_DURATION, TURNS
from landas.observe.observer import Observer
from landas.recommend.draft import Draft

log = logging.getLogger("landas.answers")


@contextmanager
def observed(observer: Observer, draft: Draft, bundle: str) -> Iterator[None]:
    """Everything that is done for one answer, its receipt included."""
    started = time.perf_counter()
    surface = draft.request.surface
    begun = {"landas.surface": surface, "landas.receipt_id": draft.receipt_id, "landas.bundle": bundle}
    with observer.span(f"answer {surface}", begun) as span:
        try:
            yield
        except Exception as error:
            if not isinstance(error, CallerError):
                _tell(logging.ERROR, "answer failed", observer, draft, error=error)
            raise
        seconds = time.perf_counter() - started
        if observer.traces:
            span.set(_found(draft))
        if log.isEnabledFor(logging.INFO):
            _tell(logging.INFO, "answer", observer, draft, bundle=bundle, ms=round(seconds * 1000, 1))
    if observer.records:
        _note(observer, draft, seconds)


def _tell(
    level: int,
    event: str,
    observer: Observer,
    draft: Draft,
    error: Exception | None = None,
    **more: str | float,
) -> None:
    """One line of the log, inside the answer's span so that it has the trace's id."""
    known = {"project": observer.project, "surface": draft.request.surface, "receipt_id": draft.receipt_id}
    found = {name.removeprefix("landas."): value for name, value in _found(draft).items()}
    log.log(
        level, event, exc_info=error, extra={**known, **more, **found, "steps_ms": dict(draft.timings_ms)}
    )


def _found(draft: Draft) -> dict[str, str | int | float | bool]:
    """What came of the request, in numbers and words of ours."""
    found: dict[str, str | int | float | bool | None] = {
        "landas.release": draft.view.release_id,
        "landas.overlay": draft.view.overlay,
        "landas.items": len(draft.slate),
        "landas.candidates": len(draft.candidates),
        "landas.removals": len(draft.removals),
        "landas.redacted": sum(draft.redacted.counts().values()),
        "landas.signals": len(draft.signals),
    }
    if spoken := draft.spoken:
        found |= {
            "landas.turn": draft.request.turn,
            "landas.language": spoken.language,
            "landas.wording": spoken.mode,
            "landas.fallback": spoken.fallback,
            "landas.claims": len(spoken.claims),
            "landas.model_calls": len(spoken.calls),
            "landas.input_tokens": sum(call.input_tokens for call in spoken.calls),
            "landas.output_tokens": sum(call.output_tokens for call in spoken.calls),
        }
    return {name: value for name, value in found.items() if value is not None}


def _note(observer: Observer, draft: Draft, seconds: float) -> None:
    surface = draft.request.surface
    observer.note(ANSWER_SECONDS, seconds, surface)
    for step, milliseconds in draft.timings_ms.items():
        observer.note(STEP_DURATION, milliseconds / 1000, surface, step)
    if (spoken := draft.spoken) is None:
        return
    observer.note(TURNS, 1, spoken.mode, spoken.fallback or "none")
    for verdict, count in Counter(claim.verdict for claim in spoken.claims).items():
        observer.note(CLAIMS, count, "reply", verdict)
    if spoken.fallback in ("unfaithful", "unsafe"):
        # The gateway has counted every other reason.
        observer.note(FALLBACKS, 1, spoken.calls[-1].task if spoken.calls else "none", spoken.fallback)
