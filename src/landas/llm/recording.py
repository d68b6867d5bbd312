"""The record of one task that was run, made when it has ended or was left behind."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from landas.ids import fresh_id
from landas.llm.calls import CallRecord
from landas.llm.contract import Contract

if TYPE_CHECKING:
    from landas.llm.attempts import Ended, Progress
    from landas.llm.channels import Channel


@dataclass(frozen=True, slots=True)
class Begun:
    """When a task began, by both clocks, and for which answer."""

    at: datetime
    monotonic: float
    receipt_id: str | None


def record_of(
    channel: "Channel",
    contract: Contract[Any, Any],
    bundle: str,
    ended: "Ended[Any]",
    progress: "Progress",
    begun: Begun,
) -> CallRecord:
    return CallRecord(
        call_id=fresh_id("call"),
        task=contract.task,
        bundle=bundle,
        provider=channel.section.provider,
        model=channel.section.model,
        contract_version=contract.versions.prompt,
        started_at=begun.at,
        latency_ms=(time.monotonic() - begun.monotonic) * 1000,
        attempts=progress.attempts,
        input_tokens=progress.input_tokens,
        output_tokens=progress.output_tokens,
        outcome="fallback" if ended.value is None else "answer",
        reason=ended.reason,
        problems=tuple(progress.problems),
        receipt_id=begun.receipt_id,
        cached=progress.cached,
        cost=progress.cost if progress.attempts else 0.0,
        reported_model=progress.reported_model,
        schema_errors=progress.schema_errors,
        check_errors=progress.check_errors,
        contradicted=progress.contradicted,
        unsupported=progress.unsupported,
    )
