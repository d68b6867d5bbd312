"""How sure the parser says it is: less with every sign that something was missed."""

from dataclasses import replace

import pytest

from landas.understanding.confidence import Signs

CLEAR = Signs(gaps=0, overheard=0, labels=0, unexplained=0.0)


def test_a_text_that_is_wholly_explained_is_nearly_sure() -> None:
    assert 0.95 < CLEAR.confidence() < 1


@pytest.mark.parametrize("sign", [{"gaps": 1}, {"overheard": 1}, {"labels": 1}, {"unexplained": 0.2}])
def test_every_sign_takes_some_of_it(sign: dict[str, float]) -> None:
    assert replace(CLEAR, **sign).confidence() < CLEAR.confidence()  # type: ignore[arg-type]


def test_where_nothing_is_explained_there_is_none() -> None:
    assert replace(CLEAR, unexplained=1.0).confidence() == 0
