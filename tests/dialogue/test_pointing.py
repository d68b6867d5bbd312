"""Turns that point at shown items by what these are, by place, id or number, judged by the values of these items."""

from typing import Any

import pytest

from landas.bootstrap import Project
from tests.dialogue.talking import conversation

Turn = dict[str, Any]
FIRST = "laptop under 15 million rupiah"
GADGETS = "phone under 5 million rupiah"


def ids(turn: Turn) -> list[str]:
    return [item["item_id"] for item in turn["items"]]


def value(project: Project, item_id: str, field: str) -> Any:
    (version,) = project.items.get([item_id]).values()  # type: ignore[list-item]
    return version.item.values.get(field)


def limits(turn: Turn, field: str) -> list[tuple[str, Any]]:
    wishes = turn["state"]["constraints"]
    return [(c["op"], c["value"]) for c in wishes if c["field"] == field and c["strength"] == "hard"]


@pytest.mark.parametrize(
    ("text", "field", "place"),
    [
        ("yang lebih murah dari yang pertama ada?", "price", 0),
        ("and cheaper than the last one", "price", 2),
        ("lighter than the first one", "weight", 0),
        ("lebih murah dari yang tengah ada?", "price", 1),
    ],
)
def test_what_stands_behind_a_than_is_measured_by_and_not_asked_about(
    sample: Project, text: str, field: str, place: int
) -> None:
    first, turn = conversation(sample, "laptop with at least 8 GB of RAM", text)
    assert turn["intent"]["intent_type"] == "find"
    assert limits(turn, field) == [("lt", value(sample, ids(first)[place], field))]


@pytest.mark.parametrize("text", ["anything cheaper than the {} one?", "yang lebih murah dari yang {} ada?"])
def test_a_make_behind_a_than_is_no_wish_for_that_make(sample: Project, text: str) -> None:
    (first,) = conversation(sample, "phone under 9 million rupiah")
    brands = [value(sample, item, "brand") for item in ids(first)]
    place = next(at for at, brand in enumerate(brands) if brands.count(brand) == 1)
    turn = conversation(sample, "phone under 9 million rupiah", text.format(brands[place]))[-1]
    assert limits(turn, "brand") == []
    assert limits(turn, "price") == [("lt", value(sample, ids(first)[place], "price"))]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "how heavy is the {} one you showed?"), ("id", "yang {} tadi beratnya berapa?")],
)
def test_a_colour_of_one_shown_item_points_at_it(sample: Project, language: str, text: str) -> None:
    (first,) = conversation(sample, GADGETS)
    colours = [value(sample, item, "colour") for item in ids(first)]
    place = next(at for at, colour in enumerate(colours) if colours.count(colour) == 1)
    words = {"black": "hitam", "green": "hijau", "blue": "biru", "white": "putih", "grey": "abu-abu"}
    said = colours[place] if language == "en" else words[str(colours[place])]
    turn = conversation(sample, GADGETS, text.format(said))[-1]
    assert turn["intent"]["intent_type"] == "ask_item"
    assert ids(turn) == [ids(first)[place]]
    assert limits(turn, "colour") == []


@pytest.mark.parametrize("text", ["in black please", "a black one", "do you have the black one?"])
def test_a_colour_that_is_wished_for_is_still_a_wish(sample: Project, text: str) -> None:
    turn = conversation(sample, GADGETS, text)[-1]
    assert limits(turn, "colour") == [("eq", "black")]


@pytest.mark.parametrize(
    "text", ["tell me about the cheapest of those", "yang paling murah dari itu beratnya berapa?"]
)
def test_the_cheapest_of_those_is_one_of_those(sample: Project, text: str) -> None:
    first, turn = conversation(sample, FIRST, text)
    cheapest = min(ids(first), key=lambda item: value(sample, item, "price"))
    assert (turn["intent"]["intent_type"], ids(turn)) == ("ask_item", [cheapest])
    assert turn["state"]["sort"] is None


def test_an_id_names_its_item_whether_it_was_shown_or_not(sample: Project) -> None:
    first, shown, other = conversation(sample, FIRST, "tell me about L022c", "and L001b, is it pink?")
    assert "L001b" not in ids(first)
    assert [ids(shown), ids(other)] == [["L022c"], ["L001b"]]


@pytest.mark.parametrize("text", ["1 vs 3", "compare 1 and 3", "bandingin 1 sama 3"])
def test_bare_numbers_beside_a_comparing_word_are_places(sample: Project, text: str) -> None:
    first, turn = conversation(sample, "mouse", text)
    assert turn["intent"]["intent_type"] == "compare"
    assert ids(turn) == [ids(first)[0], ids(first)[2]]


@pytest.mark.parametrize("text", ["how much is the seventh one?", "yang ketujuh berapa harganya?"])
def test_a_far_place_is_beyond_the_list(sample: Project, text: str) -> None:
    turn = conversation(sample, GADGETS, text)[-1]
    assert "three" in turn["reply"] or "tiga" in turn["reply"]


@pytest.mark.parametrize(
    "text",
    ["what was the price of number 1 in the previous list?", "nomor 1 di daftar sebelumnya harganya berapa?"],
)
def test_the_list_before_the_last_one_can_be_spoken_of(sample: Project, text: str) -> None:
    first, second, turn = conversation(sample, GADGETS, "in white", text)
    assert ids(first)[0] != ids(second)[0]
    assert ids(turn) == [ids(first)[0]]


@pytest.mark.parametrize("text", ["2", "option 2"])
def test_a_number_answers_the_question_that_was_put(sample: Project, text: str) -> None:
    first, turn = conversation(sample, FIRST, text)
    option = first["options"][1]
    assert limits(turn, option["field"]) == [(option["op"], option["value"])]
    assert turn["state"]["accepted"] == []


def test_a_day_is_no_place_in_a_shorter_list(sample: Project) -> None:
    *_, turn = conversation(sample, "light laptop", "how about the 10th?")
    assert turn["intent"]["intent_type"] != "accept"
    assert "I showed only" not in turn["reply"]
