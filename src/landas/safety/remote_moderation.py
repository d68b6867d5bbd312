"""Moderation by a server that speaks OpenAI's `/v1/moderations`, beside the word list and never instead of it.

A server that is dead, slow or talks nonsense costs its deadline at most, then nothing while its breaker is open; the
word list answers alone.
"""

import logging
import os
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from landas.clock import Deadline
from landas.errors import ProviderError, SetupError
from landas.llm.breaker import Breaker
from landas.llm.providers.addresses import checked_url, is_loopback
from landas.safety.moderation import Moderated, WordListModerator
from landas.safety_settings import SafetySection

if TYPE_CHECKING:
    from landas.llm.providers.loop_thread import LoopThread

DEFAULT_URL = "https://api.openai.com/v1"
DEFAULT_KEY_ENV = "OPENAI_API_KEY"
MOST_BYTES = 65_536
FAILURES, OPEN_SECONDS = 3, 30.0
KINDS: Mapping[str, str] = {
    "harassment": "insult",
    "hate": "insult",
    "sexual": "sexual",
    "self-harm": "self_harm",
    "violence": "violence",
    "illicit": "violence",
}
"""The first part of a category ("self-harm/intent") -> our kind; any other flagged category is `other`."""

_log = logging.getLogger(__name__)


class _Result(BaseModel):
    flagged: bool
    categories: dict[str, bool | None]


class _Answer(BaseModel):
    results: list[_Result]


class RemoteModerator:
    """Meets `Moderator`. The client is made by the first text."""

    def __init__(self, settings: SafetySection, words: WordListModerator) -> None:
        """Raises SetupError for a base_url that can't be one, or where the environment lacks the key."""
        self._settings = settings
        self._words = words
        self._url = f"{checked_url(settings.base_url or DEFAULT_URL, DEFAULT_URL).rstrip('/')}/moderations"
        self._key = _key(settings, self._url)
        self._breaker = Breaker(FAILURES, OPEN_SECONDS)
        self._lock = threading.Lock()
        self._client: tuple[Any, LoopThread] | None = None

    def look(self, text: str, deadline: Deadline) -> Moderated:
        listed = self._words.flags(text)
        if not text.strip():
            return Moderated(listed)
        permit = self._breaker.admit()
        if permit is None:
            return Moderated(listed, "provider_failed")
        try:
            told = self._asked(text, deadline.sooner(self._settings.deadline_ms))
        except (ProviderError, TimeoutError) as error:
            permit.failed()
            _log.warning("the moderation server gave no usable answer; the word list answered: %s", error)
            return Moderated(listed, "provider_failed")
        permit.succeeded()
        return Moderated(tuple(sorted({*listed, *told})), "provider")

    def close(self) -> None:
        with self._lock:
            client, self._client = self._client, None
        if client is None:
            return
        http, loop = client
        try:
            loop.run(http.aclose(), 1.0)
        except TimeoutError:
            _log.warning("connections to the moderation server did not close in time")
        finally:
            loop.close()

    def _asked(self, text: str, deadline: Deadline) -> set[str]:
        """The kinds the server names. Raises ProviderError or TimeoutError."""
        http, loop = self._connected()
        seconds = deadline.remaining_ms() / 1000
        if seconds <= 0:
            raise TimeoutError("no time was left")
        body = {"model": self._settings.model, "input": text}

        async def post() -> bytes:
            headers = {"authorization": f"Bearer {self._key}"}
            answer = await http.post(self._url, json=body, headers=headers, timeout=seconds)
            if answer.status_code != 200:
                raise ProviderError(f"it answered with HTTP status {answer.status_code}.")
            content: bytes = answer.content
            return content

        return _kinds(_told(lambda: loop.run(post(), seconds)))

    def _connected(self) -> "tuple[Any, LoopThread]":
        from landas.llm.providers.bounded_http import bounded_client
        from landas.llm.providers.loop_thread import LoopThread

        with self._lock:
            if self._client is None:
                self._client = bounded_client(MOST_BYTES), LoopThread()
            return self._client


def _told(ask: Callable[[], bytes]) -> bytes:
    """What came back. Whatever a client raises becomes ProviderError, told by its type alone: it may hold the key."""
    try:
        return ask()
    except (ProviderError, TimeoutError):
        raise
    except Exception as error:
        raise ProviderError(f"{type(error).__name__}.") from error


def _kinds(body: bytes) -> set[str]:
    try:
        answer = _Answer.model_validate_json(body)
    except ValidationError as error:
        raise ProviderError("its answer is none of the moderations API.") from error
    if not answer.results:
        raise ProviderError("its answer holds no result.")
    found = {
        KINDS.get(name.partition("/")[0], "other")
        for result in answer.results
        for name, flagged in result.categories.items()
        if flagged
    }
    return found or ({"other"} if any(result.flagged for result in answer.results) else set())


def _key(settings: SafetySection, url: str) -> str:
    name = settings.api_key_env or DEFAULT_KEY_ENV
    key = os.environ.get(name, "").strip()
    if not key and not is_loopback(url):
        raise SetupError(
            f"the environment has no {name} for [safety].", f'Set {name}, or use provider = "words".'
        )
    return key or "no-key"
