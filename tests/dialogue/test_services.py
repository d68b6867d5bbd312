"""What lies outside a catalogue: orders, deliveries, payments and the people behind it are no requests for items."""

import pytest

from landas.bootstrap import Project
from landas.dialogue.service import AskRequest
from tests.dialogue.talking import conversation

BOTH = pytest.mark.parametrize
CANNOT = {"en": "can't see orders", "id": "tidak bisa melihat pesanan"}


@BOTH(
    ("language", "text"),
    [
        ("en", "where is my order?"),
        ("en", "I want a refund"),
        ("en", "can I talk to a human?"),
        ("en", "the parcel you sent is damaged"),
        ("en", "how much is delivery to Bandung?"),
        ("en", "what are your opening hours?"),
        ("en", "what's your phone number"),
        ("id", "mau balikin barang"),
        ("id", "pesanan saya belum sampai"),
        ("id", "bisa ongkir gratis?"),
        ("id", "jam buka?"),
        ("id", "ongkir ke Surabaya berapa?"),
        ("id", "batalin pesanan saya dong"),
        ("id", "kok pesenan aku lama banget"),
        ("id", "mau refund dong, my order belum nyampe"),
    ],
)
def test_what_follows_a_purchase_is_answered_honestly_and_shows_nothing(
    sample: Project, language: str, text: str
) -> None:
    turn = sample.dialogue.ask(AskRequest(text))
    assert turn["intent"]["intent_type"] == "out_of_scope"
    assert turn["items"] == []
    assert CANNOT[language] in turn["reply"]
    assert {claim["verdict"] for claim in turn["claims"]} <= {"supported", "not_a_claim"}


@BOTH(
    ("language", "first", "text"),
    [
        ("en", "laptop under 12 million rupiah", "where is my order?"),
        ("en", "laptop under 12 million rupiah", "why hasn't my package arrived?"),
        ("id", "laptop di bawah 12 juta", "paket saya kok belum nyampe"),
    ],
)
def test_asked_in_between_it_leaves_the_wishes_as_they_are(
    sample: Project, language: str, first: str, text: str
) -> None:
    before, answer = conversation(sample, first, text)
    assert answer["intent"]["intent_type"] == "out_of_scope"
    assert CANNOT[language] in answer["reply"]
    assert [c["value"] for c in answer["state"]["constraints"]] == [
        c["value"] for c in before["state"]["constraints"]
    ]
    assert answer["state"]["categories"] == ["laptop"]


@BOTH(
    "text",
    [
        "laptop with free shipping",
        "phone yang bisa dicicil",
        "charger with a return cable",
        "mouse murah, bisa cod?",
    ],
)
def test_a_kind_of_thing_is_looked_for_whatever_is_said_of_paying(sample: Project, text: str) -> None:
    turn = sample.dialogue.ask(AskRequest(text))
    assert turn["intent"]["intent_type"] == "find"
    assert turn["items"]


@BOTH("text", ["what warranty is there for my order?", "is there a warranty?"])
def test_what_the_catalogue_calls_so_is_not_taken_for_a_matter_of_service(sample: Project, text: str) -> None:
    turn = sample.dialogue.ask(AskRequest(text))
    assert (turn["intent"]["intent_type"] == "out_of_scope") == ("my order" in text)


@BOTH(
    ("text", "word"),
    [
        ("do you sell fridges?", "fridges"),
        ("kalian jual kulkas ga?", "kulkas"),
        ("do you have perfume", "perfume"),
    ],
)
def test_what_the_catalogue_does_not_hold_is_not_answered_with_other_things(
    sample: Project, text: str, word: str
) -> None:
    turn = sample.dialogue.ask(AskRequest(text))
    assert (turn["intent"]["intent_type"], turn["items"]) == ("out_of_scope", [])
    assert f"“{word}”" in turn["reply"]


@BOTH(
    "text",
    [
        "do you sell earbuds?",
        "kalian jual ponsel ga?",
        "do you have something light?",
        "do you have a cellphone",
    ],
)
def test_another_word_for_what_it_holds_is_looked_for(sample: Project, text: str) -> None:
    assert sample.dialogue.ask(AskRequest(text))["items"]
