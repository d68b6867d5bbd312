"""What is wanted instead of something is not turned around with it."""

from typing import Any

import pytest

from landas.understanding.turns.merge import merge
from tests.understanding.world import parser

PARSER = parser()


def colours(text: str) -> set[tuple[str, Any]]:
    return {(c.op, c.value) for c in PARSER.parse(text).constraints if c.field == "color"}


@pytest.mark.parametrize(
    "text",
    [
        "laptop not black but white",
        "laptop, not black, just white",
        "a laptop, not black, white only",
        "laptop bukan hitam, putih saja",
        "laptop bukan hitam, tapi putih",
        "laptop bukan hitam melainkan putih",
        "laptop jangan hitam, putih aja",
    ],
)
def test_a_contrast_ends_a_negation(text: str) -> None:
    assert colours(text) == {("ne", "Black"), ("eq", "White")}


@pytest.mark.parametrize(
    "text", ["laptop not black or white", "laptop bukan hitam, putih", "laptop not black, white"]
)
def test_a_list_is_denied_as_a_whole(text: str) -> None:
    assert colours(text) == {("not_in", ("Black", "White"))}


@pytest.mark.parametrize(
    ("first", "second", "left"),
    [
        ("laptop buat ibu saya", "bukan buat ngoding", ["buat ibu"]),
        ("a laptop for my mum", "not for coding", ["for my mum"]),
        ("laptop buat ngoding", "bukan buat ngoding", []),
    ],
)
def test_a_denied_purpose_takes_no_other_with_it(first: str, second: str, left: list[str]) -> None:
    held = merge(PARSER.parse(first), PARSER.parse(second))
    assert [preference.text for preference in held.preferences] == left
