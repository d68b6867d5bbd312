"""What a model task must say of itself so that the gateway can run it. The gateway knows no task by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel

InputT = TypeVar("InputT", contravariant=True)
OutputT = TypeVar("OutputT", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent: instructions we wrote, and data that nobody must obey (already delimited and capped)."""

    system: str
    user: str


@dataclass(frozen=True, slots=True)
class Violation:
    """One way in which a reply broke its contract; the text goes back to the model on the retry."""

    problem: str


class Contract(Protocol[InputT, OutputT]):
    """One model task: typed input, typed output, prompt with its version, checks."""

    @property
    def task(self) -> str: ...

    @property
    def version(self) -> str:
        """Changes with the prompt, the schema or the checks: it is part of the bundle hash."""
        ...

    @property
    def output(self) -> type[OutputT]:
        """The pydantic model (`extra="forbid"`) that a reply must be."""
        ...

    def prompt(self, task_input: InputT) -> Prompt: ...

    def check(self, task_input: InputT, reply: OutputT) -> Sequence[Violation]:
        """Every way the reply breaks the task's promises; empty when it may be used."""
        ...

    def describe(self, task_input: InputT) -> dict[str, Any]:
        """The input as plain JSON: what doubles (`scripted`, `hostile`) work from, and what is hashed."""
        ...
