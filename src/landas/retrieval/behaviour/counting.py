"""Counting which rows met, block of rows by block of rows: all pairs of a long log would never fit into memory.

A block reads the entries of its own rows and looks up to fifty places around each, so that no pair is met twice.
"""

import tempfile
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landas.engine.engine import Engine, LocalEngine
from landas.events.sequences import Ints, Sequences
from landas.releases.files import load_array, new_array, save_array
from landas.retrieval.behaviour.covisitation import BACKWARD, Counts, Covisits
from landas.retrieval.behaviour.matrices import strongest_of_lists
from landas.retrieval.behaviour.neighbourhood import neighbours_each
from landas.retrieval.behaviour.source import Floats

NEAR, FAR = 10, 50
"""Places around an entry within which another one meets it."""
PAIRS_A_BLOCK = 4_000_000
"""Pairs counted at a time: some 400 MB."""
_FAR_FADING = 0.9
_MOST = float(np.finfo(np.float16).max)
_COUNTS = ("near_after", "near_before", "far_after", "far_before")


def learn_covisits(
    log: Sequences,
    engine: Engine | None = None,
    folder: Path | None = None,
    pairs_a_block: int = PAIRS_A_BLOCK,
) -> Covisits:
    """The pairs of a log. `folder` takes what is counted until all is; without one it lies in a temporary place."""
    if folder is None:
        with tempfile.TemporaryDirectory() as scratch:
            return _in_memory(_counted(log, engine or LocalEngine(), Path(scratch), pairs_a_block))
    return _counted(log, engine or LocalEngine(), folder, pairs_a_block)


def _counted(log: Sequences, engine: Engine, folder: Path, pairs_a_block: int) -> Covisits:
    size, places, back = log.size, log.places(), log.places_back()
    save_array(folder, "entries.rows", log.rows)
    save_array(folder, "entries.places", np.minimum(places, FAR).astype(np.int8))
    save_array(folder, "entries.back", np.minimum(back, FAR).astype(np.int8))
    weights = np.ones(len(log.rows), dtype=np.float32) if log.weights is None else np.sqrt(log.weights)
    save_array(folder, "entries.weights", weights)
    save_array(folder, "by_row", np.argsort(log.rows, kind="stable"))
    lengths = np.bincount(log.rows, minlength=size)
    save_array(folder, "by_row.offsets", np.concatenate([[0], np.cumsum(lengths)]))
    save_array(folder, "totals", _totals(log, weights))
    met = np.bincount(log.rows, np.minimum(places, FAR) + np.minimum(back, FAR), minlength=size)
    done = engine.run(partial(count_block, folder), _blocks(met, pairs_a_block), folder / "blocks")
    return _joined(folder, done, size)


def _totals(log: Sequences, weights: Floats) -> Floats:
    found = np.zeros((log.size, 4))
    places = log.places()
    for gap in range(1, FAR + 1):
        later = np.flatnonzero(places >= gap)
        first, second = log.rows[later - gap], log.rows[later]
        both = weights[later - gap] * weights[later] * (first != second)
        for column, rows, worth in ((0, first, 1 / gap), (1, second, 1 / gap)) if gap <= NEAR else ():
            found[:, column] += np.bincount(rows, both * worth, log.size)
        for column, rows in ((2, first), (3, second)):
            found[:, column] += np.bincount(rows, both * _FAR_FADING ** (gap - 1), log.size)
    return found.astype(np.float32)


