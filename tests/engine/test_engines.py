"""One behaviour suite on every engine; Daft's is skipped where the extra `scale` isn't installed."""

import os

import pytest

from landas.engine.engine import Engine, LocalEngine
from tests.suites.engine_suite import EngineSuite


class TestLocalEngine(EngineSuite):
    @pytest.fixture
    def engine(self) -> Engine:
        return LocalEngine()


class TestDaftEngine(EngineSuite):
    """On the runner that `DAFT_RUNNER` names: `native` or `ray`."""

    @pytest.fixture
    def engine(self) -> Engine:
        pytest.importorskip("daft", reason="the extra isn't installed: pip install 'landas[scale]'")
        from landas.engine.daft_engine import DaftEngine

        os.environ.setdefault("DAFT_ANALYTICS_ENABLED", "0")
        return DaftEngine()
