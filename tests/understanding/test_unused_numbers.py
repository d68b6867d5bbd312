"""Numbers that no field takes are reported, not lost."""

import pytest

from tests.understanding.rooms import rooms
from tests.understanding.world import parser

AGENCY = rooms()
SHOP = parser()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a room with floor 2 that fits 6 people", ("fits", "6 people")),
        ("a room for 6 people", ("6 people",)),
        ("kamar buat 6 orang", ("6 orang",)),
        ("kamar nomor kontrak 77", ("kontrak 77",)),
        ("rumah dengan 9 jendela", ("9 jendela",)),
    ],
)
def test_a_number_that_no_field_takes_is_reported_with_what_it_counts(
    text: str, left: tuple[str, ...]
) -> None:
    read = AGENCY.parse(text)
    assert read.unparsed[-1:] == left[-1:]
    assert not [c for c in read.constraints if c.field == "bedrooms"]


def test_a_number_that_titles_have_beside_the_word_is_part_of_a_name() -> None:
    assert SHOP.parse("velora aero 7").unparsed == ()
    assert SHOP.parse("velora aero 77").unparsed == ("aero 77",)


def test_how_many_things_are_asked_for_is_no_wish_about_them() -> None:
    assert SHOP.parse("3 laptops").unparsed == ()
    assert AGENCY.parse("5 rumah").unparsed == ()
    assert AGENCY.parse("kasih 3 pilihan dong").unparsed == ()
    assert SHOP.parse("show me 4 options").unparsed == ()
