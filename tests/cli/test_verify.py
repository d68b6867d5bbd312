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


def test_an_item_given_twice_and_an_unknown_language_are_told(tmp_path: Path) -> None:
    file = tmp_path / "replies.jsonl"
    item = {"item_id": "x", "facts": {"weight": "1 kg"}}
    twice = {"id": "a", "items": [item, item], "reply": "x weighs 1 kg."}
    foreign = {"id": "b", "facts": {"weight": "1 kg"}, "reply": "It weighs 1 kg.", "language": "xx"}
    file.write_text(json.dumps(twice) + "\n" + json.dumps(foreign) + "\n")
    first, second = landas("verify", file, "--json").document["results"]
    assert (
        first["error"]
        == "line 1: item_id 'x' is given more than once: give each item once, with all its facts"
    )
    assert second["error"] == "line 2: language: 'xx' is not known; use en, id"
