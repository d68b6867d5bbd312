"""Turns as people type them: abbreviations, no apostrophes, complaints, and questions that deny nothing."""

from typing import Any

import pytest

from landas.bootstrap import Project
from tests.dialogue.talking import conversation

Turn = dict[str, Any]
FIRST = {"en": "laptop under 12 million rupiah", "id": "laptop di bawah 12 juta"}


def wishes(turn: Turn) -> list[tuple[str, str, Any]]:
    return [(c["field"], c["op"], c["value"]) for c in turn["state"]["constraints"]]


def prices(turn: Turn) -> list[float]:
    entries = [e for item in turn["items"] for e in item["evidence"] if e["type"] != "tradeoff"]
    return [float(e["value"]) for e in entries if e["field"] == "price"]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "ill take it thx", "accept"),
        ("en", "whats the ram of the 2nd", "ask_item"),
        ("id", "yg kedua ramnya brp?", "ask_item"),
        ("id", "yaudah yg ketiga aja", "accept"),
        ("id", "gas yg kedua", "accept"),
        ("id", "knp yg pertama?", "why"),
    ],
)
def test_abbreviations_and_lost_apostrophes_say_the_same(
    sample: Project, language: str, text: str, kind: str
) -> None:
    first, answer = conversation(sample, FIRST[language], text)
    assert answer["intent"]["intent_type"] == kind
    assert wishes(answer) == wishes(first)


@pytest.mark.parametrize(("language", "text"), [("en", "something else"), ("id", "cari yg lain dong")])
def test_something_else_shows_others(sample: Project, language: str, text: str) -> None:
    first, answer = conversation(sample, FIRST[language], text)
    assert answer["items"]
    assert not {i["item_id"] for i in first["items"]} & {i["item_id"] for i in answer["items"]}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "too expensive"),
        ("id", "kemahalan"),
        ("id", "hmm terlalu mahal"),
        ("en", "isn't there a cheaper one?"),
        ("id", "ga ada yg lbh murah?"),
    ],
)
def test_what_is_too_dear_is_wished_for_cheaper(sample: Project, language: str, text: str) -> None:
    first, answer = conversation(sample, FIRST[language], text)
    limit = next(value for field, op, value in wishes(answer) if (field, op) == ("price", "lt"))
    assert limit == min(prices(first))


@pytest.mark.parametrize(("language", "text"), [("en", "not too heavy"), ("id", "jangan terlalu berat")])
def test_not_too_much_is_no_complaint(sample: Project, language: str, text: str) -> None:
    *_, answer = conversation(sample, FIRST[language], text)
    assert [op for field, op, _ in wishes(answer) if field == "weight"] == ["lte"]


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [("en", "not zorblax or qwertix", "zorblax"), ("id", "jangan zorblax", "zorblax")],
)
def test_an_unknown_thing_that_is_refused_is_not_looked_for(
    sample: Project, language: str, text: str, word: str
) -> None:
    *_, answer = conversation(sample, FIRST[language], text)
    assert word not in answer["state"]["words"]


def test_an_unknown_word_that_is_dropped_is_matched_no_more(sample: Project) -> None:
    _, wanted, dropped = conversation(sample, FIRST["en"], "with a zorblax", "drop the zorblax")
    assert "zorblax" in wanted["state"]["words"]
    assert "zorblax" not in dropped["state"]["words"]
    assert "zorblax" not in dropped["reply"]


_UNDO = [
    ("en", "undo"), ("en", "undo that please"), ("en", "go back one step"), ("en", "take that back"),
    ("en", "revert that"),
    ("en", "can you put it back"), ("en", "back to how it was"), ("en", "one step back"), ("en", "cancel that"),
    ("en", "no wait, undo"), ("en", "go back"), ("en", "hmm scratch that"),
    ("id", "batalkan"), ("id", "urungkan"), ("id", "balikin yang tadi"), ("id", "batalin dong"),
    ("id", "balikin lagi deh"),
    ("id", "kembali ke sebelumnya"), ("id", "mundur selangkah"), ("id", "eh batal"), ("id", "undo ya"),
    ("id", "balik ke yang sebelumnya"), ("id", "kembalikan seperti tadi"),
]  # fmt: skip
_ANEW = [
    ("en", "start over"), ("en", "let's start again"), ("en", "start from scratch"), ("en", "can we begin again"),
    ("en", "clear everything"), ("en", "reset please"), ("en", "new search"), ("en", "forget everything i said"),
    ("en", "back to square one"), ("en", "let's start from the top"),
    ("id", "mulai dari awal"), ("id", "ulang dari awal yuk"), ("id", "reset"), ("id", "mulai ulang ya"),
    ("id", "hapus semuanya"), ("id", "lupain semuanya"), ("id", "cari baru aja"), ("id", "dari nol lagi deh"),
    ("id", "kita ulang dari nol"), ("id", "ulangi dari awal"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), _UNDO)
def test_undoing_twice_goes_back_twice(sample: Project, language: str, text: str) -> None:
    second, third = ("black", "16 GB of RAM") if language == "en" else ("hitam", "RAM 16 GB")
    turns = conversation(sample, FIRST[language], second, third, text, text)
    assert wishes(turns[3]) == wishes(turns[1])
    assert wishes(turns[4]) == wishes(turns[0])
    assert turns[4]["language"] == language


@pytest.mark.parametrize(("language", "text"), _ANEW)
def test_beginning_anew_leaves_nothing_and_shows_nothing(sample: Project, language: str, text: str) -> None:
    *_, answer = conversation(sample, FIRST[language], text)
    assert wishes(answer) == answer["items"] == answer["state"]["categories"] == []


@pytest.mark.parametrize(
    ("first", "text"), [("laptop under 1 million rupiah", "why?"), ("laptop di bawah 1 juta", "kenapa?")]
)
def test_why_nothing_was_found_says_what_was_asked_for(sample: Project, first: str, text: str) -> None:
    slate, answer = conversation(sample, first, text)
    assert slate["items"] == answer["items"] == []
    assert wishes(answer) == wishes(slate)
    assert "1" in answer["reply"]


@pytest.mark.parametrize("text", ["laptop gaming under 15jt ada?", "ada laptop gaming ga?"])
def test_a_title_made_of_wishes_names_no_item(sample: Project, text: str) -> None:
    (turn,) = conversation(sample, text)
    assert turn["intent"]["intent_type"] == "find"
    assert turn["state"]["categories"] == ["laptop"]


@pytest.mark.parametrize(
    ("first", "then"), [("laptop hitam", "thx gan"), ("laptop hitam", "ok"), ("black laptop", "ok thx")]
)
def test_a_turn_that_tells_no_language_is_answered_in_that_of_the_talk(
    sample: Project, first: str, then: str
) -> None:
    slate, answer = conversation(sample, first, then)
    assert answer["language"] == slate["language"]
