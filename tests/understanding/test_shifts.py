"""Numbers that move what was wished before, that needn't be, or that put it right."""

import pytest

from landas.request.intent import Intent
from landas.understanding.turns.merge import merge
from tests.understanding.world import parser

PARSER = parser()


def state(*turns: str) -> list[tuple[str, str, object]]:
    held: Intent | None = None
    for turn in turns:
        said = PARSER.parse(turn, before=held)
        held = merge(held, said, PARSER.several) if held else said
    assert held is not None
    return [(c.field, c.op, c.value) for c in held.constraints if c.strength == "hard"]


@pytest.mark.parametrize(
    ("first", "second", "op", "value"),
    [
        ("laptop maks 10jt", "turunin 2 juta lagi", "lte", 8e6),
        ("laptop maks 10jt", "naikin 2 juta", "lte", 12e6),
        ("laptop maks 10jt", "naikin budget jadi 12jt", "lte", 12e6),
        ("laptop maks 10jt", "turunkan ke 8 juta", "lte", 8e6),
        ("laptop under 10 million", "increase the budget by 1 million", "lt", 11e6),
        ("laptop under 10 million", "raise it to 11 million", "lte", 11e6),
        ("laptop under 10 million", "double the budget", "lte", 20e6),
        ("laptop budget 6 juta", "budget dua kali lipat", "lte", 12e6),
    ],
)
def test_a_limit_is_moved_by_a_number_or_set_to_it(first: str, second: str, op: str, value: float) -> None:
    assert state(first, second) == [("price", op, value)]


def test_what_is_so_much_lighter_moves_the_limit() -> None:
    assert state("laptop under 1.8 kg", "make it 200 grams lighter") == [("weight", "lt", 1.6)]


def test_a_number_that_moves_nothing_is_told() -> None:
    said = PARSER.parse("laptop, turunin 2 juta lagi")
    assert said.constraints == ()
    assert said.rejected == ("'2 juta lagi' was not used: there is no earlier limit to move",)


@pytest.mark.parametrize("text", ["tidak perlu RAM 16GB", "I don't need 16 GB of RAM"])
def test_a_number_that_need_not_be_is_no_wish_and_ends_an_earlier_one(text: str) -> None:
    assert state("laptop " + text) == []
    assert state("laptop ram 16gb", text) == []


def test_no_and_a_limit_to_the_other_side_replaces_the_earlier_limit() -> None:
    assert state("laptop screen at most 15 inches", "no, screen of 14 or larger") == [
        ("screen_size", "gte", 14.0)
    ]
    assert state("laptop at least 8 GB RAM", "at most 16 GB RAM") == [
        ("ram", "gte", 8.0),
        ("ram", "lte", 16.0),
    ]
