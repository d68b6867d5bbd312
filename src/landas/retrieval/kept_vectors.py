"""Vectors that were embedded once: a text whose vector is known is not embedded again, by any later build.

Each embedder (name and version) has a folder of its own, so vectors of two never mix. A batch is appended and made
durable before the next one is begun: a killed build goes on where it stopped.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from landas.ids import content_hash
from landas.retrieval.embedder import Embedder, identity

BATCH = 512
_KEY_BYTES = 8
_MOST_SPARE = 2.0
"""A folder that holds more than so many times the texts of a build is written anew with those alone."""

Half = NDArray[np.float16]


class KeptVectors:
    """The vectors of one embedder. One process writes at a time (that which holds the lock of the build)."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._folder = folder / content_hash(identity(embedder))
        self._embedder = embedder
        self.embedded = 0
        """Texts embedded by this object so far; the others were known."""

    def of(self, texts: Iterable[str], progress: Callable[[int], None]) -> Iterator[Half]:
        """A batch of rows for every batch of texts, in their order."""
        self._folder.mkdir(parents=True, exist_ok=True)
        keys, vectors = self._stored()
        order = np.argsort(keys, kind="stable")
        known = keys[order]
        pending, done = iter(texts), 0
        fresh: dict[int, NDArray[np.float16]] = {}
        while batch := list(islice(pending, BATCH)):
            wanted = [_key(text) for text in batch]
            places = [_place(known, order, key) for key in wanted]
            self._embed_missing(batch, wanted, places, fresh)
            rows = [
                fresh[key] if place is None else vectors[place]
                for key, place in zip(wanted, places, strict=True)
            ]
            yield np.asarray(rows, dtype=np.float16)
            done += len(batch)
            progress(done)
        self._forget_spare(len(keys) + len(fresh), done)

    def _embed_missing(
        self,
        batch: Sequence[str],
        wanted: Sequence[int],
        places: Sequence[int | None],
        fresh: dict[int, Half],
    ) -> None:
        missing = {
            key: text
            for key, place, text in zip(wanted, places, batch, strict=True)
            if place is None and key not in fresh
        }
        if not missing:
            return
        found = self._embedder.embed(list(missing.values())).astype(np.float16)
        self._append(list(missing), found)
        self.embedded += len(missing)
        fresh.update(zip(missing, found, strict=True))

    def _stored(self) -> tuple[NDArray[np.uint64], Half]:
        """What is whole: a batch of which only a part was written counts for nothing."""
        width = self._embedder.dimension * 2
        sizes = [path.stat().st_size if path.exists() else 0 for path in self._paths]
        count = min(sizes[0] // _KEY_BYTES, sizes[1] // width) if width else 0
        for path, size in zip(self._paths, (count * _KEY_BYTES, count * width), strict=True):
            if path.exists():
                os.truncate(path, size)
        if not count:
            return np.zeros(0, dtype=np.uint64), np.zeros((0, self._embedder.dimension), dtype=np.float16)
        keys = np.fromfile(self._paths[0], dtype=np.uint64)
        shape = (count, self._embedder.dimension)
        return keys, np.memmap(self._paths[1], dtype=np.float16, mode="r", shape=shape)

    def _append(self, keys: Sequence[int], vectors: Half) -> None:
        # The vectors first: a key without its vector would give the next one's.
        for path, content in (
            (self._paths[1], vectors.tobytes()),
            (self._paths[0], np.asarray(keys, dtype=np.uint64).tobytes()),
        ):
            with path.open("ab") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())

    def _forget_spare(self, held: int, used: int) -> None:
        """Starts over at the next build where most of what is held belongs to texts that are gone."""
        if held > _MOST_SPARE * max(used, BATCH):
            for path in self._paths:
                path.unlink(missing_ok=True)

    @property
    def _paths(self) -> tuple[Path, Path]:
        return self._folder / "keys.bin", self._folder / "vectors.bin"


def _key(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8"), digest_size=_KEY_BYTES).digest(), "little")


def _place(known: NDArray[np.uint64], order: NDArray[np.int64], key: int) -> int | None:
    found = int(np.searchsorted(known, np.uint64(key)))
    return int(order[found]) if found < len(known) and int(known[found]) == key else None
