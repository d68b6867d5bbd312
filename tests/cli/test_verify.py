"""`landas verify` as a command: every line has a result, also one that is no case."""

import json
from pathlib import Path

from tests.cli.runner import landas


def test_a_line_that_is_no_case_is_a_result_of_its_own_kind(tmp_path: Path) -> None:
    file = tmp_path / "replies.jsonl"
    good = {"id": "a", "facts": {"price": "$10"}, "reply": "It costs $10."}
    file.write_text(json.dumps(good) + "\n" + json.dumps({"id": "b", "reply": "It costs $10."}) + "\n[]\n")
    ran = landas("verify", file, "--json")
    first, second, third = ran.document["results"]
    assert ran.status == 0
    assert (first["id"], first["faithful"]) == ("a", True)
    assert (second["id"], second["faithful"], second["claims"]) == ("b", None, [])
    assert second["error"] == "line 2: give exactly one of facts, items, text; got none"
    assert (third["id"], third["faithful"]) == (None, None)
