"""Which words of an item stand for its meaning, and how near rows are to a vector."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from landas.catalog.items import Item
from landas.releases.files import Array
from landas.retrieval.embedder import Embedder

_TEXT_KEPT = 160
_FEW = 0.25
"""Below this share of allowed rows, only those are gathered and multiplied."""
_AT_ONCE = 20_000
_BATCH = 512

FloatArray = NDArray[np.float32]


def text_to_embed(item: Item, category: str | None) -> str:
    """Title, kind and the beginning of the text: what an item is, not everything that is known of it."""
    parts = [item.title, category or "", item.text[:_TEXT_KEPT]]
    return ". ".join(part for part in parts if part)


def embed_all(
    texts: Iterable[str], embedder: Embedder, progress: Callable[[int], None]
) -> Iterator[NDArray[np.float16]]:
    """Vectors in batches as they are kept on disk."""
    pending, done = iter(texts), 0
    while batch := list(islice(pending, _BATCH)):
        yield embedder.embed(batch).astype(np.float16)
        done += len(batch)
        progress(done)


def nearness(vectors: Array, wanted: FloatArray, allowed: NDArray[np.bool_]) -> FloatArray:
    """Cosine of each allowed row with `wanted`; minus infinity for rows that are not allowed."""
    found = np.full(len(vectors), -np.inf, dtype=np.float32)
    rows = np.flatnonzero(allowed)
    if len(rows) < _FEW * len(vectors):
        found[rows] = vectors[rows].astype(np.float32) @ wanted
        return found
    for start in range(0, len(vectors), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        found[part] = vectors[part].astype(np.float32, copy=False) @ wanted
    found[~allowed] = -np.inf
    return found
