"""What a model task must say of itself so that the gateway can run it. The gateway knows no task by name."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar

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
    """One way in which a reply broke its contract; the text goes back to the model on the retry.

    `verdict`: what the verifier found, where it was the verifier that found it.
    """

    problem: str
    verdict: Literal["contradicted", "unsupported"] | None = None


@dataclass(frozen=True, slots=True)
class Versions:
    """What of a task shapes its answers, each with a version that changes with it: the task's part of a bundle."""

    prompt: str
    context: str
    """What builds the data from the task's input."""
    checks: str
    fallback: str
    """What answers instead of the model."""
    tools: tuple[str, ...] = ()


class Contract(Protocol[InputT, OutputT]):
    """One model task: typed input, typed output, prompt with its version, checks."""

    @property
    def task(self) -> str: ...

    @property
    def versions(self) -> Versions: ...

    @property
    def output(self) -> type[OutputT]:
        """The pydantic model (`extra="forbid"`) that a reply must be. With a field `confidence` (0 to 1) it is held
        against the project's `min_confidence`."""
        ...

    @property
    def sends(self) -> Collection[str]:
        """The paths of `describe` that may leave the house (`items.title`; `items.facts.*` for any key there)."""
        ...

    def instructions(self, task_input: InputT) -> str:
        """What the model is told to do. Our own words only: data goes into `describe`."""
        ...

    def describe(self, task_input: InputT) -> dict[str, Any]:
        """The input as plain JSON. The gateway sends of it what `sends` allows, redacted, capped and delimited."""
        ...

    def check(self, task_input: InputT, reply: OutputT) -> Sequence[Violation]:
        """Every way the reply breaks the task's promises; empty when it may be used."""
        ...
