"""What a newcomer says beside wishes: something else instead, dislike, dismay, an order; what can't be kept is told."""

from typing import Any

import pytest

from landas.bootstrap import Project
from tests.dialogue.talking import conversation

FIRST = {"en": "laptop under 12 million rupiah", "id": "laptop di bawah 12 juta"}


def _prices(turn: dict[str, Any]) -> list[float]:
    entries = [e for item in turn["items"] for e in item["evidence"] if e["type"] != "tradeoff"]
    return [float(e["value"]) for e in entries if e["field"] == "price"]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "never mind, something for cooking"), ("id", "gak jadi deh, cari buku masak aja")],
)
def test_what_is_asked_for_instead_begins_anew(sample: Project, language: str, text: str) -> None:
    *_, answer = conversation(sample, FIRST[language], text)
    assert answer["state"]["constraints"] == []
    assert "laptop" not in answer["state"]["categories"]


@pytest.mark.parametrize(("language", "text"), [("en", "never mind"), ("id", "gak jadi deh")])
def test_dropping_a_matter_alone_searches_nothing(sample: Project, language: str, text: str) -> None:
    *_, answer = conversation(sample, FIRST[language], text)
    assert answer["items"] == []
    assert answer["intent"]["intent_type"] == "other"


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "i hate this"), ("en", "these are ugly"), ("id", "jelek semua"), ("id", "gak suka semuanya")],
)
def test_who_dislikes_what_is_shown_sees_others(sample: Project, language: str, text: str) -> None:
    first, answer = conversation(sample, FIRST[language], text)
    assert answer["intent"]["intent_type"] == "reject"
    assert not {i["item_id"] for i in first["items"]} & {i["item_id"] for i in answer["items"]}


@pytest.mark.parametrize(("language", "text"), [("en", "so expensive!"), ("id", "wah mahal banget ya")])
def test_dismay_at_a_price_wishes_for_less(sample: Project, language: str, text: str) -> None:
    first, answer = conversation(sample, FIRST[language], text)
    assert all(price < min(_prices(first)) for price in _prices(answer))
    assert not [c for c in answer["state"]["constraints"] if c["op"] in ("gt", "gte")]


@pytest.mark.parametrize("text", ["laptop yang mahal banget", "something so expensive"])
def test_who_wishes_for_the_dear_gets_it(sample: Project, text: str) -> None:
    (answer,) = conversation(sample, text)
    assert [c["op"] for c in answer["state"]["constraints"] if c["field"] == "price"] == ["gte"]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("lightest first", "lower"),
        ("urutkan dari yg paling murah", "lower"),
        ("urutin dari yang termahal", "higher"),
    ],
)
def test_an_order_is_understood_to_its_last_word(sample: Project, text: str, direction: str) -> None:
    *_, answer = conversation(sample, FIRST["id"], text)
    assert answer["state"]["sort"]["direction"] == direction
    assert answer["intent"]["unparsed"] == []


@pytest.mark.parametrize(("language", "text"), [("en", "no fan please"), ("id", "bukan yang berkipas")])
def test_a_refusal_that_nothing_can_keep_is_told(sample: Project, language: str, text: str) -> None:
    *_, answer = conversation(sample, FIRST[language], text)
    (word,) = answer["intent"]["unparsed"]
    assert word in answer["reply"]


def test_a_purpose_is_not_said_to_be_found_and_unknown_at_once(sample: Project) -> None:
    (answer,) = conversation(sample, "something for the balcony")
    assert "for “something for the balcony”" not in answer["reply"]


@pytest.mark.parametrize("text", ["ceritain yang kedua dong", "info yang kedua dong"])
def test_an_item_is_told_of_in_everyday_words(sample: Project, text: str) -> None:
    first, answer = conversation(sample, FIRST["id"], text)
    assert answer["intent"]["intent_type"] == "ask_item"
    assert [i["item_id"] for i in answer["items"]] == [first["items"][1]["item_id"]]


def test_what_opens_a_question_is_not_quoted_as_unknown(sample: Project) -> None:
    *_, answer = conversation(sample, FIRST["en"], "hmm ok what's the second one made of?")
    assert answer["intent"]["intent_type"] == "ask_item"
    assert "hmm" not in answer["reply"]
