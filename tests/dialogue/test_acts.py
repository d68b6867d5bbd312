"""Turns that do something with the answer before them: the wishes of earlier turns stand, and nothing is searched."""

from typing import Any

import pytest

from landas.bootstrap import Project
from landas.dialogue.service import AskRequest
from landas.errors import BadRequest
from landas.ids import ConversationId
from tests.dialogue.talking import conversation

FIRST = {"en": "laptop under 12 million rupiah", "id": "laptop di bawah 12 juta"}


def price_of(item: dict[str, Any]) -> float:
    return next(float(entry["value"]) for entry in item["evidence"] if entry["field"] == "price")


def wishes(turn: dict[str, Any]) -> list[tuple[str, str, Any]]:
    return [(c["field"], c["op"], c["value"]) for c in turn["state"]["constraints"]]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "thank you!", "small_talk"),
        ("en", "no thanks, that's all", "small_talk"),
        ("en", "sounds good, I'll take it", "accept"),
        ("en", "the second one looks great", "accept"),
        ("en", "why the first one?", "why"),
        ("id", "terima kasih ya", "small_talk"),
        ("id", "tidak usah, makasih", "small_talk"),
        ("id", "sepertinya menarik, saya ambil", "accept"),
        ("id", "kenapa yang pertama?", "why"),
    ],
)
def test_what_was_wished_stands_and_nothing_is_added(
    sample: Project, language: str, text: str, kind: str
) -> None:
    first, answer, later = conversation(
        sample, FIRST[language], text, "and black" if language == "en" else "dan hitam"
    )
    assert answer["intent"]["intent_type"] == kind
    assert wishes(answer) == wishes(first)
    assert wishes(later)[: len(wishes(first))] == wishes(first)


@pytest.mark.parametrize(
    ("language", "text"), [("en", "the second one looks great"), ("id", "yang kedua menarik")]
)
def test_what_is_taken_up_becomes_part_of_the_state(sample: Project, language: str, text: str) -> None:
    first, answer, later = conversation(sample, FIRST[language], text, "thanks")
    second = first["items"][1]
    assert answer["state"]["accepted"] == later["state"]["accepted"] == [second["item_id"]]
    assert second["title"] in answer["reply"]


@pytest.mark.parametrize(("language", "text"), [("en", "anything else?"), ("id", "ada yang lain?")])
def test_asking_for_others_leaves_out_what_was_offered(sample: Project, language: str, text: str) -> None:
    first, other = conversation(sample, FIRST[language], text)
    assert not {i["item_id"] for i in first["items"]} & {i["item_id"] for i in other["items"]}
    assert wishes(other) == wishes(first)


@pytest.mark.parametrize(("language", "text"), [("en", "why the first one?"), ("id", "kenapa yang pertama?")])
def test_a_why_is_answered_by_the_wishes_that_the_item_meets(
    sample: Project, language: str, text: str
) -> None:
    first, answer = conversation(sample, FIRST[language], text)
    assert [i["item_id"] for i in answer["items"]] == [first["items"][0]["item_id"]]
    types = {e["type"] for item in answer["items"] for e in item["evidence"]}
    assert "constraint_match" in types


@pytest.mark.parametrize(
    ("language", "text"), [("en", "is the laptop touchscreen?"), ("id", "laptopnya layar sentuh nggak ya?")]
)
def test_a_question_about_what_was_shown_adds_no_wish(sample: Project, language: str, text: str) -> None:
    first, answer = conversation(sample, FIRST[language], text)
    assert answer["intent"]["intent_type"] == "ask_item"
    assert wishes(answer) == wishes(first)


@pytest.mark.parametrize(("language", "text"), [("en", "undo that"), ("id", "batalkan")])
def test_an_undone_turn_leaves_the_wishes_of_the_one_before(
    sample: Project, language: str, text: str
) -> None:
    first, narrowed, undone = conversation(
        sample, FIRST[language], "black" if language == "en" else "hitam", text
    )
    assert wishes(narrowed) != wishes(first) == wishes(undone)
    assert undone["items"]


def test_a_wish_is_taken_back_by_its_field_without_a_word(sample: Project) -> None:
    first = sample.dialogue.ask(AskRequest("black laptop under 12 million rupiah"))
    known = ConversationId(first["conversation_id"])
    without = sample.dialogue.ask(AskRequest("", conversation_id=known, remove=("price",)))
    assert [field for field, _, _ in wishes(without)] == ["colour"]
    assert without["state"]["categories"] == ["laptop"]
    assert without["items"]
    anything = sample.dialogue.ask(AskRequest("", conversation_id=known, remove=("category",)))
    assert anything["state"]["categories"] == []


def test_a_wish_of_no_field_cannot_be_taken_back(sample: Project) -> None:
    with pytest.raises(BadRequest, match="hue"):
        sample.dialogue.ask(AskRequest("", remove=("hue",)))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "take the cheapest"),
        ("en", "go for the cheapest one"),
        ("id", "ambil yg paling murah"),
        ("id", "pilih yang termurah aja"),
    ],
)
def test_what_is_picked_by_what_it_is_is_taken_up(sample: Project, language: str, text: str) -> None:
    first, answer = conversation(sample, FIRST[language], text)
    assert answer["intent"]["intent_type"] == "accept"
    assert [item["item_id"] for item in answer["items"]] == [min(first["items"], key=price_of)["item_id"]]


@pytest.mark.parametrize(
    ("language", "text"), [("en", "I'll take the quietest one"), ("id", "ambil yang paling kalem")]
)
def test_nothing_is_taken_up_by_what_nobody_can_tell(sample: Project, language: str, text: str) -> None:
    _, answer = conversation(sample, FIRST[language], text)
    assert answer["intent"]["intent_type"] == "find"
    assert answer["intent"]["unparsed"] == [text.split()[-1 if language == "id" else -2]]


def test_what_is_not_needed_ends_nothing(sample: Project) -> None:
    first, dear = conversation(sample, "cari hp", "gak usah mahal2")
    assert [w[:2] for w in wishes(dear)] == [("price", "lte")]
    first, answer, last = conversation(sample, FIRST["id"], "gak usah zorblax", "gak usah, makasih")
    assert answer["intent"]["intent_type"] == "find"
    assert wishes(answer) == wishes(first)
    assert last["intent"]["intent_type"] == "small_talk"
