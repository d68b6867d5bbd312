"""Going back to values of a field of several: they come back as they stood together."""

from landas.bootstrap import Project
from landas.dialogue.returning import with_values_of
from landas.dialogue.state import Topic
from landas.request.intent import Constraint, Intent
from landas.understanding.need import NeedWord
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
