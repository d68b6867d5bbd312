"""A field whose name is another's with a small word more ("rooms", "rooms available"), what only shares a word with a
field, and a year that is a number: each is told by its own facts."""

import pytest

from landas.grounding.claims import GroundFact, GroundItem, Grounds
from tests.grounding.verifier.worlds import faults_of

_LABELS = {
    "rooms": ("rooms", "number of rooms", "kamar", "jumlah kamar"),
    "free": ("rooms available", "kamar tersedia"),
    "year": ("year", "release year", "tahun", "tahun terbit"),
    "author": ("author", "written by", "penulis", "karya"),
    "hard": ("hard cover", "sampul keras"),
}


def _item(item_id: str, title: str, **values: float | str) -> GroundItem:
    return GroundItem(
        item_id, title, tuple(GroundFact(f"{item_id}#{k}", _LABELS[k], v) for k, v in values.items())
    )


GROUNDS = Grounds(
    items=(
        _item("a", "Wisma Teratai", rooms=20.0, free=8.0, year=1940.0, author="Sam Ellery", hard=True),
        _item("b", "Wisma Kamboja", rooms=48.0, free=1.0, year=1951.0, author="Ruth Okonjo", hard=False),
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "Wisma Teratai has 20 rooms and 8 rooms available.",
        "Wisma Teratai punya 20 kamar, dengan 8 kamar tersedia.",
        "Wisma Kamboja has 28 more rooms than Wisma Teratai, and its rooms available is 7 lower.",
        "Kamar Wisma Kamboja 28 lebih banyak dari Wisma Teratai, dan kamar tersedianya 7 lebih rendah.",
        "Wisma Kamboja masih punya 1 kamar tersedia.",
        "Wisma Kamboja has 1 room available.",
        "The year of Wisma Kamboja is 11 higher than that of Wisma Teratai.",
        "Wisma Kamboja is newer than Wisma Teratai by 11 years.",
        "Wisma Kamboja harganya tidak disebutkan, dengan tahun 1951 dan penulis Ruth Okonjo.",
        "The dust cover of Wisma Teratai isn't stated.",
        "Sampul pelindung Wisma Teratai tidak disebutkan di data.",
    ],
)
def test_each_is_told_by_its_own_fact(text: str) -> None:
    assert faults_of(text, GROUNDS, "id") == []


@pytest.mark.parametrize(
    "text",
    [
        "Wisma Teratai has 8 rooms.",
        "Wisma Teratai has 20 rooms available.",
        "Wisma Teratai punya 8 kamar.",
        "Wisma Teratai punya 7 kamar tersedia.",
        "Wisma Kamboja is newer than Wisma Teratai by 10 years.",
        "The year of Wisma Kamboja is 11 lower than that of Wisma Teratai.",
        "Wisma Teratai is available.",
        "The hard cover of Wisma Teratai isn't stated.",
        "Penulis Wisma Kamboja Sam Ellery.",
        "Ruth Okonjo signs every copy of Wisma Kamboja.",
    ],
)
def test_none_is_told_by_anothers(text: str) -> None:
    assert faults_of(text, GROUNDS, "id")


def test_what_no_item_is_known_of_may_still_be_said_to_be_unknown() -> None:
    nothing = Grounds(request_text="a room with a balcony", counts={"shown": 0, "fitting": 0})
    assert faults_of("I don't know “balcony” in this catalogue, so I couldn't check it.", nothing) == []
    assert faults_of("So it has a balcony.", nothing)


def test_words_of_the_person_may_be_quoted_as_what_was_looked_for() -> None:
    grounds = Grounds(items=GROUNDS.items, request_text="a manor")
    assert faults_of("I found Wisma Teratai for “manor”.", grounds) == []
    assert faults_of("I found Wisma Teratai for “castle”.", grounds)
    assert faults_of("Wisma Teratai is a “manor”.", grounds)


def test_an_opening_sets_what_follows_against_one_item() -> None:
    third = _item("c", "Wisma Cempaka", rooms=30.0)
    grounds = Grounds(items=(*GROUNDS.items, third))
    assert faults_of("Compared with the first, Wisma Cempaka has 10 more rooms.", grounds) == []
    assert faults_of("Compared with the first, Wisma Cempaka has 20 more rooms.", grounds)
