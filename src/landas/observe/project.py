"""A project's observer, as `[observe]` and the OTEL_* environment say. Both silent: nothing is imported."""

from collections.abc import Mapping

from landas.observe.observer import Observer, Recorder, Tracer
from landas.settings import ObserveSection

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_{}_ENDPOINT")


def observer_of(section: ObserveSection, project: str, environ: Mapping[str, str]) -> Observer:
    """The project file decides what is sent and where; what it leaves open is the environment's.

    OTEL_SDK_DISABLED=true switches everything off. Headers, which hold keys, come from the environment alone.
    """
    if environ.get("OTEL_SDK_DISABLED", "").strip().lower() == "true":
        return Observer(project)
    traces = section.traces and _is_sent(section, "traces", environ)
    metrics = section.metrics and _is_sent(section, "metrics", environ)
    if not (traces or metrics):
        return Observer(project)
    from opentelemetry.sdk.resources import Resource

    from landas.observe.opentelemetry import otlp_recorder, otlp_tracer

    named = {} if environ.get("OTEL_SERVICE_NAME") and section.service_name is None else {
        "service.name": section.service_name or "landas"
    }  # fmt: skip
    resource = Resource.create({**named, "landas.project": project})
    tracer: Tracer | None = otlp_tracer(section.otlp_endpoint, resource, section.sample) if traces else None
    recorders: tuple[Recorder, ...] = (otlp_recorder(section.otlp_endpoint, resource),) if metrics else ()
    return Observer(project, tracer, *recorders)


def _is_sent(section: ObserveSection, signal: str, environ: Mapping[str, str]) -> bool:
    """Whether anybody says where the signal goes. OTEL_TRACES_EXPORTER=none (or METRICS) sends nothing."""
    if environ.get(f"OTEL_{signal.upper()}_EXPORTER", "otlp").strip().lower() == "none":
        return False
    named = (name.format(signal.upper()) for name in _ENDPOINTS)
    return section.otlp_endpoint is not None or any(environ.get(name, "").strip() for name in named)
