"""Traces of whole answers: a span an answer, a step and a model call, and never a word of what was said."""

import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult

from landas.bootstrap import Project
from landas.dialogue.service import AskRequest
from landas.errors import NotFound
from landas.ids import UserId
from landas.observe.measures import CALL_TOKENS, MEASURES
from landas.observe.observer import SILENT, Observer
from landas.observe.opentelemetry import OtelRecorder, OtelTracer
from landas.observe.project import observer_of
from landas.recommend.service import plain_request
from landas.settings import LlmSection, ObserveSection, TaskSection
from tests.llm.loopback_server import dead_port, serving
from tests.observe.collector import collecting

CANARIES = ("siti.rahayu@contoh.co.id", "0812-3456-7891", "4111 1111 1111 1111", "3171016504900001", "Siti Rahayu",
            "zebrafink", "u-CANARY-7")  # fmt: skip
PATIENT = {"explanation": TaskSection(deadline_ms=60_000)}
TEXT = (
    "Nama saya Siti Rahayu, NIK 3171016504900001, cari laptop zebrafink di bawah 12 juta, "
    "siti.rahayu@contoh.co.id, 0812-3456-7891, kartu 4111 1111 1111 1111"
)


class Kept(SpanExporter):
    def __init__(self) -> None:
        self.spans: list[ReadableSpan] = []

    def export(self, spans: Any) -> SpanExportResult:
        self.spans += spans
        return SpanExportResult.SUCCESS


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def traced(own_sample: Project, kept: Kept) -> Iterator[Project]:
    """The sample project, traced into `kept`, with time for a model on a busy machine."""
    section = own_sample.settings.project.model_copy(update={"turn_deadline_ms": 60_000})
    own_sample.settings = own_sample.settings.model_copy(update={"project": section})
    own_sample.observer = Observer("sample", OtelTracer(kept, Resource({"service.name": "test"})))
    yield own_sample
    own_sample.observer.close()


def spans_of(project: Project, kept: Kept) -> dict[str, ReadableSpan]:
    project.observer.close()
    return {span.name: span for span in kept.spans}


def test_an_answer_is_one_trace_of_its_steps_and_its_model_call(traced: Project, kept: Kept) -> None:
    with serving("well") as server:
        traced.use_model(LlmSection(provider="openai", model="m", base_url=server.base_url, tasks=PATIENT))
        traced.gateway.warm()
        turn = traced.dialogue.ask(AskRequest("light laptop under 15 million"))
        spans = spans_of(traced, kept)
        traced.gateway.close()
    answer, speak, call = spans["answer chat"], spans["step speak"], spans["chat m"]
    assert {span.context.trace_id for span in spans.values() if span.context} == {answer.context.trace_id}  # type: ignore[union-attr]
    assert speak.parent.span_id == answer.context.span_id  # type: ignore[union-attr]
    assert call.parent.span_id == speak.context.span_id  # type: ignore[union-attr]
    assert {"step redact", "step understand", "step retrieve", "step policy", "step live"} <= spans.keys()
    assert answer.attributes["landas.receipt_id"] == turn["receipt_id"]  # type: ignore[index]
    (recorded,) = turn["usage"]["tasks"]
    expected = {
        "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": "m",
        "gen_ai.response.model": "m", "gen_ai.usage.input_tokens": 62, "gen_ai.usage.output_tokens": 14,
        "error.type": "malformed", "server.address": "127.0.0.1", "server.port": server.port,
        "landas.task": "explanation", "landas.bundle": recorded["bundle"], "landas.retries": 1, "landas.cached": False,
        "landas.receipt_id": turn["receipt_id"], "landas.fallback.reason": "malformed", "landas.schema_errors": 2,
    }  # fmt: skip
    assert {name: call.attributes[name] for name in expected} == expected  # type: ignore[index]
    assert call.kind.name == "CLIENT"


def test_plain_surfaces_are_traced_too_and_a_failed_answer_names_its_error_alone(
    traced: Project, kept: Kept
) -> None:
    traced.recommender.recommend(plain_request("home"))
    with pytest.raises(NotFound):
        traced.recommender.recommend(plain_request("related", item="CANARY"))
    traced.parts.receipts.__class__.put, put = _failing, traced.parts.receipts.__class__.put  # type: ignore[method-assign]
    try:
        with pytest.raises(RuntimeError):
            traced.recommender.recommend(plain_request("home"))
    finally:
        traced.parts.receipts.__class__.put = put  # type: ignore[method-assign]
    traced.observer.close()
    answers = [span for span in kept.spans if span.name == "answer home"]
    assert [span.attributes.get("error.type") for span in answers] == [None, "RuntimeError"]  # type: ignore[union-attr]
    assert "zebrafink" not in "".join(span.to_json() for span in kept.spans)


def _failing(*_: object, **__: object) -> None:
    raise RuntimeError("zebrafink")


