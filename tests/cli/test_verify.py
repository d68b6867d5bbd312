"""`landas verify` as a command: every line has a result, also one that is no case."""

import json
from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (
            {"items": [{"item_id": "A", "title": "x"}], "reply": "Hi."},
            "items[0] must have item_id and facts and nothing",
        ),
        ({"items": {"A": {}}, "reply": "Hi."}, "items is no list: give one of"),
        ({"facts": [], "reply": "Hi."}, "facts is no object: give labels with their values, such as"),
        ({"facts": {"price": "$1"}}, "reply is missing or no text: give what is to be checked, such as"),
        (
            {"fact": {"price": "$1"}, "reply": "Hi."},
            "'fact' is no key here: give reply and one of",
        ),
        ({"text": 5, "reply": "Hi."}, "text is no text: give what the reply must rest on in words"),
    ],
)
def test_what_an_outsider_gets_wrong_is_said_in_a_sentence_with_an_example(
    tmp_path: Path, case: dict[str, object], said: str
) -> None:
    file = tmp_path / "replies.jsonl"
    file.write_text(json.dumps(case) + "\n")
    (result,) = landas("verify", file, "--json").document["results"]
    assert result["error"].startswith(f"line 1: {said}")
