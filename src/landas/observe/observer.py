"""What a project's parts tell their work to: spans for a trace, numbers for whoever keeps them.

Without a tracer and without recorders, as everything starts, both cost next to nothing. Neither can fail or slow an
answer: what goes wrong while telling is logged once and the answer goes on.
"""

import logging
from collections.abc import Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, Protocol

from landas.observe.measures import Measure

Attributes = Mapping[str, str | int | float | bool]

_log = logging.getLogger(__name__)


class Span(Protocol):
    """One piece of work in a trace. Its attributes hold numbers, versions and words of ours, never content."""

    def set(self, attributes: Attributes) -> None: ...

    def failed(self, kind: str) -> None:
        """Marks the work as failed; `kind` is a class of error or a reason, no message."""
        ...


class Tracer(Protocol):
    """Where spans go."""

    def span(self, name: str, attributes: Attributes, *, client: bool) -> AbstractContextManager[Span]:
        """The work inside the `with`, below the span around it. `client`: it asks another service."""
        ...

    def close(self) -> None: ...


class Recorder(Protocol):
    """Where numbers go."""

    def record(self, measure: Measure, amount: float, labels: tuple[str, ...]) -> None:
        """Labels come in the order in which the measure declares them."""
        ...

    def close(self) -> None: ...


class _NoSpan:
    """The span of work that nobody traces."""

    def __enter__(self) -> Span:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def set(self, attributes: Attributes) -> None: ...

    def failed(self, kind: str) -> None: ...


_NO_SPAN = _NoSpan()
_NOTHING: dict[str, Any] = {}


class Observer:
    """One project's. Safe to use from several threads."""

    def __init__(self, project: str = "", tracer: Tracer | None = None, *recorders: Recorder) -> None:
        self.project = project
        self._tracer = tracer
        self._own = recorders
        self._recorders = recorders
        self._broken = False

    @property
    def records(self) -> bool:
        """False while nobody keeps numbers: then none need be worked out."""
        return bool(self._recorders)

    @property
    def traces(self) -> bool:
        return self._tracer is not None

    def span(
        self, name: str, attributes: Attributes = _NOTHING, *, client: bool = False
    ) -> AbstractContextManager[Span]:
        if self._tracer is None:
            return _NO_SPAN
        return self._tracer.span(name, attributes, client=client)

    def note(self, measure: Measure, amount: float, *labels: str) -> None:
        """Adds to a number of this project; `labels` are those after `project`."""
        for recorder in self._recorders:
            try:
                recorder.record(measure, amount, (self.project, *labels))
            except Exception as error:  # noqa: BLE001 - no answer fails because its numbers can't be kept
                self._tell(f"{measure.name} is not recorded", error)

    def add(self, recorder: Recorder) -> None:
        """Numbers also go there from now on. The recorder stays the caller's to close."""
        self._recorders = (*self._recorders, recorder)

    def remove(self, recorder: Recorder) -> None:
        self._recorders = tuple(known for known in self._recorders if known is not recorder)

    def close(self) -> None:
        """Sends what is waiting, for a moment at most. Recorders that were added later are left open."""
        for part in (self._tracer, *self._own):
            if part is not None:
                part.close()

    def _tell(self, problem: str, error: Exception) -> None:
        if not self._broken:
            self._broken = True
            _log.error("%s (told once): %s", problem, type(error).__name__)


SILENT = Observer()
"""Tells nobody."""