def count_block(folder: Path, block: tuple[int, int], into: Path) -> None:
    """Writes the neighbours of the rows `block[0]` to before `block[1]`. Runs wherever `folder` can be read."""
    low, high = block
    totals = load_array(folder, "totals")
    keys, gaps, forward, worth = _met(folder, low, high)
    order = np.argsort(keys, kind="stable")
    keys, gaps, forward, worth = keys[order], gaps[order], forward[order], worth[order]
    begins = np.flatnonzero(np.diff(keys, prepend=-1))
    near = np.where(gaps <= NEAR, worth / gaps, 0)
    far = worth * _FAR_FADING ** (gaps - 1.0)
    columns = [
        np.add.reduceat(np.where(way, value, 0).astype(np.float32), begins)
        if len(begins)
        else np.zeros(0, np.float32)
        for value in (near, far)
        for way in (forward, ~forward)
    ]
    rows, others = np.divmod(keys[begins], len(totals))
    offsets = np.searchsorted(rows, np.arange(low, high + 1))
    # What everybody turned to is met with everything: the strongest are those met more than that.
    rarity = np.sqrt(np.maximum(totals[others, 3] + BACKWARD * totals[others, 2], 1e-9))
    strength = (columns[2] + BACKWARD * columns[3]) / rarity
    kept = strongest_of_lists(strength, offsets, neighbours_each(len(totals)))
    save_array(into, "neighbours", others[kept].astype(np.int32))
    save_array(into, "lengths", np.bincount(rows[kept] - low, minlength=high - low))
    for name, column in zip(_COUNTS, columns, strict=True):
        save_array(into, name, np.minimum(column[kept], _MOST).astype(np.float16))


def _met(folder: Path, low: int, high: int) -> tuple[Ints, Ints, NDArray[np.bool_], Floats]:
    """Every pair of the block's rows: row and other as one number, how far apart, which way, how much it says."""
    rows, weights = load_array(folder, "entries.rows"), load_array(folder, "entries.weights")
    offsets = load_array(folder, "by_row.offsets")
    own = load_array(folder, "by_row")[offsets[low] : offsets[high]]
    reach = {
        step: load_array(folder, name)[own] for step, name in ((1, "entries.back"), (-1, "entries.places"))
    }
    size = len(offsets) - 1
    keys, gaps, forward, worth = [], [], [], []
    for gap in range(1, FAR + 1):
        for step, within in reach.items():
            here = own[within >= gap]
            there = here + step * gap
            apart = rows[here] != rows[there]
            here, there = here[apart], there[apart]
            keys.append(rows[here].astype(np.int64) * size + rows[there])
            gaps.append(np.full(len(here), gap, dtype=np.int64))
            forward.append(np.full(len(here), step > 0))
            worth.append(weights[here] * weights[there])
    return np.concatenate(keys), np.concatenate(gaps), np.concatenate(forward), np.concatenate(worth)


def _blocks(counts: NDArray[Any], pairs_a_block: int) -> list[tuple[int, int]]:
    """Neighbouring rows that have about so many pairs together."""
    reached = np.cumsum(counts) // max(pairs_a_block, 1)
    cuts = np.flatnonzero(np.diff(reached)) + 1
    edges = [0, *cuts.tolist(), len(counts)]
    return [(low, high) for low, high in pairwise(edges) if low < high]


def _joined(folder: Path, done: list[Path], size: int) -> Covisits:
    """One file a column, filled part by part."""
    none = [np.zeros(0, dtype=np.int64)]
    lengths = np.concatenate([*none, *(load_array(path, "lengths") for path in done)])
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    columns = {"neighbours": np.int32, **dict.fromkeys(_COUNTS, np.float16)}
    for name, dtype in columns.items():
        whole = new_array(folder, f"pairs.{name}", (int(offsets[-1]),), dtype)
        start = 0
        for path in done:
            part = load_array(path, name)
            whole[start : start + len(part)] = part
            start += len(part)
        whole.flush()
    assert len(offsets) == size + 1
    return Covisits(
        offsets,
        load_array(folder, "pairs.neighbours"),
        *_counts(lambda name: load_array(folder, f"pairs.{name}")),
        load_array(folder, "totals"),
    )


def _counts(read: Callable[[str], NDArray[Any]]) -> tuple[Counts, Counts, Counts, Counts]:
    first, second, third, fourth = (read(name) for name in _COUNTS)
    return first, second, third, fourth


def _in_memory(found: Covisits) -> Covisits:
    counts = _counts(lambda name: np.array(getattr(found, name)))
    return Covisits(np.array(found.offsets), np.array(found.neighbours), *counts, np.array(found.totals))
