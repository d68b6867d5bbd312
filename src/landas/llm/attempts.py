"""One task at a provider, step by step: data, cache, budget, reply, schema, checks, and one more try that is told the
faults."""

import json
import logging
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from landas.clock import Deadline
from landas.errors import ProviderError, SetupError, StorageError
from landas.llm.breaker import Breaker, Permit
from landas.llm.budget import BudgetExhausted, Reservation, TaskBudget
from landas.llm.calls import FallbackReason
from landas.llm.context import (
    ContextTooLong,
    Document,
    Redact,
    allowed_part,
    data_block,
    fitted,
    with_texts,
)
from landas.llm.contract import Contract, Prompt
from landas.llm.providers.provider import Completion, Provider, ProviderCall, SchemaRefused
from landas.llm.recall import Recall
from landas.llm.replies import capped, model_name, read_reply, without_content

InputT = TypeVar("InputT")
OutputT = TypeVar("OutputT", bound=BaseModel)

ATTEMPTS = 2
SHORTEST_RETRY_MS = 20
"""With less time left than this no model answers, so none is asked."""

_log = logging.getLogger(__name__)


@dataclass
class Progress:
    """How far a task has come. Written by its thread, read by the gateway, at the deadline too."""

    attempts: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cached: bool = False
    cost: float | None = None
    permit: Permit | None = None
    """Of the request that is under way."""
    problems: list[str] = field(default_factory=list)
    reported_model: str | None = None
    schema_errors: int = 0
    check_errors: int = 0
    contradicted: int = 0
    unsupported: int = 0

    def note(self, refused: "_Checked[Any]") -> None:
        """One reply that can't be used."""
        self.problems += [without_content(fault) for fault in refused.faults]
        self.schema_errors += refused.reason == "malformed"
        self.check_errors += refused.reason == "check_failed"
        self.contradicted += refused.verdicts.count("contradicted")
        self.unsupported += refused.verdicts.count("unsupported")


@dataclass(frozen=True, slots=True)
class Ended(Generic[OutputT]):
    """A checked value, or why there is none."""

    value: OutputT | None
    reason: FallbackReason | None = None


@dataclass(frozen=True, slots=True)
class Task(Generic[InputT, OutputT]):
    """A contract with its input and its limits. `redact`: None where the provider may see everything."""

    contract: Contract[InputT, OutputT]
    task_input: InputT
    max_tokens: int
    deadline: Deadline
    max_context: int
    min_confidence: float
    redact: Redact | None


@dataclass(frozen=True, slots=True)
class Means:
    """What a task is done with."""

    provider: Provider
    breaker: Breaker
    budget: TaskBudget
    recall: Recall | None


class _Stopped(Exception):
    """The task ends here, without an answer."""

    def __init__(self, reason: FallbackReason, problem: str) -> None:
        super().__init__(problem)
        self.reason = reason
        self.problem = problem


def attempt(task: Task[InputT, OutputT], means: Means, progress: Progress) -> Ended[OutputT]:
    """The checked answer, or why there is none. Notes its way in `progress`."""
    try:
        return _attempt(task, means, progress)
    except _Stopped as stopped:
        progress.problems.append(stopped.problem)
        return Ended(None, stopped.reason)
    finally:
        progress.cost = means.budget.cost if progress.attempts else 0.0


def _attempt(task: Task[InputT, OutputT], means: Means, progress: Progress) -> Ended[OutputT]:
    """Asks at most twice. A provider's error is not tried again: its time is better spent on the fallback."""
    data = _sent(task)
    prompt = Prompt(task.contract.instructions(task.task_input), data_block(data))
    if means.recall and (known := means.recall.get(prompt)):
        found = _checked(task, Completion(known))
        if found.value is not None:
            progress.cached = True
            return Ended(found.value)
    reason: FallbackReason = "deadline"
    faults: tuple[str, ...] = ()
    for number in range(1, ATTEMPTS + 1):
        if task.deadline.remaining_ms() < (SHORTEST_RETRY_MS if number > 1 else 0):
            break
        asked = prompt if number == 1 else _naming(prompt, faults, _schema_told(task, reason))
        reply = _completed(task, means, asked, data, number, progress)
        read = _checked(task, reply)
        if read.value is not None:
            if means.recall:
                means.recall.put(prompt, reply.text, task.deadline)
            return Ended(read.value)
        reason, faults = read.reason, read.faults
        progress.note(read)
        if reason == "low_confidence":
            # Named to the model, this fault would only teach it to claim more.
            break
    return Ended(None, "cancelled" if task.deadline.is_stopped else reason)


def _sent(task: Task[Any, Any]) -> Document:
    """What leaves the house: allowed, redacted, compressed. A redaction that fails sends nothing."""
    data = allowed_part(task.contract.describe(task.task_input), task.contract.sends)
    if task.redact is not None:
        try:
            data = with_texts(data, task.redact)
        except Exception as error:
            _log.exception("the redaction of task %s broke; nothing is sent", task.contract.task)
            raise _Stopped("not_redacted", "the data could not be redacted, so nothing was sent.") from error
    try:
        return fitted(data, task.max_context)
    except ContextTooLong as error:
        raise _Stopped("too_long", str(error)) from error


