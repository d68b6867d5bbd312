"""How sure the parser says it is: less with every sign that something was missed."""

from dataclasses import fields, replace

import pytest

from landas.understanding.confidence import Signs
from tests.understanding.rooms import rooms

CLEAR = Signs()


def test_a_text_that_is_wholly_explained_is_nearly_sure() -> None:
    assert 0.95 < CLEAR.confidence() < 1


@pytest.mark.parametrize("sign", [{field.name: 1} for field in fields(Signs)])
def test_every_sign_takes_some_of_it(sign: dict[str, int]) -> None:
    assert replace(CLEAR, **sign).confidence() < CLEAR.confidence()  # type: ignore[arg-type]


def test_where_nothing_is_explained_there_is_none() -> None:
    assert replace(CLEAR, unexplained=1.0).confidence() == 0


@pytest.mark.parametrize(
    ("clear", "doubtful"),
    [
        ("room up to 1.2 million", "room up to 1.2 million blorptious"),
        ("room with wifi", "room with wifi, minimum stay"),
        ("room with wifi", "room with wifi 77"),
        ("room without wifi", "room without wifi, not nearby"),
        ("room, 2 bedrooms", "room, 2000 bedrooms"),
    ],
)
def test_what_a_reading_leaves_over_makes_it_less_sure(clear: str, doubtful: str) -> None:
    agency = rooms()
    assert agency.parse(doubtful).confidence < agency.parse(clear).confidence - 0.02
