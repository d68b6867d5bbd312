"""Which words of an item stand for its meaning, and which rows of a release are nearest to a vector.

Few rows are compared one by one, exactly; many are searched in a graph (HNSW, Y. Malkov and D. Yashunin 2016) over
vectors of one byte a number, whose finds are put in order by the cosine of the whole vectors. A mask that keeps few
rows is always answered exactly.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landas.catalog.items import Item
from landas.releases.files import Array, load_array
from landas.retrieval.best import Rows, best

TEXT_KEPT = 160
GRAPH = "vectors.bytes.graph"
GRAPH_FROM = 60_000
"""Rows from which a release has a graph: below, comparing all of them takes about as long as searching it."""
FOR_ONE_FOUND = 13
"""Rows that are compared in the time in which the graph finds one; the cheaper way is taken."""
_CONNECTIVITY, _EFFORT_BUILDING = 16, 128
_SPARE = 2
"""The graph is asked for so many times the rows wanted: its nearest by graph are not always the nearest by cosine."""
_LEAST_ASKED = 600
_AT_ONCE = 20_000
_READ_ON = 4
"""Reading on is so many times quicker than fetching row by row: where at least one in so many rows is compared, all
are, and those not asked for are left out afterwards."""

FloatArray = NDArray[np.float32]


def text_to_embed(item: Item, category: str | None) -> str:
    """Title, kind and the beginning of the text: what an item is, not everything that is known of it."""
    parts = [item.title, category or "", item.text[:TEXT_KEPT]]
    return ". ".join(part for part in parts if part)


class VectorRows:
    """One vector of length 1 a row, float16 and memory-mapped, so that processes share them."""

    def __init__(self, vectors: Array, graph: Any = None) -> None:
        self._vectors = vectors
        self._graph = graph

    def __len__(self) -> int:
        return len(self._vectors)

    @property
    def dimension(self) -> int:
        """0 where the release was built without an embedder."""
        return int(self._vectors.shape[1])

    def __getitem__(self, row: int) -> FloatArray:
        return np.asarray(self._vectors[row], dtype=np.float32)

    def some(self, rows: NDArray[np.integer]) -> Array:
        """The vectors of some rows, as they are kept."""
        found: Array = self._vectors[rows]
        return found

    def nearest(self, wanted: FloatArray, allowed: NDArray[np.bool_], limit: int) -> tuple[Rows, FloatArray]:
        """The `limit` allowed rows with the greatest cosine to `wanted`, best first, and the cosines.

        Of equal cosines the lower row comes first.
        """
        kept = int(np.count_nonzero(allowed))
        asked = max(limit * _SPARE, _LEAST_ASKED) * len(self) // max(kept, 1)
        compared = min(kept, len(self) // _READ_ON)
        if self._graph is None or kept <= limit or compared <= asked * FOR_ONE_FOUND:
            return best(*self._compared(wanted, np.flatnonzero(allowed)), limit)
        found = self._searched(wanted, asked)
        found = found[allowed[found]]
        if len(found) < limit:  # what is near is mostly forbidden
            found = np.flatnonzero(allowed)
        return best(*self._compared(wanted, found), limit)

    def _searched(self, wanted: FloatArray, count: int) -> Rows:
        """About `count` rows near a vector, in the order of rows."""
        found = self._graph.search(in_bytes(wanted), count, threads=1).keys
        return np.sort(found.astype(np.int64))

    def _compared(self, wanted: FloatArray, rows: Rows) -> tuple[Rows, FloatArray]:
        """The exact cosine of each row."""
        if len(rows) < len(self) <= _READ_ON * len(rows):
            return rows, self._compared(wanted, np.arange(len(self)))[1][rows]
        cosines = np.empty(len(rows), dtype=np.float32)
        everything = len(rows) == len(self)
        for start in range(0, len(rows), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            vectors = self._vectors[part] if everything else self._vectors[rows[part]]
            cosines[part] = cosines_of(vectors, wanted)
        return rows, cosines

    @classmethod
    def load(cls, folder: Path) -> "VectorRows":
        graph = None
        if (folder / GRAPH).exists():
            graph = _empty_graph(int(load_array(folder, "vectors").shape[1]))
            graph.view(str(folder / GRAPH))
        return cls(load_array(folder, "vectors"), graph)


def cosines_of(vectors: Array, wanted: FloatArray) -> FloatArray:
    """The dot product of each vector (any float type) with one."""
    if not len(vectors) or not vectors.shape[1]:
        return np.zeros(len(vectors), dtype=np.float32)
    if vectors.dtype != np.float16:
        return np.asarray(vectors @ wanted, dtype=np.float32)
    # numpy turns half floats into floats one by one; this multiplies them as they are, 30 times faster.
    import numkong

    one = wanted.astype(np.float16)[None]
    found: FloatArray = np.asarray(numkong.cdist(one, np.ascontiguousarray(vectors), "inner"))[0]
    return found.astype(np.float32)


def cosines_of_both(vectors: Array, first: FloatArray, second: FloatArray) -> tuple[FloatArray, FloatArray]:
    """As `cosines_of` says of each of two; the vectors are read once."""
    if vectors.dtype != np.float16 or not len(vectors) or not vectors.shape[1]:
        return cosines_of(vectors, first), cosines_of(vectors, second)
    import numkong

    both = np.stack([first, second]).astype(np.float16)
    found = np.asarray(numkong.cdist(both, np.ascontiguousarray(vectors), "inner")).astype(np.float32)
    return found[0], found[1]


def save_graph(folder: Path, vectors: Array, threads: int) -> None:
    """Writes the graph over the vectors beside them, where they are many enough to want one."""
    if len(vectors) < GRAPH_FROM or not vectors.shape[1]:
        return
    graph = _empty_graph(int(vectors.shape[1]))
    for start in range(0, len(vectors), _AT_ONCE):
        part = vectors[start : start + _AT_ONCE]
        graph.add(np.arange(start, start + len(part)), in_bytes(part), threads=threads)
    graph.save(str(folder / GRAPH))


def in_bytes(vectors: Array) -> NDArray[np.int8]:
    """Vectors of length 1 with a byte a number: half the memory of float16 and twice the speed. What is lost is finer
    than what the graph itself misses. Numbers beyond four times the usual size, one in 10,000, are cut off."""
    scale = _BYTE / (4 / np.sqrt(vectors.shape[-1]))
    scaled = np.rint(vectors.astype(np.float32) * scale)
    return np.asarray(np.clip(scaled, -_BYTE, _BYTE), dtype=np.int8)


_BYTE = 127


def _empty_graph(dimension: int) -> Any:
    # Careful: xgboost first. Loaded after the first index was made, it crashes the process when it reads its data.
    import xgboost  # noqa: F401
    from usearch.index import Index

    return Index(
        ndim=dimension,
        metric="ip",
        dtype="i8",
        connectivity=_CONNECTIVITY,
        expansion_add=_EFFORT_BUILDING,
        expansion_search=_LEAST_ASKED,
        # Nobody asks for a vector by its row: these are in a file of their own.
        enable_key_lookups=False,
    )
