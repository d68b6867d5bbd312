"""A number said anew puts the earlier one right that it can be of, and keeps what was asked of it."""

import pytest

from landas.understanding.turns.merge import merge
from tests.understanding.rooms import rooms

AGENCY = rooms()


def held(*turns: str) -> set[tuple[str, str, object]]:
    state = AGENCY.parse(turns[0])
    for turn in turns[1:]:
        state = merge(state, AGENCY.parse(turn, before=state), AGENCY.several)
    return {(c.field, c.op, c.value) for c in state.constraints}


@pytest.mark.parametrize(
    ("correction", "changed"),
    [
        ("no, I said 2", ("rent", "lt", 2_000_000.0)),
        ("bukan, maksudku 2", ("rent", "lt", 2_000_000.0)),
        ("eh 2 juta", ("rent", "lt", 2_000_000.0)),
        ("sorry, 25", ("size", "gte", 25.0)),
        ("not 20, 25", ("size", "gte", 25.0)),
        ("bukan 20, 25", ("size", "gte", 25.0)),
        ("ralat, 18 meter persegi", ("size", "gte", 18.0)),
    ],
)
def test_the_number_that_comes_nearest_is_put_right(
    correction: str, changed: tuple[str, str, object]
) -> None:
    before = {("rent", "lt", 1_500_000.0), ("size", "gte", 20.0)}
    after = held("room under 1.5 million of at least 20 square meters", correction)
    assert after == {wish for wish in before if wish[0] != changed[0]} | {changed}


@pytest.mark.parametrize(
    ("first", "turn", "wish"),
    [
        ("room under 1.5 million", "can you go up to 2?", ("rent", "lte", 2_000_000.0)),
        ("kamar di bawah 1,5 juta", "kalau maksimal 2?", ("rent", "lte", 2_000_000.0)),
        ("house with at least 2 bedrooms", "no, 3 bedrooms", ("bedrooms", "gte", 3.0)),
    ],
)
def test_what_is_said_of_the_number_anew_holds(first: str, turn: str, wish: tuple[str, str, object]) -> None:
    assert held(first, turn) == {wish}


def test_a_word_of_the_fields_name_is_explained_by_a_wish_of_it() -> None:
    (wish,) = AGENCY.parse("studio within 3 km distance").constraints
    assert (wish.field, wish.value) == ("distance", 3.0)


def test_a_number_beside_a_strange_word_puts_nothing_right() -> None:
    assert held("room of at least 20 square meters", "make it tanggal 12") == {("size", "gte", 20.0)}


def test_a_value_in_the_place_of_the_one_held_leaves_nothing_of_that() -> None:
    assert held("kamar di Malang", "bukan Malang, Depok") == {("town", "eq", "Depok")}
    assert held("kamar", "bukan Malang, Depok") == {("town", "not_in", ("Malang", "Depok"))}
