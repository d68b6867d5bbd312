"""The page of the HTTP API names every reason for which a model's words aren't used."""

from pathlib import Path
from typing import get_args

import pytest

from landas.llm.calls import FallbackReason

PAGE = Path(__file__).parents[2] / "docs" / "http.md"


@pytest.mark.parametrize("reason", get_args(FallbackReason))
def test_every_fallback_reason_is_on_the_page(reason: str) -> None:
    told = PAGE.read_text(encoding="utf-8").partition("`fallback` says why")[2].partition("\n\n")[0]
    assert f"`{reason}`" in told
