"""An embedder behind a server that speaks OpenAI's `/v1/embeddings`.

A build waits for it and says what failed; a request waits for its deadline at most, then nothing while its breaker
is open, and is answered by the other sources.
"""

from collections.abc import Sequence

import numpy as np
from pydantic import BaseModel, ValidationError

from landas.errors import ProviderError, SetupError
from landas.llm.breaker import Breaker
from landas.llm.providers.posting import JsonServer, address_below, key_for
from landas.retrieval.embedder import Vectors
from landas.settings import EmbeddingSection

SECONDS_A_BATCH = 60.0
MOST_BYTES = 256 * 1024 * 1024
FAILURES, OPEN_SECONDS = 3, 30.0


class _Entry(BaseModel):
    index: int
    embedding: list[float]


class _Answer(BaseModel):
    data: list[_Entry]


class RemoteEmbedder:
    """Meets `Embedder`. The model's name and dimension are its version: another of either needs another build."""

    name = "openai"

    def __init__(self, settings: EmbeddingSection) -> None:
        """Raises SetupError for a base_url that can't be one, or where the environment lacks the key."""
        if settings.model is None or settings.dimension is None:
            raise SetupError(
                "[embedding] names no model or dimension.", 'Give both: model = "…", dimension = 1536.'
            )
        self._model, self.dimension = settings.model, settings.dimension
        # Careful: some servers shorten one model's vectors to any dimension; vectors of two must never mix.
        self.version = f"{settings.model} ({settings.dimension})"
        url = address_below(settings.base_url, "embeddings")
        key = key_for(url, settings.api_key_env, "embedding", 'provider = "encoder"')
        self._server = JsonServer("the embedding server", url, key, MOST_BYTES)
        self._query_seconds = settings.deadline_ms / 1000
        self._breaker = Breaker(FAILURES, OPEN_SECONDS)

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
        self._server.close()

    def _asked(self, texts: Sequence[str], seconds: float) -> Vectors:
        body = {"model": self._model, "input": [text or " " for text in texts], "encoding_format": "float"}
        return self._vectors(self._server.post(body, seconds), len(texts))

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
                f"model {self._model!r} gives vectors of {sorted(lengths)} numbers, not {self.dimension}.",
                "Correct embedding.dimension in landas.toml.",
            )
        found = np.array([by_index[place] for place in range(count)], dtype=np.float32)
        if not np.isfinite(found).all():
            raise ProviderError("the embedding server gave vectors that hold no numbers.")
        length = np.linalg.norm(found, axis=1, keepdims=True)
        length[length == 0] = 1
        return np.asarray(found / length, dtype=np.float32)