def _completed(
    task: Task[Any, Any], means: Means, prompt: Prompt, data: Document, number: int, progress: Progress
) -> Completion:
    """The reply to one prompt: one request, or a second where the server refused the schema. Raises _Stopped."""
    schema = task.contract.output.model_json_schema()
    call = ProviderCall(
        task.contract.task, prompt, schema, task.max_tokens, task.deadline, number, described=data
    )
    try:
        reply = _requested(call, means, progress)
    except SchemaRefused:
        reply = _requested(replace(call, with_schema=False), means, progress)
    progress.input_tokens += reply.input_tokens
    progress.output_tokens += reply.output_tokens
    progress.reported_model = model_name(reply.model, means.provider.model, prompt.user, reply.text)
    return reply


def _requested(call: ProviderCall, means: Means, progress: Progress) -> Completion:
    """One request, with its budget reserved and settled and the breaker told. Raises _Stopped, SchemaRefused."""
    permit = means.breaker.admit()
    if permit is None:
        raise _Stopped(
            "breaker_open", f"the provider {means.provider.name} failed too often; it is left alone."
        )
    try:
        reserved = _reserved(call, means.budget)
    except BaseException:
        permit.give_back()
        raise
    progress.attempts, progress.permit = call.attempt, permit
    try:
        reply = reserved.believable(_reply(means.provider, call))
    except SchemaRefused:
        permit.give_back()
        means.budget.settle(reserved, None)
        if not call.with_schema:
            raise _Stopped(
                "provider_error", "the request was refused, with its schema and without."
            ) from None
        raise
    except SetupError as error:
        permit.give_back()
        means.budget.release(reserved)
        raise _Stopped("provider_error", error.problem) from error
    except ProviderError as error:
        if call.deadline.is_stopped:
            permit.give_back()
            means.budget.settle_unheard(reserved)
            raise _Stopped("cancelled", "nobody waited for the answer any longer.") from error
        permit.failed()
        late = call.deadline.remaining_ms() <= 0
        if not late:
            means.budget.settle(reserved, None)
        raise _Stopped("deadline" if late else "provider_error", error.problem) from error
    permit.succeeded()
    means.budget.settle(reserved, reply)
    return reply


def _reserved(call: ProviderCall, budget: TaskBudget) -> Reservation:
    try:
        reserved = budget.reserve(call.prompt, call.schema)
    except BudgetExhausted as error:
        raise _Stopped("budget", str(error)) from error
    except StorageError as error:
        # Without its ledger a limited project must not spend.
        raise _Stopped("budget", "the budget can't be read from the database.") from error
    if call.deadline.remaining_ms() <= 0:
        budget.release(reserved)
        reason: FallbackReason = "cancelled" if call.deadline.is_stopped else "deadline"
        raise _Stopped(reason, "no time was left when the budget was reserved.")
    return reserved


def _reply(provider: Provider, call: ProviderCall) -> Completion:
    """The reply. Whatever a provider raises becomes ProviderError, told by its type alone: text may hold secrets."""
    try:
        return provider.complete(call)
    except (ProviderError, SetupError):
        raise
    except BaseException as error:
        # SystemExit too: this thread is not the one to end the process.
        raise ProviderError(f"the provider {provider.name} failed with {type(error).__name__}.") from error


@dataclass(frozen=True, slots=True)
class _Checked(Generic[OutputT]):
    """A reply that may be used, or what is wrong with it."""

    value: OutputT | None
    reason: FallbackReason = "check_failed"
    faults: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    """What the verifier found wrong, a claim each."""


def _checked(task: Task[InputT, OutputT], reply: Completion) -> _Checked[OutputT]:
    longest = ProviderCall(task.contract.task, Prompt("", ""), {}, task.max_tokens, task.deadline).longest
    read = read_reply(reply.text, task.contract.output, longest)
    if read.value is None:
        return _Checked(None, "malformed", read.faults)
    try:
        violations = task.contract.check(task.task_input, read.value)
    except Exception:  # noqa: BLE001 - a check that breaks has not passed the reply; the defect is logged in full
        _log.exception("the checks of task %s broke on a reply; it is not used", task.contract.task)
        return _Checked(None, faults=("the answer could not be checked.",))
    if violations:
        verdicts = tuple(violation.verdict for violation in violations if violation.verdict)
        return _Checked(None, faults=capped([found.problem for found in violations]), verdicts=verdicts)
    confidence = getattr(read.value, "confidence", None)
    if confidence is not None and confidence < task.min_confidence:
        fault = f"the model's confidence {confidence:g} is below {task.min_confidence:g}."
        return _Checked(None, "low_confidence", (fault,))
    return _Checked(read.value)


def _naming(prompt: Prompt, faults: tuple[str, ...], schema: str) -> Prompt:
    """The same prompt, with what was wrong. Faults quote the refused reply, so they can't open or close a block."""
    listed = "\n".join(f"- {fault}" for fault in faults).replace("<", "‹").replace(">", "›")
    told = f"Your last answer was refused:\n{listed}\nAnswer again, and keep every rule.{schema}"
    return Prompt(prompt.system, f"{prompt.user}\n\n{told}")


def _schema_told(task: Task[Any, Any], reason: FallbackReason) -> str:
    """The schema in words, after a reply that broke it: some servers take one in a request and don't heed it."""
    if reason != "malformed":
        return ""
    return f"\nThe answer is one JSON object of this schema:\n{json.dumps(task.contract.output.model_json_schema())}"
