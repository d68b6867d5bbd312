"""One behaviour suite on every engine; Daft's is skipped where the extra `scale` isn't installed."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from landas.engine.engine import Engine, LocalEngine
from tests.suites.engine_suite import EngineSuite

ROOT = Path(__file__).parent.parent.parent
NOT_INSTALLED = "the extra isn't installed: pip install 'landas[scale]'"


class TestLocalEngine(EngineSuite):
    @pytest.fixture
    def engine(self) -> Engine:
        return LocalEngine()


# Daft leaves the pipes of a process whose batch failed to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
class TestDaftEngine(EngineSuite):
    """On the runner that `DAFT_RUNNER` names: `native` or `ray`."""

    @pytest.fixture
    def engine(self) -> Engine:
        pytest.importorskip("daft", reason=NOT_INSTALLED)
        from landas.engine.daft_engine import DaftEngine

        os.environ.setdefault("DAFT_ANALYTICS_ENABLED", "0")
        return DaftEngine()


_COUNTED = """
import sys
import numpy as np
from landas.engine.kinds import engine_named
from landas.events.sequences import Sequences
from landas.retrieval.behaviour.counting import learn_covisits
chance = np.random.default_rng(3)
log = Sequences.of((chance.integers(60, size=12) for _ in range(80)), 60)
found = learn_covisits(log, engine_named(sys.argv[1]), pairs_a_block=5_000)
np.savez(sys.argv[2], found.offsets, found.neighbours, found.near_after, found.near_before, found.totals)
"""


def counted(engine: str, runner: str, folder: Path) -> bytes:
    """Pairs counted in a process of its own: Daft takes one runner a process."""
    known = {"DAFT_RUNNER": runner, "DAFT_ANALYTICS_ENABLED": "0", "RAY_USAGE_STATS_ENABLED": "0"}
    into = folder / f"{engine}-{runner}.npz"
    command = [sys.executable, "-c", _COUNTED, engine, str(into)]
    subprocess.run(command, env={**os.environ, **known}, cwd=ROOT, check=True, capture_output=True)
    return into.read_bytes()


@pytest.mark.parametrize("runner", ["native", "ray"])
def test_pairs_counted_by_daft_are_those_counted_in_this_process(runner: str, tmp_path: Path) -> None:
    pytest.importorskip("daft", reason=NOT_INSTALLED)
    if runner == "ray" and importlib.util.find_spec("ray") is None:
        pytest.skip("Ray isn't installed: pip install 'landas[ray]'")
    assert counted("daft", runner, tmp_path) == counted("local", runner, tmp_path)
