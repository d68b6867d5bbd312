"""Levels whose word is a small word or an opinion elsewhere ("sedang" also says "now", "harga murah" praises)."""

import pytest

from landas.grounding.claims import GroundFact, GroundItem, Grounds
from tests.grounding.verifier.worlds import faults_of


def _place(number: str, title: str, level: str) -> GroundItem:
    labels = ("kisaran harga", "harga")
    return GroundItem(number, title, (GroundFact(f"{number}#price_range", labels, level, None),))


GROUNDS = Grounds(
    (_place("p1", "Warung Melati", "murah"), _place("p2", "Dapur Kenanga", "sedang")),
    counts={"shown": 2, "fitting": 2},
)


@pytest.mark.parametrize(
    ("level", "other", "title"),
    [("murah", "sedang", "Warung Melati"), ("sedang", "murah", "Dapur Kenanga")],
)
@pytest.mark.parametrize("say", ["{} punya kisaran harga {}.", "{} punya harga {}.", "Kisaran harga {} {}."])
def test_a_level_is_said_of_whom_it_is_true_and_of_no_other(
    say: str, title: str, level: str, other: str
) -> None:
    assert faults_of(say.format(title, level), GROUNDS, "id") == []
    assert faults_of(say.format(title, other), GROUNDS, "id")
