"""A case that can't be used is named with its line and what it lacks."""

from pathlib import Path

import pytest

from landas.errors import DataError
from landas.evaluation.cases import understanding_cases


def test_a_case_without_what_is_expected_says_so(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text('{"text": "lamp", "expect": {}}\n{"text": "lamp", "intent": {}}\n')
    with pytest.raises(DataError, match=r"cases.jsonl, line 2 is no case: expect: Field required\. Write"):
        understanding_cases(file)
