"""A contract that is told its task's input as it is, by instructions that never change, and whose reply is a list: each
entry that can't be used is dropped by itself, and where none is left the reply is refused."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel

from landas.llm.contract import Versions, Violation
from landas.llm.prompt_file import PromptFile


class TaskInput(Protocol):
    def to_document(self) -> dict[str, Any]: ...


InputT = TypeVar("InputT", bound=TaskInput)
OutputT = TypeVar("OutputT", bound=BaseModel)


@dataclass(frozen=True)
class PlainContract(Generic[InputT, OutputT]):
    """Meets `llm.contract.Contract[InputT, OutputT]`. `context`, `checks` and `fallback` are their versions."""

    task: str
    prompt: PromptFile
    output: type[OutputT]
    sends: Collection[str]
    checked: Callable[[InputT, OutputT], Sequence[Violation]]
    context: str
    checks: str
    fallback: str

    @cached_property
    def versions(self) -> Versions:
        return Versions(
            prompt=self.prompt.version, context=self.context, checks=self.checks, fallback=self.fallback
        )

    def instructions(self, task_input: InputT) -> str:
        return self.prompt.text

    def check(self, task_input: InputT, reply: OutputT) -> Sequence[Violation]:
        return self.checked(task_input, reply)

    def describe(self, task_input: InputT) -> dict[str, Any]:
        return task_input.to_document()


def unless_one_is_usable(entry: str, faults: Sequence[str | None]) -> tuple[Violation, ...]:
    """A violation for each entry (a `wish`, a `term`) where every one of them has a fault."""
    if not faults or None in faults:
        return ()
    return tuple(Violation(f"{entry} {n}: {fault}") for n, fault in enumerate(faults, start=1))
