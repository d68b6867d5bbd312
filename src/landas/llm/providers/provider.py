"""What the gateway asks of a model provider: one text for one prompt, in time, and never more than was asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from landas.clock import Deadline
from landas.errors import ProviderError
from landas.llm.contract import Prompt

CHARACTERS_PER_TOKEN = 12
"""More than any tokenizer's average: a text beyond `max_tokens` times this is no honest reply."""


class SchemaRefused(ProviderError):
    """The server takes no request with a schema; the same call without one may be answered."""


@dataclass(frozen=True, slots=True)
class ProviderCall:
    """One attempt at one task. `described` is the input as plain JSON: only the doubles read it."""

    task: str
    prompt: Prompt
    schema: Mapping[str, Any]
    max_tokens: int
    deadline: Deadline
    attempt: int = 1
    with_schema: bool = True
    """False after the server refused a request with its schema: it is told in words."""
    described: Mapping[str, Any] = field(default_factory=dict)

    @property
    def longest(self) -> int:
        """Characters that a reply may have."""
        return self.max_tokens * CHARACTERS_PER_TOKEN


@dataclass(frozen=True, slots=True)
class Completion:
    """A reply as it came, unchecked."""

    text: str
    input_tokens: int = 0
    output_tokens: int = 0
    model: str | None = None
    """The model's name as the provider gives it."""


class Provider(Protocol):
    """A source of completions. `complete` is called from several threads, never from the one that answers a turn."""

    @property
    def name(self) -> str: ...

    @property
    def model(self) -> str: ...

    def warm(self) -> None:
        """Does the slow first work (imports, clients) before the clock of a turn starts.

        Raises SetupError where the project's settings can't work.
        """
        ...

    def complete(self, call: ProviderCall) -> Completion:
        """The reply to one prompt. Should end by `call.deadline`; the gateway doesn't rely on it.

        Raises ProviderError. Its message is recorded: it must hold neither keys nor content. SchemaRefused asks to
        be called again without the schema; one `complete` sends one request, since each has its own budget.
        """
        ...

    def close(self) -> None: ...


def collect(chunks: Iterable[str], call: ProviderCall) -> str:
    """The text that chunks make, cut one character beyond the cap or when the deadline has passed."""
    parts: list[str] = []
    size = 0
    for chunk in chunks:
        parts.append(chunk)
        size += len(chunk)
        if size > call.longest or call.deadline.remaining_ms() <= 0:
            break
    return "".join(parts)[: call.longest + 1]
