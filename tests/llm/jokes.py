"""A tiny model task for tests of the gateway: a title of at most 40 characters that must not be shouted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from landas.llm.calls import CallRecord
from landas.llm.contract import Versions, Violation
from landas.llm.gateway import Gateway, Shared
from landas.llm.providers.provider import Completion, Provider, ProviderCall
from landas.settings import LlmSection

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


class Title(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Annotated[str, Field(max_length=40)]


class TitleContract:
    """Meets `Contract[str, Title]`."""

    task = "title"
    versions = Versions("prompt_v1-test", "input_v1", "checks_v1", "none_v1")
    output: type[Title] = Title
    sends = ("language", "request", "items.title")

    def instructions(self, task_input: str) -> str:
        return "Give a title."

    def check(self, task_input: str, reply: Title) -> Sequence[Violation]:
        if "broken" in task_input:
            raise RecursionError("the checks fell over")
        return [Violation(f"the title {reply.title!r} is shouted.")] if reply.title.isupper() else []

    def describe(self, task_input: str) -> dict[str, Any]:
        return {"language": "en", "request": task_input, "items": [], "secret": "CANARY-not-sent"}


TITLE = TitleContract()


@dataclass
class MemoryLog:
    """Meets `CallLog`; `failing` makes it refuse."""

    records: list[CallRecord] = field(default_factory=list)
    failing: bool = False

    def append(self, record: CallRecord) -> None:
        if self.failing:
            raise OSError("disk full")
        self.records.append(record)

    def recent(self, limit: int) -> list[CallRecord]:
        return self.records[::-1][:limit]

    def scan(self, since: datetime | None = None) -> Iterator[CallRecord]:
        return (record for record in self.records if since is None or record.started_at >= since)


class Saying:
    """A provider that gives these replies in turn; an exception among them is raised. Remembers what it was asked."""

    name = "saying"
    model = "test"

    def __init__(self, *replies: str | BaseException) -> None:
        self._replies = list(replies)
        self.asked: list[ProviderCall] = []
        self.warmed = 0
        self.closed = 0

    def warm(self) -> None:
        self.warmed += 1

    def complete(self, call: ProviderCall) -> Completion:
        self.asked.append(call)
        reply = self._replies.pop(0)
        if isinstance(reply, BaseException):
            raise reply
        return Completion(reply, 100, 10)

    def close(self) -> None:
        self.closed += 1


def gateway_over(
    provider: Provider,
    log: MemoryLog | None = None,
    settings: LlmSection | None = None,
    shared: Shared | None = None,
) -> Gateway:
    """A gateway whose provider is this one."""
    section = settings or LlmSection(provider="scripted", max_tokens=100)
    return Gateway(section, log or MemoryLog(), lambda: NOW, Path("."), lambda *_: provider, shared)
