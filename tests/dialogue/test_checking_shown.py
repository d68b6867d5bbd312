"""Questions that make sure of what was shown leave the wishes as they are; what is wished beside them holds."""

import pytest

from landas.bootstrap import Project
from tests.dialogue.talking import Turn, conversation

FIRST = {"en": "gaming laptop", "id": "laptop gaming"}


def wishes(turn: Turn) -> set[tuple[str, str, object]]:
    return {(c["field"], c["op"], c["value"]) for c in turn["state"]["constraints"]}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Is Bluetooth included?"),
        ("en", "Do they have Bluetooth?"),
        ("en", "Is there Bluetooth or not?"),
        ("id", "Bluetooth-nya ada nggak?"),
        ("id", "Di situ ada Bluetooth?"),
    ],
)
def test_a_yes_or_no_question_after_a_list_wishes_for_nothing(
    sample: Project, language: str, text: str
) -> None:
    first, answer = conversation(sample, FIRST[language], text)
    assert wishes(answer) == wishes(first)
    assert answer["intent"]["intent_type"] == "ask_item"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Is there one with Bluetooth?"),
        ("en", "I'd like one with Bluetooth. Does it have it?"),
        ("id", "Ada yang pakai Bluetooth?"),
    ],
)
def test_asking_for_one_that_has_it_is_a_wish(sample: Project, language: str, text: str) -> None:
    _, answer = conversation(sample, FIRST[language], text)
    assert ("bluetooth", "eq", True) in wishes(answer)
