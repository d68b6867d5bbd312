"""Turns that turn a shown item down, and numbers that name a place in the list and so measure nothing."""

from typing import Any

import pytest

from landas.bootstrap import Project
from landas.understanding.shown.about_words import about_words
from landas.understanding.shown.said_places import without_places
from tests.dialogue.talking import conversation
from tests.understanding.world import PACKS, SCHEMA

Turn = dict[str, Any]
WORDS = about_words(SCHEMA, PACKS)
LAPTOPS = "laptop under 15 million rupiah"


def ids(turn: Turn) -> list[str]:
    return [item["item_id"] for item in turn["items"]]


def limits(turn: Turn, field: str) -> list[tuple[str, Any]]:
    wishes = turn["state"]["constraints"]
    return [(c["op"], c["value"]) for c in wishes if c["field"] == field and c["strength"] == "hard"]


def value(project: Project, item_id: str, field: str) -> Any:
    (version,) = project.items.get([item_id]).values()  # type: ignore[list-item]
    return version.item.values[field]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("not the first one", 0),
        ("hide the second", 1),
        ("I don't like number 3", 2),
        ("the second one no", 1),
        ("anything but the last one", 2),
        ("can you leave out the first?", 0),
        ("scrap the third", 2),
        ("nggak deh yang nomor 3", 2),
        ("yang pertama jangan", 0),
        ("jangan yang kedua deh", 1),
        ("ga suka sama yang ke-2", 1),
        ("bukan yang nomor tiga", 2),
        ("yg kedua gak usah kak", 1),
        ("coret #1", 0),
    ],
)
def test_an_item_that_is_turned_down_leaves_the_list_and_the_reply_says_so(
    sample: Project, text: str, place: int
) -> None:
    first, turn = conversation(sample, LAPTOPS, text)
    assert turn["intent"]["intent_type"] == "reject"
    assert ids(first)[place] not in ids(turn)
    assert ids(turn)
    assert turn["state"]["accepted"] == []
    assert turn["reply"].startswith(("I leave that one out.", "Yang itu saya keluarkan."))


def test_it_stays_out_when_more_is_wished(sample: Project) -> None:
    first, _, turn = conversation(sample, LAPTOPS, "not the first one", "with 8 GB of RAM")
    assert ids(first)[0] not in ids(turn)


def test_what_is_wished_beside_it_holds_too(sample: Project) -> None:
    first, turn = conversation(sample, LAPTOPS, "jangan yang pertama, yang lebih murah")
    assert ids(first)[0] not in ids(turn)
    assert [op for op, _ in limits(turn, "price")] == ["lt"]
    assert limits(turn, "price")[0][1] < 15_000_000


@pytest.mark.parametrize("text", ["not the first one, the second", "bukan yang pertama, yang kedua aja"])
def test_another_that_is_named_beside_it_is_taken(sample: Project, text: str) -> None:
    first, turn = conversation(sample, LAPTOPS, text)
    assert turn["state"]["accepted"] == [ids(first)[1]]


@pytest.mark.parametrize(
    "text", ["why not the second one?", "why the first and not the second?", "kenapa bukan yang kedua?"]
)
def test_why_not_turns_nothing_down(sample: Project, text: str) -> None:
    first, turn = conversation(sample, LAPTOPS, text)
    assert turn["intent"]["intent_type"] == "why"
    assert ids(first)[1] in ids(turn)


@pytest.mark.parametrize("text", ["don't hide the second one", "jangan hapus yang kedua"])
def test_what_is_not_to_be_hidden_stays(sample: Project, text: str) -> None:
    turn = conversation(sample, LAPTOPS, text)[-1]
    assert turn["intent"]["intent_type"] != "reject"


def test_a_no_before_a_mark_turns_nothing_down(sample: Project) -> None:
    first, turn = conversation(sample, LAPTOPS, "no, the second one please")
    assert turn["state"]["accepted"] == [ids(first)[1]]


@pytest.mark.parametrize(
    "text",
    [
        "lebih enteng dari nomor 2",
        "lebih ringan dari no 2 dong",
        "ada yang lebih ringan dari #2?",
        "lighter than number 2",
        "anything lighter than no. 2?",
        "lighter than option two",
        "lighter than the 2nd one",
    ],
)
def test_the_number_of_a_place_is_no_weight(sample: Project, text: str) -> None:
    first, turn = conversation(sample, LAPTOPS, text)
    assert turn["intent"]["intent_type"] == "find"
    assert limits(turn, "weight") == [("lt", value(sample, ids(first)[1], "weight"))]


@pytest.mark.parametrize("text", ["how about March 10th?", "on March 3rd"])
def test_a_day_keeps_its_number(text: str) -> None:
    assert without_places(text, WORDS, 3) == text


@pytest.mark.parametrize("text", ["compare 1 and 2", "bandingin 1 sama 2"])
def test_numbers_to_compare_measure_nothing_after_a_wish_about_numbers(sample: Project, text: str) -> None:
    _, lighter, turn = conversation(sample, LAPTOPS, "lighter than 2 kg", text)
    assert turn["intent"]["intent_type"] == "compare"
    assert ids(turn) == ids(lighter)[:2]


@pytest.mark.parametrize(("text", "most"), [("under 2 kg", 2), ("maksimal 2 kg", 2)])
def test_a_measured_number_is_still_a_wish(sample: Project, text: str, most: float) -> None:
    turn = conversation(sample, LAPTOPS, text)[-1]
    assert [limit for _, limit in limits(turn, "weight")] == [most]


def test_the_item_that_was_spoken_of_stays_out_when_it_is_turned_down(sample: Project) -> None:
    first, _, _, turn = conversation(
        sample, LAPTOPS, "how heavy is the second?", "not that one", "with 8 GB of RAM"
    )
    assert ids(first)[1] not in ids(turn)


@pytest.mark.parametrize("text", ["more expensive than the first", "lebih mahal dari yang pertama"])
def test_a_comparison_moves_one_end_of_a_range(sample: Project, text: str) -> None:
    first, turn = conversation(sample, "laptop between 5 and 15 million rupiah", text)
    assert sorted(limits(turn, "price")) == [
        ("gt", value(sample, ids(first)[0], "price")),
        ("lte", 15_000_000),
    ]


@pytest.mark.parametrize("text", ["the cheaper of the two please", "I'll take the cheaper of the two"])
def test_the_cheaper_of_the_two_is_one_of_those_compared(sample: Project, text: str) -> None:
    first, _, turn = conversation(sample, LAPTOPS, "compare 2 and 3", text)
    cheaper = min(ids(first)[1:], key=lambda item: value(sample, item, "price"))
    assert turn["state"]["accepted"] == [cheaper]
