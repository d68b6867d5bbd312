"""Spans and numbers to a collector by OTLP over HTTP. Imported only where a project or the environment asks for it.

Everything is sent by threads of the SDK's own: a collector that is dead or slow costs a turn nothing, and what doesn't
fit into the queue meanwhile is dropped.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any

from opentelemetry import context, trace
from opentelemetry.metrics import Meter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import MetricReader, PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.sdk.trace.sampling import ParentBased, Sampler, TraceIdRatioBased

from landas.observe.measures import MEASURES, Measure
from landas.observe.observer import Attributes, Span, Tracer

CLOSING_SECONDS = 1.0
"""What a collector that doesn't answer may cost a process that ends."""

for _chatty in ("opentelemetry.sdk._shared_internal", "opentelemetry.exporter"):
    # Else each span that a full queue drops, and each of many tries at a dead collector, would be a line of the log.
    logging.getLogger(_chatty).setLevel(logging.ERROR)


class OtelTracer:
    """Meets `Tracer`."""

    def __init__(self, exporter: SpanExporter, resource: Resource, sample: float | None = None) -> None:
        """`sample`: the share of answers that are traced; None: as the environment says."""
        sampler: Sampler | None = None if sample is None else ParentBased(TraceIdRatioBased(sample))
        self._provider = TracerProvider(sampler, resource, shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("landas")

    def span(
        self, name: str, attributes: Attributes, *, client: bool = False
    ) -> AbstractContextManager[Span]:
        kind = trace.SpanKind.CLIENT if client else trace.SpanKind.INTERNAL
        return _OtelSpan(lambda: self._tracer.start_span(name, kind=kind, attributes=dict(attributes)))

    def close(self) -> None:
        _end_soon(self._provider.shutdown)


class _OtelSpan:
    """A span that is the current one inside its `with`. Never records an exception: its text may be content."""

    def __init__(self, start: Callable[[], trace.Span]) -> None:
        self._start = start

    def __enter__(self) -> Span:
        self._span = self._start()
        self._token = context.attach(trace.set_span_in_context(self._span))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace_: TracebackType | None
    ) -> None:
        if kind is not None:
            self.failed(kind.__name__)
        context.detach(self._token)
        self._span.end()

    def set(self, attributes: Attributes) -> None:
        self._span.set_attributes(attributes)

    def failed(self, kind: str) -> None:
        self._span.set_attribute("error.type", kind)
        self._span.set_status(trace.StatusCode.ERROR)


class OtelRecorder:
    """Meets `Recorder`."""

    def __init__(self, reader: MetricReader, resource: Resource) -> None:
        self._provider = MeterProvider([reader], resource, shutdown_on_exit=False)
        meter = self._provider.get_meter("landas")
        self._record = {measure.name: _instrument(meter, measure) for measure in MEASURES}
        self._labels = {measure.name: tuple(map(_attribute, measure.labels)) for measure in MEASURES}

    def record(self, measure: Measure, amount: float, labels: tuple[str, ...]) -> None:
        named = zip(self._labels[measure.name], labels, strict=True)
        self._record[measure.name](amount, {name: value for name, value in named if value})

    def close(self) -> None:
        _end_soon(self._provider.shutdown)


def _instrument(meter: Meter, measure: Measure) -> Callable[[float, Any], None]:
    match measure.kind:
        case "count":
            return meter.create_counter(measure.name, measure.unit, measure.about).add
        case "level":
            return meter.create_gauge(measure.name, measure.unit, measure.about).set
        case "spread":
            made = meter.create_histogram(
                measure.name, measure.unit, measure.about, explicit_bucket_boundaries_advisory=measure.buckets
            )
            return made.record


def _attribute(label: str) -> str:
    return label if "." in label else f"landas.{label}"


def _end_soon(end: Callable[[], None]) -> None:
    """Ends a part of the SDK, and leaves it behind where its collector holds it up."""
    ending = threading.Thread(target=end, name="landas-observe-end", daemon=True)
    ending.start()
    ending.join(CLOSING_SECONDS)


def otlp_tracer(endpoint: str | None, resource: Resource, sample: float | None) -> Tracer:
    """Spans to `endpoint` (the collector's address, without a path of a signal); None: as the environment says."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    return OtelTracer(OTLPSpanExporter(_signal(endpoint, "traces")), resource, sample)


def otlp_recorder(endpoint: str | None, resource: Resource) -> OtelRecorder:
    """As `otlp_tracer`, for numbers."""
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter

    exporter = OTLPMetricExporter(_signal(endpoint, "metrics"))
    return OtelRecorder(PeriodicExportingMetricReader(exporter), resource)


def _signal(endpoint: str | None, signal: str) -> str | None:
    return None if endpoint is None else f"{endpoint.rstrip('/')}/v1/{signal}"
