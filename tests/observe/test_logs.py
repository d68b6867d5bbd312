"""The log of a serving process: lines that a machine reads, without a word of a caller's."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from opentelemetry.sdk.resources import Resource

from landas.errors import SetupError
from landas.observe.logs import configure_logs
from landas.observe.opentelemetry import OtelTracer
from tests.observe.test_tracing import Kept


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is logged as JSON meanwhile; afterwards logging is as it was."""
    root, ours = logging.getLogger(), logging.getLogger("landas")
    before = root.handlers, root.level, ours.level
    stream = io.StringIO()
    configure_logs("json", stream)
    yield stream
    root.handlers, level, own = before
    root.setLevel(level)
    ours.setLevel(own)


def read(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_has_its_time_level_logger_event_and_extras(lines: io.StringIO) -> None:
    logging.getLogger("landas.answers").info("answer", extra={"ms": 1.5, "receipt_id": "r-1"})
    (line,) = read(lines)
    assert {key: line[key] for key in ("level", "logger", "event", "ms", "receipt_id")} == {
        "level": "info", "logger": "landas.answers", "event": "answer", "ms": 1.5, "receipt_id": "r-1",
    }  # fmt: skip
    assert line["time"].endswith("Z")


def test_an_error_is_told_by_class_and_place_without_its_words(lines: io.StringIO) -> None:
    for error in (ValueError("zebrafink"), SetupError("no release.", "Build one.")):
        try:
            raise error
        except Exception:
            logging.getLogger("landas.x").exception("it broke")
    one, two = read(lines)
    assert (one["error"], two["error"], two["problem"]) == ("ValueError", "SetupError", "no release.")
    assert one["at"][-1].endswith("test_an_error_is_told_by_class_and_place_without_its_words")
    assert "zebrafink" not in lines.getvalue()


def test_other_packages_are_heard_from_warnings_on(lines: io.StringIO) -> None:
    logging.getLogger("elsewhere").info("chatter")
    logging.getLogger("elsewhere").warning("a warning")
    assert [line["event"] for line in read(lines)] == ["a warning"]


def test_within_a_trace_a_line_has_its_id(lines: io.StringIO) -> None:
    kept = Kept()
    tracer = OtelTracer(kept, Resource({}))
    with tracer.span("answer home", {}):
        logging.getLogger("landas.x").warning("inside")
    tracer.close()
    context = kept.spans[0].context
    assert context is not None
    assert read(lines)[0]["trace_id"] == f"{context.trace_id:032x}"
