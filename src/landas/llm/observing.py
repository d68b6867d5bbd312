"""What is told of a model call: its span after the GenAI semantic conventions, and its numbers. Never its content."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from landas.llm.breaker import BreakerState
from landas.llm.calls import CallRecord, FallbackReason
from landas.observe.measures import (
    BREAKER,
    CALL_SECONDS,
    CALL_TOKENS,
    CALLS,
    CLAIMS,
    COST,
    FALLBACKS,
    FAULTS,
    REQUESTS,
    TOKENS,
)
from landas.observe.observer import Observer, Span
from landas.settings import LlmSection

if TYPE_CHECKING:
    from landas.llm.channels import Channel

OPERATION = "chat"
_STATES: dict[BreakerState, int] = {"closed": 0, "half_open": 1, "open": 2}


def begun_attributes(section: LlmSection, task: str, receipt_id: str | None) -> dict[str, str | int]:
    """What is known of a call before it is made."""
    address = urlsplit(section.base_url or "")
    known: dict[str, str | int | None] = {
        "gen_ai.operation.name": OPERATION,
        "gen_ai.provider.name": section.provider,
        "gen_ai.request.model": section.model,
        "gen_ai.request.max_tokens": section.max_tokens,
        "gen_ai.output.type": "json",
        "server.address": address.hostname,
        "server.port": address.port,
        "landas.task": task,
        "landas.receipt_id": receipt_id,
    }
    return {name: value for name, value in known.items() if value is not None}


def end_span(span: Span, call: CallRecord) -> None:
    """What came of the call."""
    found: dict[str, str | int | float | bool | None] = {
        "gen_ai.response.model": call.reported_model,
        "gen_ai.usage.input_tokens": call.input_tokens,
        "gen_ai.usage.output_tokens": call.output_tokens,
        "landas.bundle": call.bundle,
        "landas.prompt.version": call.contract_version,
        "landas.call_id": call.call_id,
        "landas.outcome": call.outcome,
        "landas.fallback.reason": call.reason,
        "landas.requests": call.attempts,
        "landas.retries": max(0, call.attempts - 1),
        "landas.cached": call.cached,
        "landas.cost": call.cost,
        "landas.schema_errors": call.schema_errors,
        "landas.check_errors": call.check_errors,
        "landas.verifier.contradicted": call.contradicted,
        "landas.verifier.unsupported": call.unsupported,
        "landas.shadow": call.shadow,
    }
    span.set({name: value for name, value in found.items() if value is not None})
    if call.reason is not None:
        span.failed(call.reason)


def note_call(observer: Observer, call: CallRecord) -> None:
    """Adds the call to the numbers."""
    if not observer.records:
        return
    task = ("shadow:" if call.shadow else "") + call.task
    labels = (task, call.bundle)
    observer.note(CALLS, 1, *labels, call.outcome, call.reason or "none", str(call.cached))
    observer.note(REQUESTS, call.attempts, *labels)
    observer.note(TOKENS, call.input_tokens, *labels, "input")
    observer.note(TOKENS, call.output_tokens, *labels, "output")
    observer.note(COST, call.cost or 0.0, *labels)
    observer.note(FAULTS, call.schema_errors, task, "schema")
    observer.note(FAULTS, call.check_errors, task, "check")
    observer.note(CLAIMS, call.contradicted, "model", "contradicted")
    observer.note(CLAIMS, call.unsupported, "model", "unsupported")
    if call.reason is not None:
        note_fallback(observer, task, call.reason)
    if call.attempts:
        asked = (task, OPERATION, call.provider, call.model)
        observer.note(CALL_SECONDS, call.latency_ms / 1000, *asked, call.reason or "")
        observer.note(CALL_TOKENS, call.input_tokens, *asked, "input")
        observer.note(CALL_TOKENS, call.output_tokens, *asked, "output")


def note_fallback(observer: Observer, task: str, reason: FallbackReason) -> None:
    observer.note(FALLBACKS, 1, task, reason)


def note_breaker(observer: Observer, channel: "Channel") -> None:
    """How the channel's breaker stands now."""
    section = channel.section
    address = urlsplit(section.base_url or "").netloc or "default"
    observer.note(BREAKER, _STATES[channel.line.breaker.state], section.provider, address)
