"""An embedder behind a server that speaks OpenAI's `/v1/embeddings`.

A build waits for it and says what failed; a request waits for its deadline at most, then nothing while its breaker
is open, and is answered by the other sources.
"""

import logging
import os
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import BaseModel, ValidationError

from landas.errors import ProviderError, SetupError
from landas.llm.breaker import Breaker
from landas.llm.providers.addresses import checked_url, is_loopback
from landas.retrieval.embedder import Vectors
from landas.settings import EmbeddingSection

if TYPE_CHECKING:
    from landas.llm.providers.loop_thread import LoopThread

DEFAULT_URL = "https://api.openai.com/v1"
DEFAULT_KEY_ENV = "OPENAI_API_KEY"
SECONDS_A_BATCH = 60.0
MOST_BYTES = 256 * 1024 * 1024
FAILURES, OPEN_SECONDS = 3, 30.0

_log = logging.getLogger(__name__)


class _Entry(BaseModel):
    index: int
    embedding: list[float]


class _Answer(BaseModel):
    data: list[_Entry]


class RemoteEmbedder:
    """Meets `Embedder`. The model's name is its version: another one needs another build."""

    name = "openai"

    def __init__(self, settings: EmbeddingSection) -> None:
        """Raises SetupError for a base_url that can't be one, or where the environment lacks the key."""
        if settings.model is None or settings.dimension is None:
            raise SetupError(
                "[embedding] names no model or dimension.", 'Give both: model = "…", dimension = 1536.'
            )
        self.version, self.dimension = settings.model, settings.dimension
        self._url = f"{checked_url(settings.base_url or DEFAULT_URL, DEFAULT_URL).rstrip('/')}/embeddings"
        self._key = _key(settings, self._url)
        self._query_seconds = settings.deadline_ms / 1000
        self._breaker = Breaker(FAILURES, OPEN_SECONDS)
        self._lock = threading.Lock()
        self._client: tuple[Any, LoopThread] | None = None

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text. Raises ProviderError where the server gives no usable answer."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return self._asked(texts, SECONDS_A_BATCH)

    def embed_query(self, text: str) -> Vectors:
        permit = self._breaker.admit()
        if permit is None:
            raise ProviderError("the embedding server failed repeatedly and is left alone for a while.")
        try:
            found: Vectors = self._asked([text], self._query_seconds)[0]
        except ProviderError:
            permit.failed()
            raise
        permit.succeeded()
        return found

    def load_ahead(self) -> None:
        """Nothing to load."""

    def close(self) -> None:
        with self._lock:
            client, self._client = self._client, None
        if client is None:
            return
        http, loop = client
        try:
            loop.run(http.aclose(), 1.0)
        except TimeoutError:
            _log.warning("connections to the embedding server did not close in time")
        finally:
            loop.close()

    def _asked(self, texts: Sequence[str], seconds: float) -> Vectors:
        http, loop = self._connected()
        body = {"model": self.version, "input": [text or " " for text in texts], "encoding_format": "float"}

        async def post() -> bytes:
            headers = {"authorization": f"Bearer {self._key}"}
            answer = await http.post(self._url, json=body, headers=headers, timeout=seconds)
            if answer.status_code != 200:
                raise ProviderError(f"the embedding server answered with HTTP status {answer.status_code}.")
            content: bytes = answer.content
            return content

        try:
            content = loop.run(post(), seconds)
        except ProviderError:
            raise
        except Exception as error:  # told by its type alone: its message may hold the key
            raise ProviderError(f"the embedding server can't be used: {type(error).__name__}.") from error
        return self._vectors(content, len(texts))

    def _vectors(self, content: bytes, count: int) -> Vectors:
        try:
            entries = _Answer.model_validate_json(content).data
        except ValidationError as error:
            raise ProviderError("the embedding server's answer is none of the embeddings API.") from error
        by_index = {entry.index: entry.embedding for entry in entries}
        if sorted(by_index) != list(range(count)):
            raise ProviderError(f"the embedding server gave {len(by_index)} vectors for {count} texts.")
        lengths = {len(vector) for vector in by_index.values()}
        if lengths != {self.dimension}:
            raise ProviderError(
                f"model {self.version!r} gives vectors of {sorted(lengths)} numbers, not {self.dimension}.",
                "Correct embedding.dimension in landas.toml.",
            )
        found = np.array([by_index[place] for place in range(count)], dtype=np.float32)
        if not np.isfinite(found).all():
            raise ProviderError("the embedding server gave vectors that hold no numbers.")
        length = np.linalg.norm(found, axis=1, keepdims=True)
        length[length == 0] = 1
        return np.asarray(found / length, dtype=np.float32)

    def _connected(self) -> "tuple[Any, LoopThread]":
        from landas.llm.providers.bounded_http import bounded_client
        from landas.llm.providers.loop_thread import LoopThread

        with self._lock:
            if self._client is None:
                self._client = bounded_client(MOST_BYTES), LoopThread()
            return self._client


def _key(settings: EmbeddingSection, url: str) -> str:
    name = settings.api_key_env or DEFAULT_KEY_ENV
    key = os.environ.get(name, "").strip()
    if not key and not is_loopback(url):
        raise SetupError(
            f"the environment has no {name} for [embedding].", f'Set {name}, or use provider = "encoder".'
        )
    return key or "no-key"
