"""Wishes that stand against one of the items shown, multiples of it, and a wish behind a complaint."""

from typing import Any

import pytest

from landas.bootstrap import Project
from tests.dialogue.talking import conversation

Turn = dict[str, Any]


def limits(turn: Turn, field: str) -> list[tuple[str, Any]]:
    wishes = turn["state"]["constraints"]
    return [(c["op"], c["value"]) for c in wishes if c["field"] == field and c["strength"] == "hard"]


def number(project: Project, turn: Turn, place: int, field: str) -> float:
    item = project.items.get([turn["items"][place]["item_id"]])
    (value,) = (version.item.values[field] for version in item.values())
    return float(value)


@pytest.mark.parametrize(
    ("text", "field", "op", "place"),
    [
        ("something lighter than the second one", "weight", "lt", 1),
        ("yang lebih ringan dari yang kedua", "weight", "lt", 1),
        ("anything cheaper than the third one", "price", "lt", 2),
    ],
)
def test_a_comparison_with_one_of_them_is_measured_by_that_one(
    sample: Project, text: str, field: str, op: str, place: int
) -> None:
    first, second = conversation(sample, "laptop under 15 million rupiah", text)
    assert (op, number(sample, first, place, field)) in limits(second, field)


def test_a_multiple_of_one_of_them_is_a_search(sample: Project) -> None:
    first, second = conversation(sample, "laptop under 15 million rupiah", "twice the ram of the first one?")
    assert second["intent"]["intent_type"] == "find"
    assert limits(second, "ram") == [("gte", 2 * number(sample, first, 0, "ram"))]


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("laptop under 15 million rupiah", "why is the first one so heavy? anything lighter?"),
        ("hp di bawah 4 juta", "kok yang pertama berat ya? ada yang lebih ringan?"),
    ],
)
def test_a_complaint_before_a_wish_asks_for_what_is_wished(sample: Project, first: str, text: str) -> None:
    shown, turn = conversation(sample, first, text)
    assert turn["intent"]["intent_type"] == "find"
    assert limits(turn, "weight") == [("lt", number(sample, shown, 0, "weight"))]


def test_a_complaint_alone_is_still_answered_with_reasons(sample: Project) -> None:
    _, turn = conversation(sample, "laptop under 15 million rupiah", "why the first one?")
    assert turn["intent"]["intent_type"] == "why"


def test_a_question_about_a_named_item_may_stand_before_another_sentence(sample: Project) -> None:
    (shown,) = conversation(sample, "laptop under 15 million rupiah")
    title = " ".join(shown["items"][0]["title"].split()[:3])
    first = "laptop under 15 million rupiah"
    turn = conversation(sample, first, f"Is the {title} black? I also want to thank you.")[-1]
    assert turn["intent"]["intent_type"] == "ask_item"
    assert [(c["field"], c["op"]) for c in turn["state"]["constraints"]] == [("price", "lt")]


@pytest.mark.parametrize(
    ("text", "field"),
    [("and with a weight of at most 1.5 kg", "weight"), ("dan beratnya maksimal 1,5 kg", "weight")],
)
def test_a_limit_behind_an_and_is_a_wish_whatever_titles_say(sample: Project, text: str, field: str) -> None:
    turn = conversation(sample, "laptop under 15 million rupiah", text)[-1]
    assert turn["intent"]["intent_type"] == "find"
    assert limits(turn, field) == [("lte", 1.5)]
