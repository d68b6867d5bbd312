"""The suite `dialogue`, on conversations whose scores are counted by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from landas.bootstrap import Project
from landas.catalog.fields import Field, Schema
from landas.errors import DataError
from landas.evaluation.dialogue import evaluate_dialogue
from landas.evaluation.dialogue_cases import DialogueCase, dialogue_cases
from landas.evaluation.held_state import expected_state, held_state, right_fields

FIELDS = {
    "city": Field("city", "category", "city"),
    "beds": Field("beds", "number", "beds"),
    "pets": Field("pets", "flag", "pets"),
}
SCHEMA = Schema(("en", "id"), "USD", "id", "name", (), FIELDS)


def constraint(field: str, value: Any, op: str = "eq", **more: Any) -> dict[str, Any]:
    return {"field": field, "op": op, "value": value, **more}


def turn(
    constraints: list[dict[str, Any]], items: tuple[str, ...] = (), question: str | None = None
) -> dict[str, Any]:
    return {
        "state": {"constraints": constraints, "categories": []},
        "items": [{"item_id": item} for item in items],
        "clarification": question,
        "language": "en",
    }


CASE = DialogueCase.model_validate(
    {
        "id": "d1",
        "language": "en",
        "turns": [
            {"user": "a flat in Solo", "expect_state": {"city": "Solo"}},
            {"user": "with 3 bedrooms", "expect_state": {"city": "Solo", "beds": "3 bedrooms"}},
            {"user": "thanks"},
        ],
        "accept": ["b"],
    }
)


def test_accuracy_f1_and_acceptance_are_those_counted_by_hand() -> None:
    solo = constraint("city", "Solo")
    turns = [
        turn([solo], ("a",), "Which city?"),
        turn([solo, constraint("pets", True)], ("a", "b")),
        turn([]),
    ]
    values = {"a": {"city": "Solo", "beds": 2.0}, "b": {"city": "Solo", "beds": 3.0}}
    record = evaluate_dialogue(SCHEMA, [CASE], lambda _: turns, lambda ids: {i: values[i] for i in ids})
    found = {name: estimate["value"] for name, estimate in record["metrics"].items()}
    # Right 1 + 1, held 1 + 2, expected 1 + 2; of three shown items "a" meets only the first turn's state.
    assert found == {
        "joint_state_accuracy": 0.5,
        "constraint_f1": pytest.approx(4 / 6, abs=1e-4),
        "satisfying_share": pytest.approx(2 / 3, abs=1e-4),
        "accepted_share": 1.0,
        "turns_to_acceptance": 2.0,
        "questions_asked": 1.0,
    }
    assert record["per_case"][0]["turns"][1]["missed"] == {"beds": [3.0]}


@pytest.mark.parametrize(
    ("held", "expected", "right"),
    [
        ([constraint("beds", 3.0)], {"beds": "3 kamar tidur"}, 1),
        ([constraint("city", "solo")], {"city": ["Solo", "Surakarta"]}, 1),
        ([constraint("city", ["Solo", "Bali"], "in")], {"city": "Solo"}, 0),
        ([constraint("pets", True, "ne")], {"pets": "False"}, 1),
        ([constraint("city", "Solo", "ne")], {}, 0),
        ([constraint("beds", 2.0, "lte", assumption="small")], {}, 0),
        ([], {"city": "dontcare"}, 0),
    ],
)
def test_both_sides_of_a_state_are_compared_in_one_form(
    held: list[dict[str, Any]], expected: dict[str, Any], right: int
) -> None:
    said = held_state({"constraints": held, "categories": []}, None)
    wanted = expected_state(expected, SCHEMA)
    assert right_fields(said, wanted) == right
    assert ("dontcare" in expected.values()) <= (not wanted)


def test_a_line_that_is_no_dialogue_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text('{"id": "x", "turns": []}\n', encoding="utf-8")
    with pytest.raises(DataError, match="line 1"):
        dialogue_cases(path)


def test_a_projects_conversations_are_held_from_first_turn_to_last(sample: Project, tmp_path: Path) -> None:
    turns = [
        {"user": "laptop with 16 GB of RAM", "expect_state": {"category": "laptop", "ram": 16}},
        {"user": "thanks", "expect_state": {"category": "laptop", "ram": 16}},
    ]
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps({"id": "a", "language": "en", "turns": turns}), encoding="utf-8")
    record = sample.evaluate("dialogue", path)
    assert record["turns"] == 2
    assert len({str(t["state"]) for t in record["per_case"][0]["turns"]}) == 1
