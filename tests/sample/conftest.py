"""The sample as the demo writes it, made once for all tests."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from landas.sample import SampleFiles, write_sample

END = datetime(2026, 6, 15, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleFiles:
    return write_sample(tmp_path_factory.mktemp("sample"), END)


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def rows(sample: SampleFiles) -> list[dict[str, Any]]:
    return lines_of(sample.items)


@pytest.fixture(scope="session")
def events(sample: SampleFiles) -> list[dict[str, Any]]:
    return lines_of(sample.events)
