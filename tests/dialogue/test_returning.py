"""Going back to values of a field of several: they come back as they stood together."""

import pytest

from landas.bootstrap import Project
from landas.dialogue.returning import with_values_of
from landas.dialogue.state import Topic
from landas.request.intent import Constraint, Intent
from landas.understanding.turns.need import NeedWord
from tests.dialogue.talking import conversation

SEVERAL = {"genre"}
PRICE = Constraint("price", "lt", 5.0)


def genre(value: str) -> Constraint:
    return Constraint("genre", "eq", value)


def topic(*constraints: Constraint, words: str = "") -> Topic:
    need = tuple(NeedWord(word, "genre", (word,)) for word in words.split())
    return Topic(Intent(constraints=constraints), need)


def test_values_come_back_with_those_they_stood_with_and_other_wishes_stay() -> None:
    earlier = (topic(genre("comedy"), genre("romance"), words="comedy romance"), topic(genre("war")))
    now = topic(genre("war"), PRICE, words="war")
    said, back = with_values_of(
        Intent(constraints=(genre("comedy"),), manner="instead"), now, earlier, SEVERAL
    )
    assert back.intent.constraints == (PRICE, genre("comedy"), genre("romance"))
    assert [word.text for word in back.need] == ["comedy", "romance"]
    assert said.manner == "refine"


def test_values_that_never_stood_are_wanted_instead() -> None:
    now = topic(genre("war"))
    said, unchanged = with_values_of(Intent(constraints=(genre("comedy"),)), now, (), SEVERAL)
    assert unchanged == now
    assert said.manner == "instead"


def test_values_that_stand_already_bring_nothing_back() -> None:
    now, earlier = topic(genre("war")), (topic(genre("war"), genre("drama")),)
    said = Intent(constraints=(genre("war"),))
    assert with_values_of(said, now, earlier, SEVERAL) == (said, now)


def test_a_conversation_goes_from_some_features_to_others_and_back(sample: Project) -> None:
    for texts in (
        ("phone with fast charging", "now with dual SIM", "back to fast charging"),
        ("hp dengan pengisian cepat", "ganti dual SIM", "balik lagi ke pengisian cepat tadi"),
    ):
        first, second, third = (turn["state"]["constraints"] for turn in conversation(sample, *texts))
        assert [c["value"] for c in second] == ["dual SIM"]
        assert [c["value"] for c in third] == [c["value"] for c in first] == ["fast charging"]


@pytest.mark.parametrize(
    ("texts", "left"),
    [
        (("phone with fast charging and dual SIM", "drop the dual SIM"), ["fast charging"]),
        (("hp dengan pengisian cepat dan dual SIM", "hapus dual SIM"), ["fast charging"]),
    ],
)
def test_one_of_several_values_is_taken_back_and_the_others_stay(
    sample: Project, texts: tuple[str, ...], left: list[str]
) -> None:
    *_, last = conversation(sample, *texts)
    assert [c["value"] for c in last["state"]["constraints"]] == left


@pytest.mark.parametrize(
    ("first", "more"), [("a light phone", "something else"), ("hp ringan", "kurang menarik")]
)
def test_what_a_turn_does_is_no_word_to_match(sample: Project, first: str, more: str) -> None:
    slate, others = conversation(sample, first, more)
    assert others["state"]["words"] == slate["state"]["words"]
    assert others["items"]
