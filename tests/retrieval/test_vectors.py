"""Rows nearest to a vector, with and without a graph, under masks that keep many, few and hostile rows."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from landas.releases.files import save_array
from landas.retrieval import vectors as vector_module
from landas.retrieval.best import best
from landas.retrieval.vectors import VectorRows, save_graph

ROWS, DIMENSION = 3_000, 32


def unit(values: NDArray[np.float64]) -> NDArray[np.float32]:
    return (values / np.linalg.norm(values, axis=-1, keepdims=True)).astype(np.float32)


@pytest.fixture
def rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> VectorRows:
    """3,000 rows in thirty crowds, with a graph."""
    monkeypatch.setattr(vector_module, "GRAPH_FROM", 1_000)
    monkeypatch.setattr(vector_module, "FOR_ONE_FOUND", 0)
    chance = np.random.default_rng(4)
    crowds = chance.normal(size=(30, DIMENSION))
    made = unit(crowds[np.arange(ROWS) % 30] + 0.4 * chance.normal(size=(ROWS, DIMENSION)))
    save_array(tmp_path, "vectors", made.astype(np.float16))
    save_graph(tmp_path, made.astype(np.float16), threads=1)
    return VectorRows.load(tmp_path)


def by_hand(
    rows: VectorRows, wanted: NDArray[np.float32], allowed: NDArray[np.bool_], limit: int
) -> set[int]:
    cosines = [(float(rows[row] @ wanted), -row) for row in np.flatnonzero(allowed).tolist()]
    return {-row for _, row in sorted(cosines, reverse=True)[:limit]}


@pytest.mark.parametrize("share", [1.0, 0.5, 0.05, 0.005])
def test_what_is_found_is_what_comparing_every_row_finds(rows: VectorRows, share: float) -> None:
    chance = np.random.default_rng(5)
    allowed = chance.random(ROWS) < share
    found = 0
    for row in range(20):
        nearest, cosines = rows.nearest(rows[row], allowed, 10)
        assert allowed[nearest].all()
        assert list(cosines) == sorted(cosines, reverse=True)
        found += len(set(nearest.tolist()) & by_hand(rows, rows[row], allowed, 10))
    assert found >= 0.98 * 20 * min(10, allowed.sum())


def test_a_mask_that_forbids_everything_near_still_gets_its_rows(rows: VectorRows) -> None:
    allowed = np.arange(ROWS) % 30 != 7
    nearest, _ = rows.nearest(rows[7], allowed, 2_000)
    assert len(nearest) == 2_000
    assert allowed[nearest].all()


def test_equal_cosines_come_in_the_order_of_rows() -> None:
    rows, _ = best(np.array([5, 2, 9]), np.array([0.5, 0.5, 0.5], dtype=np.float32), 2)
    assert rows.tolist() == [2, 5]


def test_a_release_without_vectors_or_allowed_rows_has_nothing_near() -> None:
    none = VectorRows(np.zeros((0, 4), dtype=np.float16))
    assert len(none.nearest(np.ones(4, dtype=np.float32), np.zeros(0, dtype=bool), 5)[0]) == 0


_GRAPH_THEN_TREES = """
import sys
import subprocess
import sys
from pathlib import Path
import numpy as np
from landas.releases.files import save_array
from landas.retrieval import vectors
vectors.GRAPH_FROM = 10
rows = np.eye(32, dtype=np.float16)
save_array(Path(sys.argv[1]), "vectors", rows)
vectors.save_graph(Path(sys.argv[1]), rows, threads=1)
found = vectors.VectorRows.load(Path(sys.argv[1]))
import xgboost
data = xgboost.QuantileDMatrix(np.eye(40, dtype=np.float32), label=np.arange(40) % 2, qid=np.arange(40) // 10)
trees = xgboost.train({"objective": "rank:ndcg"}, data, 2)
trees.inplace_predict(np.eye(40, dtype=np.float32))
found.nearest(rows[3].astype(np.float32), np.ones(32, dtype=bool), 1)
"""


def test_a_process_that_opened_a_graph_can_still_train_and_read_trees(tmp_path: Path) -> None:
    # In a process of its own: whichever of the two libraries another test loaded first would decide.
    ended = subprocess.run([sys.executable, "-c", _GRAPH_THEN_TREES, str(tmp_path)], capture_output=True)
    assert ended.returncode == 0, ended.stderr.decode()[-500:]
