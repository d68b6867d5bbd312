"""Each task's way to its model: the provider, its circuit breaker, and how many calls may run on it at once."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from landas.llm.abandoning import Abandoning
from landas.llm.breaker import Breaker
from landas.llm.prices import Price, price_of
from landas.llm.providers import make_provider
from landas.llm.providers.provider import Provider
from landas.settings import LlmSection

MakeProvider = Callable[[LlmSection, Path], Provider]
_OF_PROVIDER = ("provider", "base_url", "model", "api_key_env", "max_tokens", "replies", "seed")
_OF_ADDRESS = ("provider", "base_url", "api_key_env")


@dataclass(frozen=True, slots=True)
class Line:
    """What all calls to one address share, whichever model they ask."""

    running: Abandoning
    breaker: Breaker


class LazyProvider:
    """A provider that is made when first needed, on the caller's thread."""

    def __init__(self, make: Callable[[], Provider]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: Provider | None = None

    def get(self) -> Provider:
        """Raises SetupError where the settings can't work."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    def close(self) -> None:
        with self._lock:
            made, self._made = self._made, None
        if made is not None:
            made.close()


class Channel:
    """One task's way to its model: its own settings and price, and what it shares with other tasks."""

    def __init__(self, section: LlmSection, line: Line, provider: LazyProvider) -> None:
        self.section = section
        self.line = line
        self.provider = provider

    @cached_property
    def price(self) -> Price | None:
        """What the model costs; None where nobody knows."""
        return price_of(self.section)


class Channels:
    """The channels of a project's tasks: equal settings share a provider, equal addresses a line."""

    def __init__(self, llm: LlmSection, folder: Path, make: MakeProvider | None = None) -> None:
        """`make` builds providers; only tests give another than the shipped one."""
        self._llm = llm
        self._folder = folder
        self._make = make or make_provider
        self._lock = threading.Lock()
        self._channels: dict[str, Channel] = {}
        self._providers: dict[tuple[object, ...], LazyProvider] = {}
        self._lines: dict[tuple[object, ...], Line] = {}

    def of(self, task: str) -> Channel:
        found = self._channels.get(task)
        if found is not None:
            return found
        with self._lock:
            if task not in self._channels:
                self._channels[task] = self._new(self._llm.for_task(task))
            return self._channels[task]

    def all(self) -> tuple[Channel, ...]:
        """Every channel that the settings name, the project's own first."""
        return tuple(self.of(task) for task in ("", *self._llm.tasks))

    def close(self) -> None:
        for provider in self._providers.values():
            provider.close()

    def _new(self, section: LlmSection) -> Channel:
        address = tuple(getattr(section, name) for name in _OF_ADDRESS)
        if address not in self._lines:
            breaker = Breaker(section.breaker_failures, section.breaker_seconds)
            self._lines[address] = Line(Abandoning(section.max_concurrent), breaker)
        key = tuple(getattr(section, name) for name in _OF_PROVIDER)
        if key not in self._providers:
            self._providers[key] = LazyProvider(lambda: self._make(section, self._folder))
        return Channel(section, self._lines[address], self._providers[key])
