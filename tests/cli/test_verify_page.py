"""The page for people who only check replies: its examples are cases, with these verdicts."""

import json
from pathlib import Path

from tests.cli.runner import landas

PAGE = Path(__file__).parents[2] / "docs" / "verify.md"


def test_the_examples_of_the_page_are_checked_as_it_lets_one_expect(tmp_path: Path) -> None:
    examples = PAGE.read_text(encoding="utf-8").partition("```jsonl\n")[2].partition("```")[0]
    file = tmp_path / "cases.jsonl"
    file.write_text(examples, encoding="utf-8")
    results = landas("verify", file, "--json").document["results"]
    assert [json.loads(line)["id"] for line in examples.splitlines()] == [r["id"] for r in results]
    assert [result["faithful"] for result in results] == [True, True, False]