def test_no_span_log_or_number_holds_a_word_or_a_person(
    traced: Project, kept: Kept, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    reader = InMemoryMetricReader()
    traced.observer.add(OtelRecorder(reader, Resource({})))
    for provider in ("hostile", "openai"):
        with serving("ignores schema") as server:
            traced.use_model(
                LlmSection(provider=provider, model="m", base_url=server.base_url, tasks=PATIENT)
            )  # type: ignore[arg-type]
            traced.gateway.warm()
            traced.dialogue.ask(AskRequest(TEXT, user_id=UserId("u-CANARY-7")))
            traced.recommender.search(plain_request("search", text=TEXT, user_id="u-CANARY-7"))
            traced.gateway.close()
    traced.observer.close()
    numbers = reader.get_metrics_data()
    assert numbers is not None
    told = "\n".join(
        [*(span.to_json() for span in kept.spans), numbers.to_json(), *map(_whole, caplog.records)]
    )
    assert "landas.answer.duration" in told
    for canary in CANARIES:
        assert canary not in told
        assert canary.split("@")[0] not in told


def _whole(record: logging.LogRecord) -> str:
    return f"{record.getMessage()} {record.__dict__}"


def test_tokens_and_durations_are_measured_after_the_conventions(traced: Project) -> None:
    reader = InMemoryMetricReader()
    traced.observer.add(OtelRecorder(reader, Resource({})))
    with serving("well") as server:
        traced.use_model(LlmSection(provider="openai", model="m", base_url=server.base_url, tasks=PATIENT))
        traced.gateway.warm()
        traced.dialogue.ask(AskRequest("light laptop"))
        traced.gateway.close()
    found = reader.get_metrics_data()
    assert found is not None
    metrics = {m.name: m for r in found.resource_metrics for s in r.scope_metrics for m in s.metrics}
    (duration,) = metrics["gen_ai.client.operation.duration"].data.data_points
    assert (metrics["gen_ai.client.operation.duration"].unit, duration.count) == ("s", 1)
    assert duration.attributes["error.type"] == "malformed"
    tokens = {
        p.attributes["gen_ai.token.type"]: p.sum
        for p in metrics["gen_ai.client.token.usage"].data.data_points
    }
    assert tokens == {"input": 62, "output": 14}
    assert metrics["gen_ai.client.token.usage"].data.data_points[0].explicit_bounds == CALL_TOKENS.buckets


@pytest.mark.parametrize("by", ["file", "environment"])
def test_a_collector_gets_traces_and_metrics(
    by: str, own_sample: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with collecting() as collector:
        section = ObserveSection(otlp_endpoint=collector.endpoint if by == "file" else None)
        if by == "environment":
            monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint)
        own_sample.settings = own_sample.settings.model_copy(update={"observe": section})
        own_sample.recommender.recommend(plain_request("home"))
        own_sample.observer.close()
    assert {"answer home", "step retrieve"} <= set(collector.spans())
    assert {"landas.answer.duration", "landas.step.duration"} <= collector.metrics()


@pytest.mark.parametrize("mood", ["refuses", "hangs", "dead"])
def test_a_collector_that_fails_or_hangs_holds_no_answer_up(mood: str, own_sample: Project) -> None:
    with collecting(mood) as collector:
        endpoint = f"http://127.0.0.1:{dead_port()}" if mood == "dead" else collector.endpoint
        section = ObserveSection(otlp_endpoint=endpoint)
        own_sample.settings = own_sample.settings.model_copy(update={"observe": section})
        for _ in range(60):
            assert own_sample.recommender.recommend(plain_request("home"))["items"]
        started = time.monotonic()
        own_sample.observer.close()
        assert time.monotonic() - started < 5


ENDPOINT = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"}


@pytest.mark.parametrize(
    ("section", "environ", "traces", "records"),
    [
        ({}, {}, False, False),
        ({}, ENDPOINT, True, True),
        ({}, {"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://127.0.0.1:9/v1/traces"}, True, False),
        ({}, {**ENDPOINT, "OTEL_SDK_DISABLED": "TRUE"}, False, False),
        ({}, {**ENDPOINT, "OTEL_METRICS_EXPORTER": "none"}, True, False),
        ({"traces": False}, ENDPOINT, False, True),
        ({"otlp_endpoint": "http://127.0.0.1:9"}, {}, True, True),
        ({"otlp_endpoint": "http://127.0.0.1:9"}, {"OTEL_SDK_DISABLED": "true"}, False, False),
    ],
)
def test_the_file_and_the_environment_say_what_is_sent(
    section: dict[str, Any], environ: dict[str, str], traces: bool, records: bool
) -> None:
    observer = observer_of(ObserveSection(**section), "shop", environ)
    assert (observer.traces, observer.records) == (traces, records)


def test_nothing_of_it_is_loaded_while_nobody_asks_for_it(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom landas.observe.project import observer_of\nfrom landas.settings import ObserveSection\n"
        "import landas.llm.gateway, landas.recommend.run\nobserver_of(ObserveSection(), 'shop', {})\n"
        "print([m for m in sys.modules if m.startswith(('opentelemetry', 'prometheus_client', 'structlog'))])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_numbers_that_can_not_be_kept_fail_nothing_and_are_told_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Full:
        def record(self, *_: object) -> None:
            raise OSError("zebrafink")

        def close(self) -> None: ...

    observer = Observer("shop", None, Full())
    for _ in range(3):
        observer.note(MEASURES[0], 1.0, "home")
    assert [record.getMessage() for record in caplog.records] == [
        "landas.answer.duration is not recorded (told once): OSError"
    ]
    assert not SILENT.records
