"""The one door to language models: a task with its typed input goes in, a checked answer or a fallback comes out.

Whatever the model does (hang, drip, never end, lie about its format, break), the caller has its answer by the
deadline, and a record of the call is kept. In order: feature switch, breaker, free slot, then on a thread of its own
(`attempts.py`) redaction, cache, budget, provider, schema, checks, one retry.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from landas.clock import Clock, Deadline
from landas.errors import LandasError
from landas.llm.calls import Answer, CallLog, CallRecord, Fallback, FallbackReason
from landas.llm.contract import Contract, Versions
from landas.llm.observing import OPERATION, begun_attributes, end_span, note_breaker, note_call, note_fallback
from landas.llm.recording import Begun, record_of
from landas.observe.observer import SILENT, Observer
from landas.settings import LlmSection, TaskSection

if TYPE_CHECKING:
    from landas.llm.attempts import Ended, Means, Progress
    from landas.llm.bundle import Bundle
    from landas.llm.cache import LastErased, ReplyCache
    from landas.llm.channels import Channel, Channels
    from landas.llm.ledger import BudgetLedger
    from landas.llm.providers.provider import Provider
    from landas.llm.record_writer import RecordWriter

InputT = TypeVar("InputT")
OutputT = TypeVar("OutputT", bound=BaseModel)

UNCACHED = frozenset({"scripted", "hostile"})
"""Doubles, whose replies are asked for one by one; they are cached only where the project file says so."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shared:
    """What the worker processes of a project share, and what takes identifiers of people out of a text.

    What is None stays in this process: a ledger and a cache in memory, and no redaction.
    """

    ledger: "BudgetLedger | None" = None
    cache: "ReplyCache | None" = None
    redact: Callable[[str], str] | None = None
    evaluated: Callable[[str, str], bool] | None = None
    """Whether a bundle (the second) of a task passed its evaluation."""
    erased_at: "LastErased" = lambda: None
    """When a person was last erased."""


@dataclass(frozen=True, slots=True)
class _Model:
    """Everything a gateway has only where a model is configured."""

    settings: LlmSection
    channels: "Channels"
    writer: "RecordWriter"
    ledger: "BudgetLedger"
    memory: "ReplyCache"


