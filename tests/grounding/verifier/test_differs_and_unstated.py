"""What differs is told by its own comparison, and of a rate that no fact has it may be said that it isn't stated."""

import pytest

from landas.grounding.claims import GroundFact, GroundItem, Grounds
from tests.grounding.verifier.worlds import faults_of


def _inns() -> Grounds:
    def inn(key: str, title: str, rating: float) -> GroundItem:
        return GroundItem(key, title, (GroundFact(f"{key}#r", ("rating", "nilai"), rating, None),))

    return Grounds(items=(inn("a", "Wisma Teratai", 4.0), inn("b", "Wisma Kenanga", 4.5)))


@pytest.mark.parametrize(
    ("sentence", "true"),
    [
        ("Dibanding Wisma Teratai, Wisma Kenanga berbeda: ratingnya 0,5 lebih tinggi.", True),
        ("Dibanding Wisma Teratai, Wisma Kenanga berbeda: ratingnya 0,7 lebih tinggi.", False),
        ("Dibanding Wisma Teratai, Wisma Kenanga berbeda: ratingnya 0,5 lebih rendah.", False),
    ],
)
def test_what_differs_is_told_by_its_own_comparison(sentence: str, true: bool) -> None:
    assert (faults_of(sentence, _inns(), "id") == []) is true


@pytest.mark.parametrize(
    ("language", "sentence", "true"),
    [
        ("en", "The price per night of Wisma Teratai isn't stated in the data.", True),
        ("id", "Harga per malam Wisma Teratai tidak disebutkan di data.", True),
        ("en", "Wisma Teratai is 40 per night, which isn't stated in the data.", False),
        ("en", "Wisma Teratai is cheaper per night.", False),
    ],
)
def test_that_a_rate_is_not_stated_may_be_said(language: str, sentence: str, true: bool) -> None:
    assert (faults_of(sentence, _inns(), language) == []) is true
