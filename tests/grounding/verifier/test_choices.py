"""Items that are chosen by a measure, alone in what they do, or told of by a value: each is computed again."""

from dataclasses import replace

import pytest

from tests.grounding.verifier.worlds import LAPTOPS, faults_of

FALSE = (
    ("The first costs $749. Lighter: the third.", "en"),
    ("The first costs $749. For weight, choose the third.", "en"),
    ("The first costs $749. If weight matters, take the third.", "en"),
    ("The first costs $749. Take the third if you want the lighter one.", "en"),
    ("The first costs $749. Weight: the first.", "en"),
    ("The first costs $749. For battery life, choose the first.", "en"),
    ("Only the first is black.", "en"),
    ("The silver one costs $749.", "en"),
    ("The silver one is heavier.", "en"),
    ("Yang pertama harganya $749. Soal berat, pilih yang ketiga.", "id"),
    ("Yang perak harganya $749.", "id"),
    ("Hanya yang pertama warnanya hitam.", "id"),
)
TRUE = (
    ("The first costs $749. For weight, choose the second.", "en"),
    ("The first costs $749. If price matters, take the third.", "en"),
    ("Only the second is silver.", "en"),
    ("The silver one costs $789.", "en"),
    ("The silver one is lighter.", "en"),
    ("Yang pertama harganya $749. Soal berat, pilih yang kedua.", "id"),
    ("Yang perak harganya $789.", "id"),
)


@pytest.mark.parametrize(("reply", "language"), FALSE)
def test_another_item_is_what_was_said_of_this_one(reply: str, language: str) -> None:
    assert faults_of(reply, LAPTOPS, language), reply


@pytest.mark.parametrize(("reply", "language"), TRUE)
def test_the_first_by_a_measure_may_be_chosen_by_it(reply: str, language: str) -> None:
    assert faults_of(reply, LAPTOPS, language) == [], reply


def test_a_name_like_an_address_may_be_offered_by_a_question() -> None:
    offering = replace(LAPTOPS, offered="Aster, Brio.com")
    assert not faults_of("Which brand would you like: Aster or Brio.com?", offering)
    assert faults_of("Which brand would you like: Aster or Brio.com?", LAPTOPS)
