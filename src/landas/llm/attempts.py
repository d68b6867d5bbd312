"""One task at a provider, step by step: prompt, reply, schema, checks, and one more try that is told the faults."""

import logging
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from landas.clock import Deadline
from landas.errors import ProviderError, SetupError
from landas.llm.calls import FallbackReason
from landas.llm.contract import Contract, Prompt
from landas.llm.providers.provider import Completion, Provider, ProviderCall
from landas.llm.replies import capped, read_reply, without_content

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
    problems: list[str] = field(default_factory=list)

    def note(self, faults: tuple[str, ...]) -> None:
        self.problems += [without_content(fault) for fault in faults]


@dataclass(frozen=True, slots=True)
class Ended(Generic[OutputT]):
    """A checked value, or why there is none."""

    value: OutputT | None
    reason: FallbackReason | None = None


@dataclass(frozen=True, slots=True)
class Task(Generic[InputT, OutputT]):
    """A contract with its input and its limits."""

    contract: Contract[InputT, OutputT]
    task_input: InputT
    max_tokens: int
    deadline: Deadline


def attempt(task: Task[InputT, OutputT], provider: Provider, progress: Progress) -> Ended[OutputT]:
    """Asks at most twice. A provider's error is not tried again: its time is better spent on the fallback."""
    prompt = task.contract.prompt(task.task_input)
    described = task.contract.describe(task.task_input)
    reason: FallbackReason = "deadline"
    faults: tuple[str, ...] = ()
    for number in range(1, ATTEMPTS + 1):
        if task.deadline.remaining_ms() < (SHORTEST_RETRY_MS if number > 1 else 0):
            return Ended(None, reason)
        progress.attempts = number
        asked = prompt if number == 1 else _naming(prompt, faults)
        try:
            reply = _completed(task, provider, asked, described, number)
        except (ProviderError, SetupError) as error:
            progress.problems.append(error.problem)
            return Ended(None, "deadline" if task.deadline.remaining_ms() <= 0 else "provider_error")
        progress.input_tokens += reply.input_tokens
        progress.output_tokens += reply.output_tokens
        value, reason, faults = _checked(task, reply)
        if not faults:
            return Ended(value)
        progress.note(faults)
    return Ended(None, reason)


def _completed(
    task: Task[InputT, OutputT], provider: Provider, prompt: Prompt, described: dict[str, Any], number: int
) -> Completion:
    """The reply. Whatever a provider raises becomes ProviderError, told by its type alone: text may hold secrets."""
    schema = task.contract.output.model_json_schema()
    call = ProviderCall(task.contract.task, prompt, schema, task.max_tokens, task.deadline, number, described)
    try:
        return provider.complete(call)
    except (ProviderError, SetupError):
        raise
    except BaseException as error:
        # SystemExit too: this thread is not the one to end the process.
        raise ProviderError(f"the provider {provider.name} failed with {type(error).__name__}.") from error


def _checked(
    task: Task[InputT, OutputT], reply: Completion
) -> tuple[OutputT | None, FallbackReason, tuple[str, ...]]:
    longest = ProviderCall(task.contract.task, Prompt("", ""), {}, task.max_tokens, task.deadline).longest
    read = read_reply(reply.text, task.contract.output, longest)
    if read.value is None:
        return None, "malformed", read.faults
    try:
        violations = task.contract.check(task.task_input, read.value)
    except Exception:  # noqa: BLE001 - a check that breaks has not passed the reply; the defect is logged in full
        _log.exception("the checks of task %s broke on a reply; it is not used", task.contract.task)
        return None, "check_failed", ("the answer could not be checked.",)
    return read.value, "check_failed", capped([violation.problem for violation in violations])


def _naming(prompt: Prompt, faults: tuple[str, ...]) -> Prompt:
    """The same prompt, with what was wrong. Faults quote the refused reply, so they can't open or close a block."""
    listed = "\n".join(f"- {fault}" for fault in faults).replace("<", "‹").replace(">", "›")
    told = f"Your last answer was refused:\n{listed}\nAnswer again, and keep every rule."
    return Prompt(prompt.system, f"{prompt.user}\n\n{told}")
