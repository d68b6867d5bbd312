"""The record of one model call, and the outcome of a task: a checked answer or the reason for a fallback."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel

T = TypeVar("T", bound=BaseModel)

FallbackReason = Literal[
    "switched_off",
    "no_model",
    "not_evaluated",
    "breaker_open",
    "busy",
    "not_redacted",
    "too_long",
    "budget",
    "deadline",
    "cancelled",
    "provider_error",
    "malformed",
    "check_failed",
    "low_confidence",
    "unfaithful",
    "moderated",
    "no_consent",
    "unsafe",
]
"""In the order in which the gateway may come to them; from `unfaithful` on they are the caller's own."""


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One task run through the gateway, its retry included. Holds no content.

    `cached`: an earlier reply was used again, at no cost. `cost` is in the currency of the project's prices; None
    where the model's price isn't known.
    """

    call_id: str
    task: str
    bundle: str
    provider: str
    model: str
    contract_version: str
    started_at: datetime
    latency_ms: float
    attempts: int
    input_tokens: int
    output_tokens: int
    outcome: Literal["answer", "fallback"]
    reason: FallbackReason | None = None
    problems: tuple[str, ...] = ()
    receipt_id: str | None = None
    cached: bool = False
    cost: float | None = None
    reported_model: str | None = None
    """The model's name as the provider's last reply gave it: "small-2026-03-01" where "small" was asked for."""
    schema_errors: int = 0
    """Replies that were not of the task's schema."""
    check_errors: int = 0
    """Replies that were, and broke a check."""
    contradicted: int = 0
    unsupported: int = 0
    """Claims in the model's replies that the verifier found so."""
    shadow: bool = False
    """Of a bundle that runs beside the live one; nobody was shown what came of it."""

    def to_document(self) -> dict[str, Any]:
        """JSON-ready, for receipts and `usage`."""
        return {
            "call_id": self.call_id,
            "task": self.task,
            "bundle": self.bundle,
            "provider": self.provider,
            "model": self.model,
            "reported_model": self.reported_model,
            "contract_version": self.contract_version,
            "latency_ms": round(self.latency_ms, 1),
            "attempts": self.attempts,
            "input_tokens": self.input_tokens,
            "output_tokens": self.output_tokens,
            "cached": self.cached,
            "cost": self.cost,
            "outcome": self.outcome,
            "reason": self.reason,
            "schema_errors": self.schema_errors,
            "check_errors": self.check_errors,
            "contradicted": self.contradicted,
            "unsupported": self.unsupported,
            "shadow": self.shadow,
            "problems": list(self.problems),
        }


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """A reply that met its schema and its checks."""

    value: T
    call: CallRecord


@dataclass(frozen=True, slots=True)
class Fallback:
    """No usable reply, and why. `call` is None where no call was tried."""

    reason: FallbackReason
    call: CallRecord | None = None


class CallLog(Protocol):
    """Where call records are kept. Implemented in `storage/`."""

    def append(self, record: CallRecord) -> None: ...

    def recent(self, limit: int) -> list[CallRecord]:
        """The latest calls, newest first."""
        ...

    def scan(self, since: datetime | None = None) -> Iterator[CallRecord]:
        """Every call, oldest first; with `since` only those that began then or later."""
        ...
