"""Turns that speak of a list where there is none, and questions that say nothing but what they ask of it."""

from typing import Any

import pytest

from landas.bootstrap import Project
from tests.dialogue.talking import conversation

Turn = dict[str, Any]
LAPTOPS = "laptop under 15 million rupiah"


def ids(turn: Turn) -> list[str]:
    return [item["item_id"] for item in turn["items"]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tell me about the second one", "I haven't shown you anything yet."),
        ("how much is the first one", "I haven't shown you anything yet."),
        ("cheaper than that one", "I haven't shown you anything yet."),
        ("compare 1 and 2", "I haven't shown you anything yet."),
        ("why not the black one?", "I haven't shown you anything yet."),
        ("I'll take the second", "I haven't shown you anything yet."),
        ("i don't want the second one", "I haven't shown you anything yet."),
        ("yang kedua gimana?", "Belum ada yang saya tampilkan."),
        ("lebih murah dari itu", "Belum ada yang saya tampilkan."),
        ("kenapa bukan yang hitam?", "Belum ada yang saya tampilkan."),
        ("bandingin 1 sama 2", "Belum ada yang saya tampilkan."),
    ],
)
def test_where_nothing_was_shown_it_is_said_and_the_kinds_are_offered(
    sample: Project, text: str, told: str
) -> None:
    (turn,) = conversation(sample, text)
    assert turn["reply"].startswith(told)
    assert turn["clarification"]
    assert (ids(turn), turn["state"]["constraints"]) == ([], [])


@pytest.mark.parametrize(
    "text", ["my first laptop", "laptop yang kedua tangan", "cheapest first", "a black one"]
)
def test_a_wish_with_such_a_word_is_still_searched_for(sample: Project, text: str) -> None:
    (turn,) = conversation(sample, text)
    assert turn["intent"]["intent_type"] == "find"
    assert ids(turn)


@pytest.mark.parametrize(
    "text", ["the second one how much", "no 2 berapa?", "yang kedua berapa kak", "#2 how much?"]
)
def test_a_mere_how_much_asks_the_price(sample: Project, text: str) -> None:
    first, turn = conversation(sample, LAPTOPS, text)
    assert turn["intent"]["intent_type"] == "ask_item"
    assert ids(turn) == [ids(first)[1]]
    assert [e["field"] for item in turn["items"] for e in item["evidence"]] == ["price"]


def test_how_much_of_something_asks_for_that(sample: Project) -> None:
    turn = conversation(sample, LAPTOPS, "how much RAM does the second one have?")[-1]
    assert [e["field"] for item in turn["items"] for e in item["evidence"]] == ["ram"]


@pytest.mark.parametrize("text", ["black or white?", "hitam atau putih?"])
def test_values_asked_back_ask_which_of_them_it_is(sample: Project, text: str) -> None:
    first, _, turn = conversation(sample, LAPTOPS, "how about the second?", text)
    assert turn["intent"]["intent_type"] == "ask_item"
    assert ids(turn) == [ids(first)[1]]
    assert [c["field"] for c in turn["state"]["constraints"]] == ["price"]


@pytest.mark.parametrize("text", ["yang hitam atau putih?", "in black or white?", "black or white"])
def test_values_that_say_which_ones_are_a_wish(sample: Project, text: str) -> None:
    turn = conversation(sample, LAPTOPS, text)[-1]
    assert turn["intent"]["intent_type"] == "find"
    assert "colour" in [c["field"] for c in turn["state"]["constraints"]]


def test_a_bare_comparing_question_after_one_item_asks_about_that_item(sample: Project) -> None:
    first, _, turn = conversation(sample, LAPTOPS, "yang kedua gimana?", "lebih murah?")
    assert turn["intent"]["intent_type"] == "compare"
    assert ids(turn)[0] == ids(first)[1]
    assert set(ids(turn)) == set(ids(first))


@pytest.mark.parametrize("text", ["yang lebih murah?", "ada yang lebih murah?", "cheaper?"])
def test_a_comparing_word_said_of_others_is_a_wish(sample: Project, text: str) -> None:
    turn = conversation(sample, LAPTOPS, "yang kedua gimana?", text)[-1]
    assert turn["intent"]["intent_type"] == "find"
