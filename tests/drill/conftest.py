"""One stage over the sample shop for all tests of the drill, and clients that lie about what the server said."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from landas.drill.server import Client
from landas.drill.stage import LATE, Stage, staged

Tamper = Callable[[str, dict[str, Any]], None]


@pytest.fixture(scope="session")
def stage(sample_folder: Path) -> Iterator[Stage]:
    with staged(sample_folder, short=True) as running:
        yield running


class TamperingClient(Client):
    """A server as it might be if a promise didn't hold: every answer is changed before the drill sees it, and those of
    the copy whose model is late come later still."""

    def __init__(self, address: str, tamper: Tamper, slower_by: float = 0.0) -> None:
        super().__init__(address)
        self._tamper = tamper
        self._slower_by = slower_by

    def exchange(
        self, method: str, copy: str, path: str, body: Mapping[str, Any] | None = None
    ) -> tuple[int, dict[str, Any], float]:
        status, document, seconds = super().exchange(method, copy, path, body)
        self._tamper(path, document)
        return status, document, seconds + (self._slower_by if copy == LATE else 0.0)


def rigged(stage: Stage, tamper: Tamper, slower_by: float = 0.0) -> Stage:
    return replace(stage, client=TamperingClient(stage.client.address, tamper, slower_by))
