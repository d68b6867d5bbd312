"""Questions that make sure of what was shown leave the wishes as they are; what is wished beside them holds."""

import pytest

from landas.bootstrap import Project
from tests.dialogue.talking import conversation

FIRST = {"en": "gaming laptop", "id": "laptop gaming"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Is a backlit keyboard included?"),
        ("en", "Does it have a backlit keyboard?"),
        ("en", "Is there a backlit keyboard or not?"),
        ("id", "Keyboardnya backlit nggak?"),
        ("id", "Di situ ada keyboard backlit?"),
    ],
)
def test_a_yes_or_no_question_after_a_list_wishes_for_nothing(
    sample: Project, language: str, text: str
) -> None:
    first, answer = conversation(sample, FIRST[language], text)
    assert answer["state"]["constraints"] == first["state"]["constraints"]
    assert answer["intent"]["intent_type"] == "ask_item"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Is there one with a backlit keyboard?"),
        ("en", "I'd like a backlit keyboard. Does it have one?"),
        ("id", "Ada yang keyboard backlit?"),
    ],
)
def test_asking_for_one_that_has_it_is_a_wish(sample: Project, language: str, text: str) -> None:
    _, answer = conversation(sample, FIRST[language], text)
    assert [(c["op"], c["value"]) for c in answer["state"]["constraints"]] == [("eq", True)]
