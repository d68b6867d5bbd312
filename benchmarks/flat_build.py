"""A build whose vectors are drawn from each text's hash, to measure all of a build but the embedding."""

import sys
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray

from landas.bootstrap import open_project
from landas.recommend.build import build_release


class FlatEmbedder:
    """Vectors of length one, each text always the same."""

    name, version, dimension = "flat", "1", 512

    def __init__(self) -> None:
        self._table = np.random.default_rng(1).standard_normal((4096, self.dimension)).astype(np.float32)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        numbers = np.array([zlib.crc32(text.encode()) for text in texts])
        vectors = self._table[numbers % 4096] + self._table[numbers // 4096 % 4096]
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        return self.embed([text])[0]

    def load_ahead(self) -> None: ...

    def close(self) -> None: ...


def main(folder: str) -> None:
    with open_project(Path(folder)) as project:
        report = build_release(replace(project.build_parts, embedder=FlatEmbedder()))
    sys.stdout.buffer.write(orjson.dumps(report))
