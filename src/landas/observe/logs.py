"""The log of a serving process: one line an event on stderr, as JSON or as text.

Errors are told by their class and place. Their message only where it is one of ours that no caller's words can be in:
any other may quote what somebody typed. Within a trace, a line has the trace's id.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, Literal, TextIO

import orjson
import structlog

from landas.errors import DependencyError, SetupError

LogFormat = Literal["json", "text"]
SHOWN_FRAMES = 12
_Event = MutableMapping[str, Any]


def configure_logs(shown: LogFormat, stream: TextIO | None = None) -> None:
    """From now on everything that is logged in this process goes to `stream` (stderr) in this format."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.stdlib.ExtraAdder(),
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
                _with_trace,
                _with_error,
            ],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _as_json if shown == "json" else _as_text,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("landas").setLevel(logging.INFO)


def _with_trace(logger: Any, method: str, event: _Event) -> _Event:
    trace = sys.modules.get("opentelemetry.trace")
    if trace is not None and (found := trace.get_current_span().get_span_context()).is_valid:
        event.update(trace_id=f"{found.trace_id:032x}", span_id=f"{found.span_id:016x}")
    return event


def _with_error(logger: Any, method: str, event: _Event) -> _Event:
    """The record's exception without its text, in the place of the whole."""
    event.pop("exc_info", None)
    record: logging.LogRecord = event["_record"]
    kind, error, frames = record.exc_info or (None, None, None)
    if kind is not None:
        event["error"] = kind.__name__
        places = traceback.extract_tb(frames)[-SHOWN_FRAMES:]
        event["at"] = [f"{place.filename}:{place.lineno} {place.name}" for place in places]
    if isinstance(error, DependencyError | SetupError):
        event["problem"] = error.problem
    return event


def _as_json(logger: Any, method: str, event: _Event) -> str:
    first = {key: event.pop(key) for key in ("time", "level", "logger", "event") if key in event}
    return orjson.dumps({**first, **event}, default=str, option=orjson.OPT_NON_STR_KEYS).decode()


def _as_text(logger: Any, method: str, event: _Event) -> str:
    first = " ".join(str(event.pop(key)) for key in ("time", "level", "logger", "event") if key in event)
    return " ".join([first, *(f"{key}={value}" for key, value in event.items() if value is not None)])
