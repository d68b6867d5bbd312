"""JSON posted to one address beside the models': moderation, embeddings. Bounded in time and size, and it never tells
the key."""

import logging
import os
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from landas.errors import ProviderError, SetupError
from landas.llm.providers.addresses import checked_url, is_loopback

if TYPE_CHECKING:
    from landas.llm.providers.loop_thread import LoopThread

DEFAULT_URL = "https://api.openai.com/v1"
DEFAULT_KEY_ENV = "OPENAI_API_KEY"
_log = logging.getLogger(__name__)


class JsonServer:
    """One address that takes JSON. The client is made by the first post. Safe to share between threads."""

    def __init__(self, called: str, url: str, key: str, most_bytes: int) -> None:
        """`called` is how errors name it: "the moderation server"."""
        self.called = called
        self._url = url
        self._key = key
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._client: tuple[Any, LoopThread] | None = None

    def post(self, body: Mapping[str, Any], seconds: float) -> bytes:
        """What it answers within `seconds`. Raises ProviderError for everything else."""
        http, loop = self._connected()

        async def answer() -> bytes:
            headers = {"authorization": f"Bearer {self._key}"}
            told = await http.post(self._url, json=dict(body), headers=headers, timeout=seconds)
            if told.status_code != 200:
                raise ProviderError(f"{self.called} answered with HTTP status {told.status_code}.")
            content: bytes = told.content
            return content

        try:
            return loop.run(answer(), seconds)
        except ProviderError:
            raise
        except Exception as error:  # told by its type alone: its message may hold the key
            raise ProviderError(f"{self.called} can't be used: {type(error).__name__}.") from error

    def close(self) -> None:
        """Gives back connections; the next post makes new ones."""
        with self._lock:
            client, self._client = self._client, None
        if client is None:
            return
        http, loop = client
        try:
            loop.run(http.aclose(), 1.0)
        except TimeoutError:
            _log.warning("connections to %s did not close in time", self.called)
        finally:
            loop.close()

    def _connected(self) -> "tuple[Any, LoopThread]":
        from landas.llm.providers.bounded_http import bounded_client
        from landas.llm.providers.loop_thread import LoopThread

        with self._lock:
            if self._client is None:
                self._client = bounded_client(self._most_bytes), LoopThread()
            return self._client


def address_below(base_url: str | None, path: str) -> str:
    """The address of one route of an OpenAI-compatible server. Raises SetupError for a base that can't be one."""
    return f"{checked_url(base_url or DEFAULT_URL, DEFAULT_URL).rstrip('/')}/{path}"


def key_for(url: str, variable: str | None, section: str, instead: str) -> str:
    """The key from the environment; loopback needs none. Raises SetupError where it is lacking."""
    name = variable or DEFAULT_KEY_ENV
    key = os.environ.get(name, "").strip()
    if not key and not is_loopback(url):
        raise SetupError(f"the environment has no {name} for [{section}].", f"Set {name}, or use {instead}.")
    return key or "no-key"
