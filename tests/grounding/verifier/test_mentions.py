"""What is only spoken of states nothing, and the first word of a title is no name where every sentence may begin so."""

import pytest

from landas.grounding.claims import Grounds
from landas.grounding.verifier.verify import verify
from landas.grounding.verify_request import VerifyRequest
from landas.language.pack import load_packs

PACKS = load_packs(("en", "id"))
FILMS = [
    {"item_id": "f1", "facts": {"title": "The Pilot Who Stayed", "rating": 7.5, "director": "Ana Moru"}},
    {"item_id": "f2", "facts": {"title": "A Tolan Family Picnic", "rating": 4.2, "director": "Ben Saro"}},
    {"item_id": "f3", "facts": {"title": "Searching for Salt", "rating": 8.2, "director": "Kila Venn"}},
]


def verdicts(reply: str, grounds: Grounds, language: str = "en") -> list[str]:
    return [claim.verdict for claim in verify(reply, grounds, PACKS, language)]


def films() -> Grounds:
    return VerifyRequest.model_validate({"reply": "x", "items": FILMS}).grounds(PACKS)


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        ("The rating of Searching for Salt is 8.2.", "supported"),
        ("The rating of A Tolan Family Picnic is 4.2.", "supported"),
        ("The director of The Pilot Who Stayed is Ana Moru.", "supported"),
        ("The rating of Searching for Salt is 7.5.", "contradicted"),
        ("The rating of A Tolan Family Picnic is 8.2.", "contradicted"),
    ],
)
def test_an_article_with_which_a_title_begins_names_no_item(reply: str, verdict: str) -> None:
    assert verdicts(reply, films()) == [verdict]


@pytest.mark.parametrize(
    ("reply", "request_text", "language"),
    [
        ("I don't know “moving” or “soon” in this catalogue, so I couldn't check them.", "moving soon", "en"),
        (
            "Saya tidak mengenal “minggu depan” di katalog ini, jadi tidak bisa saya periksa.",
            "minggu depan",
            "id",
        ),
    ],
)
def test_the_persons_own_words_may_be_said_to_be_unknown(
    reply: str, request_text: str, language: str
) -> None:
    grounds = Grounds(counts={"fitting": 3}, request_text=request_text)
    assert verdicts(reply, grounds, language)[0] == "supported"


def test_words_that_nobody_said_are_not_the_persons() -> None:
    grounds = Grounds(counts={"fitting": 3}, request_text="a lamp")
    said = verdicts("I don't know “sold out soon” in this catalogue.", grounds)
    assert {"unsupported", "contradicted"} & set(said)


def test_a_closing_mark_behind_a_number_is_no_inch() -> None:
    text = "Tanpa “kamar mandi 2” ada lima."
    grounds = Grounds(counts={"fitting": 0, "without": 5}, request_text="kamar mandi 2")
    assert "contradicted" not in verdicts(text, grounds, "id")
