"""One channel a provider: the provider itself with its circuit breaker and the calls that may run on it at once."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
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


class Channel:
    """The way to one model. The provider and its price are made when first needed, on the caller's thread."""

    def __init__(self, section: LlmSection, line: Line, make: Callable[[], Provider]) -> None:
        self.section = section
        self.line = line
        self._make = make
        self._lock = threading.Lock()
        self._provider: Provider | None = None
        self._price: Price | None = None
        self._priced = False

    def provider(self) -> Provider:
        """Raises SetupError where the settings can't work."""
        with self._lock:
            if self._provider is None:
                self._provider = self._make()
            return self._provider

    def price(self) -> Price | None:
        """What the model costs; None where nobody knows."""
        with self._lock:
            if not self._priced:
                self._price, self._priced = price_of(self.section), True
            return self._price

    def close(self) -> None:
        with self._lock:
            provider, self._provider = self._provider, None
        if provider is not None:
            provider.close()


class Channels:
    """The channels of a project's tasks: equal settings share a provider, equal addresses a line."""

    def __init__(self, llm: LlmSection, folder: Path, make: MakeProvider | None = None) -> None:
        """`make` builds providers; only tests give another than the shipped one."""
        self._llm = llm
        self._folder = folder
        self._make = make or make_provider
        self._lock = threading.Lock()
        self._by_task: dict[str, Channel] = {}
        self._channels: dict[tuple[object, ...], Channel] = {}
        self._lines: dict[tuple[object, ...], Line] = {}

    def of(self, task: str) -> Channel:
        found = self._by_task.get(task)
        if found is not None:
            return found
        with self._lock:
            section = self._llm.for_task(task)
            key = tuple(getattr(section, name) for name in _OF_PROVIDER)
            if key not in self._channels:
                self._channels[key] = self._new(section)
            return self._by_task.setdefault(task, self._channels[key])

    def all(self) -> tuple[Channel, ...]:
        """Every channel that the settings name, the project's own first."""
        return tuple(dict.fromkeys(self.of(task) for task in ("", *self._llm.tasks)))

    def close(self) -> None:
        for channel in self._channels.values():
            channel.close()

    def _new(self, section: LlmSection) -> Channel:
        address = tuple(getattr(section, name) for name in _OF_ADDRESS)
        if address not in self._lines:
            breaker = Breaker(section.breaker_failures, section.breaker_seconds)
            self._lines[address] = Line(Abandoning(section.max_concurrent), breaker)
        return Channel(section, self._lines[address], lambda: self._make(section, self._folder))
