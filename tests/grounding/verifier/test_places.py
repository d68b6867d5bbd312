"""Items told of by their place: every place that a statement names must bear it out."""

import pytest

from tests.grounding.verifier.worlds import LAPTOPS, faults_of

FALSE = (
    ("The first and second cost $749.", "en"),
    ("The first, second and third have 16 GB of RAM.", "en"),
    ("The first weighs 1.4 kg like the second.", "en"),
    ("Like the second, the first weighs 1.4 kg.", "en"),
    ("The first is black, as is the second.", "en"),
    ("The first weighs 1.4 kg, just like the others.", "en"),
    ("Unlike the second, the first has 16 GB of RAM.", "en"),
    ("Yang pertama dan kedua harganya $749.", "id"),
    ("Yang pertama beratnya 1,4 kg seperti yang kedua.", "id"),
    ("Yang pertama beratnya 1,4 kg seperti yang lain.", "id"),
)
TRUE = (
    ("The first and second have 16 GB of RAM.", "en"),
    ("The first and third are black.", "en"),
    ("The first, like the third, is black.", "en"),
    ("Unlike the third, the first has 16 GB of RAM.", "en"),
    ("The second is lighter than the first and the third.", "en"),
    ("Yang pertama dan ketiga warnanya hitam.", "id"),
    ("Berbeda dengan yang ketiga, yang pertama RAM-nya 16 GB.", "id"),
    ("Yang kedua lebih ringan dari yang pertama dan ketiga.", "id"),
)


@pytest.mark.parametrize(("reply", "language"), FALSE)
def test_what_is_false_of_one_of_the_places_is_false(reply: str, language: str) -> None:
    assert faults_of(reply, LAPTOPS, language), reply


@pytest.mark.parametrize(("reply", "language"), TRUE)
def test_what_is_so_of_all_places_passes(reply: str, language: str) -> None:
    assert faults_of(reply, LAPTOPS, language) == [], reply
