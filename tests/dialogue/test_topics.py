"""A conversation that turns to something else can come back; questions about what was shown are no searches."""

import re
from collections import Counter

import orjson
import pytest

from landas.bootstrap import Project
from landas.dialogue.service import AskRequest
from tests.dialogue.talking import conversation


def held(turn: dict[str, object]) -> set[tuple[str, str]]:
    state = turn["state"]
    assert isinstance(state, dict)
    return {(c["field"], str(c["value"])) for c in state["constraints"]}


@pytest.mark.parametrize(
    "texts",
    [
        ("a black laptop", "show me phones instead", "back to the laptops"),
        ("laptop hitam", "hp dong", "balik lagi ke laptop tadi"),
    ],
)
def test_a_topic_that_comes_back_brings_its_wishes(sample: Project, texts: tuple[str, ...]) -> None:
    first, second, third = conversation(sample, *texts)
    assert held(second) == set()
    assert held(third) == held(first) == {("colour", "black")}
    assert third["state"]["categories"] == ["laptop"]
    assert third["intent"]["unparsed"] == []


def test_another_kind_alone_begins_afresh_even_where_it_was_looked_for_before(sample: Project) -> None:
    *_, third = conversation(sample, "a black laptop", "show me phones", "laptops with 16 GB")
    assert held(third) == {("ram", "16.0")}


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("laptop 16gb", "which one is better, the first or the second?"),
        ("laptop 16gb", "mana yang lebih bagus, yang pertama atau yang kedua?"),
    ],
)
def test_a_choice_between_shown_items_is_a_comparison(sample: Project, first: str, text: str) -> None:
    slate, answer = conversation(sample, first, text)
    assert answer["intent"]["intent_type"] == "compare"
    assert [i["item_id"] for i in answer["items"]] == [i["item_id"] for i in slate["items"][:2]]


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("laptop 16gb", "is the second one good for my mum?"),
        ("laptop 16gb", "can the second one be carried by a child?"),
        ("laptop 16gb", "yang kedua cocok buat ibu saya?"),
    ],
)
def test_what_no_field_answers_is_said_to_be_unknown(sample: Project, first: str, text: str) -> None:
    slate, answer = conversation(sample, first, text)
    assert answer["intent"]["intent_type"] == "ask_item"
    assert [i["item_id"] for i in answer["items"]] == [slate["items"][1]["item_id"]]
    assert "isn't stated" in answer["reply"] or "tidak disebutkan" in answer["reply"]


@pytest.mark.parametrize("text", ["do you sell bicycles?", "apakah kalian jual sepeda?"])
def test_what_the_shop_does_not_sell_is_said_and_the_wishes_stand(sample: Project, text: str) -> None:
    first, answer = conversation(sample, "laptop 16gb", text)
    assert answer["intent"]["intent_type"] == "out_of_scope"
    assert answer["items"] == []
    assert any(word in answer["reply"] for word in ("“bicycles”", "“sepeda”"))
    assert held(answer) == held(first)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("looking for a fridge", "fridge"),
        ("a red sofa please", "sofa"),
        ("lagi nyari kulkas 2 pintu", "kulkas"),
        ("mau cari sepatu lari buat suami", "sepatu"),
    ],
)
def test_a_thing_that_the_shop_lacks_is_named_and_what_it_has_is_offered(
    sample: Project, text: str, word: str
) -> None:
    answer = sample.dialogue.ask(AskRequest(text))
    assert (answer["intent"]["intent_type"], answer["items"]) == ("out_of_scope", [])
    assert f"“{word}”" in answer["reply"]
    rows = [orjson.loads(line) for line in (sample.folder / "items.jsonl").read_bytes().splitlines()]
    sold = (row["category"] for row in rows if row["category"] == "article" or row.get("stock", 0) > 0)
    held_by = Counter(sold)
    counted = {option["value"]: option["count"] for option in answer["options"]}
    assert counted == {kind: held_by[kind] for kind in counted}
    assert len(counted) == 3


def test_what_was_wished_of_a_thing_that_is_lacking_still_holds(sample: Project) -> None:
    first, second = conversation(sample, "a red sofa please", "a phone then")
    assert held(first) == held(second) == {("colour", "red")}


@pytest.mark.parametrize("text", ["a present for my brother", "cari kado buat pacar", "something shiny"])
def test_what_names_no_thing_is_searched_for(sample: Project, text: str) -> None:
    assert sample.dialogue.ask(AskRequest(text))["items"]


@pytest.mark.parametrize("text", ["and phone", "phone", "dan ponsel"])
def test_a_kind_is_named_though_the_title_of_something_shown_has_its_word(sample: Project, text: str) -> None:
    first, answer = conversation(sample, "anything for at most Rp 12600000?", text)
    assert first["state"]["categories"] == []
    assert answer["state"]["categories"] == ["phone"]
    assert answer["intent"]["intent_type"] == "find"


def test_another_kind_after_and_is_no_question_about_the_first(sample: Project) -> None:
    _, answer = conversation(sample, "I need a laptop", "what about a mouse to go with it?")
    assert answer["state"]["categories"] == ["mouse"]
    assert all("Mouse" in item["title"] for item in answer["items"])


@pytest.mark.parametrize(
    ("text", "said"),
    [("laptop for coding and Docker", "for coding and Docker"), ("hp buat ibu saya", "buat ibu")],
)
def test_a_purpose_that_nothing_tells_of_is_said_to_be_unchecked(
    sample: Project, text: str, said: str
) -> None:
    assert f"“{said}”" in sample.dialogue.ask(AskRequest(text))["reply"]
    known = sample.dialogue.ask(AskRequest("laptop for gaming"))["reply"]
    assert "“for gaming”" not in known


@pytest.mark.parametrize("text", ["yang kedua harganya berapa", "yg kedua brp harganya"])
def test_a_question_without_its_mark_chooses_nothing(sample: Project, text: str) -> None:
    slate, answer = conversation(sample, "laptop murah", text)
    assert answer["intent"]["intent_type"] == "ask_item"
    assert [i["item_id"] for i in answer["items"]] == [slate["items"][1]["item_id"]]
    assert "harganya Rp" in answer["reply"]


def test_a_reason_asked_for_quotes_no_words_of_another_turn(sample: Project) -> None:
    _, answer = conversation(sample, "a light laptop", "why the first one, if I may ask?")
    assert answer["intent"]["intent_type"] == "why"
    quoted = re.findall("“([^”]*)”", answer["reply"])
    assert [phrase.split()[0] for phrase in quoted] == ["laptop", "weight"]


@pytest.mark.parametrize(
    ("first", "text"), [("hp", "dan di bawah Rp 2480000"), ("phone", "and under 2 million?")]
)
def test_a_title_with_the_words_of_a_limit_is_not_what_a_limit_speaks_of(
    sample: Project, first: str, text: str
) -> None:
    _, turn = conversation(sample, first, text)
    assert turn["intent"]["intent_type"] == "find"
    assert [c["field"] for c in turn["state"]["constraints"]] == ["price"]
