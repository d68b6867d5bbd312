"""Several numbers for one field: alternatives, or the later in the earlier's place; and what only seems a wish."""

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
    "text",
    ["house with 2 or 3 bedrooms", "rumah kamar tidur 2 atau 3", "house with 2 bedrooms or 3 bedrooms"],
)
def test_one_number_or_another_are_alternatives(text: str) -> None:
    assert held(text) == {("bedrooms", "in", (2.0, 3.0))}


@pytest.mark.parametrize(
    "turn",
    [
        "Never mind 2 bedrooms. Make it 3 bedrooms.",
        "Nggak jadi 2 kamar deh. 3 kamar tidur aja.",
        "2? Eh, 3 kamar.",
    ],
)
def test_of_two_numbers_that_no_thing_can_have_the_later_holds(turn: str) -> None:
    assert held("house with 2 bedrooms", turn) == {("bedrooms", "eq", 3.0)}


def test_nights_are_no_rooms() -> None:
    assert held("rumah 3 kamar", "2 malam") == {("bedrooms", "eq", 3.0)}


@pytest.mark.parametrize(
    ("first", "turn"),
    [
        ("room with wifi in Depok", "I don't need wifi"),
        ("room with wifi in Depok", "wifi isn't a must"),
        ("room with wifi in Depok", "I don't care about wifi"),
        ("kamar di Depok ada wifi", "nggak perlu wifi"),
        ("kamar di Depok ada wifi", "wifi-nya nggak usah"),
        ("kamar di Depok ada wifi", "wifi gak wajib sih"),
    ],
)
def test_what_need_not_be_there_may_be(first: str, turn: str) -> None:
    assert held(first, turn) == {("town", "eq", "Depok")}


def test_a_word_that_people_talk_with_is_no_slip_of_a_value() -> None:
    read = AGENCY.parse("saya udah balik, cariin kamar di Depok")
    assert read.corrections == ()
