"""The engines by the names that a project file gives them."""

from typing import Literal

from landas.engine.daft_engine import DaftEngine
from landas.engine.engine import Engine, LocalEngine


def engine_named(name: Literal["local", "daft"]) -> Engine:
    """Raises SetupError for an engine that isn't installed."""
    return DaftEngine() if name == "daft" else LocalEngine()
