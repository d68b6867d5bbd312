"""The one door to language models: a task with its typed input goes in, a checked answer or a fallback comes out.

Whatever the model does (hang, drip, never end, lie about its format, break), the caller has its answer by the
deadline, and a record of the call is kept.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from landas.clock import Clock, Deadline
from landas.errors import LandasError
from landas.ids import content_hash, fresh_id
from landas.llm.calls import Answer, CallLog, CallRecord, Fallback
from landas.llm.contract import Contract
from landas.settings import LlmSection, TaskSection

if TYPE_CHECKING:
    from landas.llm.abandoning import Abandoning
    from landas.llm.attempts import Ended, Progress
    from landas.llm.providers.provider import Provider
    from landas.llm.record_writer import RecordWriter

InputT = TypeVar("InputT")
OutputT = TypeVar("OutputT", bound=BaseModel)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Model:
    """Everything a gateway has only where a model is configured."""

    running: "Abandoning"
    writer: "RecordWriter"


class Gateway:
    """A project's model calls. Safe to use from several threads; without `[llm]` it does nothing, at no cost."""

    def __init__(
        self,
        settings: LlmSection | None,
        call_log: CallLog,
        clock: Clock,
        folder: Path,
        make: "Callable[[LlmSection, Path], Provider] | None" = None,
    ) -> None:
        """`make` builds the provider of the settings; only tests give another than the shipped one."""
        self.settings = settings
        self._make = make
        self._clock = clock
        self._folder = folder
        self._lock = threading.Lock()
        self._made: Provider | None = None
        self._bundles: dict[tuple[str, str], str] = {}
        self._model = _parts(call_log) if settings is not None else None

    @property
    def lost_records(self) -> int:
        """How many call records the log failed to take."""
        return self._model.writer.failures if self._model else 0

    def run(
        self,
        contract: Contract[InputT, OutputT],
        task_input: InputT,
        deadline: Deadline,
        receipt_id: str | None = None,
    ) -> Answer[OutputT] | Fallback:
        """A reply that met its schema and its checks, or why there is none. Returns by the deadline.

        Errors of the model, the provider and the log never reach the caller; a defect in the contract's prompt does.
        """
        if self.settings is None or self._model is None:
            return Fallback("no_model")
        section = self.settings.tasks.get(contract.task, TaskSection())
        if not section.enabled:
            return Fallback("switched_off")
        from landas.llm.attempts import Progress

        started_at, started = self._clock(), time.monotonic()
        progress = Progress()
        deadline = deadline.sooner(section.deadline_ms)
        ended = self._ended(contract, task_input, deadline, progress)
        latency_ms = (time.monotonic() - started) * 1000
        call = self._record(contract, ended, progress, started_at, latency_ms, receipt_id)
        self._model.writer.append(call, deadline)
        if ended.value is not None:
            return Answer(ended.value, call)
        return Fallback(ended.reason or "provider_error", call)

    def warm(self) -> None:
        """Imports and builds what the first call needs, so that no turn's clock pays for it.

        Raises SetupError where `[llm]` can't work as it is set.
        """
        if self.settings is not None:
            self._provider().warm()

    def close(self) -> None:
        """Ends the provider's connections and stores the records still waiting."""
        if self._model:
            self._model.writer.close()
        with self._lock:
            provider, self._made = self._made, None
        if provider is not None:
            provider.close()

    def _ended(
        self,
        contract: Contract[InputT, OutputT],
        task_input: InputT,
        deadline: Deadline,
        progress: "Progress",
    ) -> "Ended[OutputT]":
        from landas.llm.abandoning import Late, NoSlot
        from landas.llm.attempts import Ended, Task, attempt

        assert self.settings is not None
        assert self._model is not None
        task = Task(contract, task_input, self.settings.max_tokens, deadline)
        try:
            return self._model.running.run(lambda: attempt(task, self._provider(), progress), deadline)
        except Late:
            return Ended(None, "deadline")
        except NoSlot:
            progress.problems.append("earlier calls are stuck; no other is begun until they end.")
            return Ended(None, "provider_error")
        except LandasError as error:
            _log.error("no model can be asked: %s", error)
            progress.problems.append(error.problem)
            return Ended(None, "provider_error")

    def _provider(self) -> "Provider":
        from landas.llm.providers import make_provider

        assert self.settings is not None
        with self._lock:
            if self._made is None:
                self._made = (self._make or make_provider)(self.settings, self._folder)
            return self._made

    def _record(
        self,
        contract: Contract[Any, Any],
        ended: "Ended[Any]",
        progress: "Progress",
        started_at: datetime,
        latency_ms: float,
        receipt_id: str | None,
    ) -> CallRecord:
        assert self.settings is not None
        return CallRecord(
            call_id=fresh_id("call"),
            task=contract.task,
            bundle=self._bundle(contract),
            provider=self.settings.provider,
            model=self.settings.model,
            contract_version=contract.version,
            started_at=started_at,
            latency_ms=latency_ms,
            attempts=progress.attempts,
            input_tokens=progress.input_tokens,
            output_tokens=progress.output_tokens,
            outcome="fallback" if ended.value is None else "answer",
            reason=ended.reason,
            problems=tuple(progress.problems),
            receipt_id=receipt_id,
        )

    def _bundle(self, contract: Contract[Any, Any]) -> str:
        """One hash for everything that shapes a reply: task, contract, provider, model, schema, settings."""
        key = (contract.task, contract.version)
        if key not in self._bundles:
            assert self.settings is not None
            shaping = self.settings.model_dump(mode="json", exclude={"api_key_env", "tasks"})
            self._bundles[key] = content_hash([*key, contract.output.model_json_schema(), shaping])
        return self._bundles[key]


def _parts(call_log: CallLog) -> _Model:
    from landas.llm.abandoning import Abandoning
    from landas.llm.record_writer import RecordWriter

    return _Model(Abandoning(), RecordWriter(call_log))