class Gateway:
    """A project's model calls. Safe to use from several threads; without `[llm]` it does nothing, at no cost."""

    def __init__(
        self,
        settings: LlmSection | None,
        call_log: CallLog,
        clock: Clock,
        folder: Path,
        make: "Callable[[LlmSection, Path], Provider] | None" = None,
        shared: Shared | None = None,
        observer: Observer = SILENT,
        shadow: bool = False,
    ) -> None:
        """`make` builds the providers of the settings; only tests give others than the shipped ones.

        A gateway in `shadow` spends from accounts of its own, and its records say so.
        """
        self.settings = settings
        self._shadow = shadow
        self._clock = clock
        self._observer = observer
        self._shared = shared or Shared()
        self._lock = threading.Lock()
        self._bundles: dict[tuple[str, Versions], Bundle] = {}
        self._told: set[str] = set()
        self._model = None
        if settings is not None:
            self._model = _parts(settings, call_log, folder, make, self._shared, observer)

    def note_breakers(self) -> None:
        """Tells the observer how every breaker stands: an open one becomes half open by waiting alone."""
        for channel in self._model.channels.all() if self._model else ():
            note_breaker(self._observer, channel)

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
        conversation_id: str | None = None,
    ) -> Answer[OutputT] | Fallback:
        """A reply that met its schema and its checks, or why there is none. Returns by the deadline.

        Errors of the model, the provider, the cache and the log never reach the caller; a defect in the contract's
        prompt does.
        """
        model = self._model
        if model is None:
            return Fallback("no_model")
        section = model.settings.tasks.get(contract.task, TaskSection())
        channel = model.channels.of(contract.task)
        if not section.enabled:
            return self._refused(contract.task, "switched_off")
        if model.settings.require_evaluation and not self._shadow and not self._is_evaluated(contract):
            return self.withhold(contract, "not_evaluated", receipt_id)
        if channel.line.breaker.refuses:
            return self._refused(contract.task, "breaker_open")
        from landas.llm.abandoning import NoSlot
        from landas.llm.attempts import Progress

        begun, progress = Begun(self._clock(), time.monotonic(), receipt_id), Progress()
        deadline = deadline.sooner(section.deadline_ms)
        with self._observer.span(
            f"{OPERATION} {channel.section.model}",
            begun_attributes(channel.section, contract.task, receipt_id) if self._observer.traces else {},
            client=True,
        ) as span:
            try:
                ended = self._ended(model, channel, contract, task_input, deadline, progress, conversation_id)
            except NoSlot:
                span.failed("busy")
                return self._refused(contract.task, "busy")
            call = self._record(channel, contract, ended, progress, begun)
            end_span(span, call)
        self._keep(model, channel, call, deadline)
        if ended.value is not None:
            return Answer(ended.value, call)
        return Fallback(ended.reason or "provider_error", call)

    def withhold(
        self, contract: Contract[Any, Any], reason: FallbackReason, receipt_id: str | None
    ) -> Fallback:
        """The record of a task that no model is asked, although one is there."""
        model = self._model
        if model is None:
            return Fallback("no_model")
        from landas.llm.attempts import Ended, Progress

        channel, begun = model.channels.of(contract.task), Begun(self._clock(), time.monotonic(), receipt_id)
        call = self._record(channel, contract, Ended(None, reason), Progress(), begun)
        self._keep(model, channel, call, Deadline.after_ms(0))
        return Fallback(reason, call)

    def bundle(self, contract: Contract[Any, Any]) -> "Bundle | None":
        """The versions behind a task's answers; None without a model."""
        if self._model is None:
            return None
        from landas.llm.bundle import bundle_of

        key = (contract.task, contract.versions)
        with self._lock:
            if key not in self._bundles:
                self._bundles[key] = bundle_of(contract, self._model.settings)
            return self._bundles[key]

    def _is_evaluated(self, contract: Contract[Any, Any]) -> bool:
        bundle, passed = self.bundle(contract), self._shared.evaluated
        return bundle is not None and passed is not None and passed(contract.task, bundle.hash)

    def bundles_behind(self, calls: Iterable[CallRecord]) -> list[dict[str, Any]]:
        """The bundles of these calls as documents, each once: what a receipt keeps beside their hashes."""
        hashes = {call.bundle for call in calls}
        with self._lock:
            known = list(self._bundles.values())
        return [bundle.to_document() for bundle in known if bundle.hash in hashes]

    def warm(self) -> None:
        """Imports and builds what the first call needs, so that no turn's clock pays for it.

        Raises SetupError where `[llm]` can't work as it is set, once everything else is warm.
        """
        if self._model is None:
            return
        from landas.llm.budget import has_money_limit, unknown_price

        problem: LandasError | None = None
        for channel in self._model.channels.all():
            try:
                channel.provider.get().warm()
                if channel.price is None and has_money_limit(channel.section):
                    raise unknown_price(channel.section)
            except LandasError as error:
                problem = problem or error
        if problem is not None:
            raise problem

    def close(self) -> None:
        """Ends the providers' connections and stores the records still waiting."""
        if self._model:
            self._model.writer.close()
            self._model.channels.close()

    def _ended(
        self,
        model: _Model,
        channel: "Channel",
        contract: Contract[InputT, OutputT],
        task_input: InputT,
        deadline: Deadline,
        progress: "Progress",
        conversation_id: str | None,
    ) -> "Ended[OutputT]":
        """What came of the task. Raises NoSlot while the provider has no free one."""
        from landas.llm.abandoning import Late, Stuck
        from landas.llm.attempts import Ended, Task, attempt

        section = channel.section
        task = Task(
            contract,
            task_input,
            section.max_tokens,
            deadline,
            section.max_context,
            model.settings.tasks.get(contract.task, TaskSection()).min_confidence,
            None if section.sees_personal_data else self._shared.redact,
        )

        def work() -> "Ended[OutputT]":
            return attempt(task, self._means(model, channel, contract, conversation_id), progress)

        try:
            return channel.line.running.run(work, deadline)
        except Late:
            if deadline.is_stopped:
                if progress.permit is not None:
                    progress.permit.give_back()
                return Ended(None, "cancelled")
            if progress.permit is not None:
                progress.permit.failed()
            return Ended(None, "deadline")
        except Stuck:
            progress.problems.append("earlier calls are stuck; no other is begun until they end.")
            return Ended(None, "provider_error")
        except LandasError as error:
            _log.error("no model can be asked: %s", error)
            progress.problems.append(error.problem)
            return Ended(None, "provider_error")

    def _means(
        self, model: _Model, channel: "Channel", contract: Contract[Any, Any], conversation_id: str | None
    ) -> "Means":
        """Everything the task is done with. Raises SetupError where the provider can't work as it is set."""
        from landas.llm.attempts import Means
        from landas.llm.budget import TaskBudget, accounts_of
        from landas.llm.recall import Recall

        section, bundle, cache = channel.section, self.bundle(contract), self._cache(model, channel.section)
        recall = Recall(cache, bundle.hash, section.cache_seconds, self._clock) if cache and bundle else None
        accounts = accounts_of(section, conversation_id, self._clock(), shadow=self._shadow)
        budget = TaskBudget(section, channel.price, model.ledger, accounts)
        return Means(channel.provider.get(), channel.line.breaker, budget, recall)

    def _cache(self, model: _Model, section: LlmSection) -> "ReplyCache | None":
        kind = section.cache or ("off" if section.provider in UNCACHED else "memory")
        if kind == "off":
            return None
        # Replies to unredacted data stay out of the database: erasing a person couldn't find them there.
        shared = kind == "database" and not section.sees_personal_data
        return (self._shared.cache if shared else None) or model.memory

    def _record(
        self,
        channel: "Channel",
        contract: Contract[Any, Any],
        ended: "Ended[Any]",
        progress: "Progress",
        begun: "Begun",
    ) -> CallRecord:
        bundle = self.bundle(contract)
        if ended.reason == "provider_error" and progress.problems:
            self._tell_once(channel, progress.problems[-1])
        call = record_of(channel, contract, bundle.hash if bundle else "", ended, progress, begun)
        return replace(call, shadow=self._shadow)

    def _tell_once(self, channel: "Channel", problem: str) -> None:
        """Each problem of a provider is logged once: the answers' own lines count how often."""
        with self._lock:
            if problem in self._told:
                return
            self._told.add(problem)
        _log.warning("%s:%s gave no answer: %s", channel.section.provider, channel.section.model, problem)

    def _keep(self, model: _Model, channel: "Channel", call: CallRecord, deadline: Deadline) -> None:
        """The record goes to the log and into the numbers."""
        model.writer.append(call, deadline)
        note_call(self._observer, call)
        if not self._shadow:
            note_breaker(self._observer, channel)

    def _refused(self, task: str, reason: FallbackReason) -> Fallback:
        """A task that is not begun: it is counted, and leaves no record, which would cost every turn a write."""
        note_fallback(self._observer, task, reason)
        return Fallback(reason)


def _parts(
    settings: LlmSection,
    call_log: CallLog,
    folder: Path,
    make: "Callable[[LlmSection, Path], Provider] | None",
    shared: Shared,
    observer: Observer,
) -> _Model:
    from landas.llm.cache import MemoryReplyCache
    from landas.llm.channels import Channels
    from landas.llm.ledger import MemoryLedger
    from landas.llm.record_writer import RecordWriter

    return _Model(
        settings,
        Channels(settings, folder, make),
        RecordWriter(call_log, observer),
        shared.ledger or MemoryLedger(),
        MemoryReplyCache(erased_at=shared.erased_at),
    )
