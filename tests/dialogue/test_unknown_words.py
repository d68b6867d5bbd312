"""Words that nothing in the catalogue explains are named in the reply, however many there are."""

import pytest

from landas.bootstrap import Project
from landas.dialogue.service import AskRequest


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("mouse with a theory", ("theory",)),
        ("mouse. Explain the theory of relativity", ("Explain", "theory", "relativity")),
        ("laptop murah. What are the primary functions of the liver?", ("primary", "liver")),
        ("mouse zorblax atau quibblex", ("zorblax", "quibblex")),
    ],
)
def test_unknown_words_are_named(sample: Project, text: str, named: tuple[str, ...]) -> None:
    turn = sample.dialogue.ask(AskRequest(text))
    assert all(f"“{word}”" in turn["reply"] for word in named), turn["reply"]
    assert {claim["verdict"] for claim in turn["claims"]} <= {"supported", "not_a_claim"}


@pytest.mark.parametrize(
    ("text", "words"), [("a laptop, size 43", "size 43"), ("laptop nomor urut 43", "urut 43")]
)
def test_a_number_that_no_field_takes_is_told(sample: Project, text: str, words: str) -> None:
    answer = sample.dialogue.ask(AskRequest(text))
    assert answer["items"]
    assert f"“{words}”" in answer["reply"]
