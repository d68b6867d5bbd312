"""A true value in a role that isn't its own: a length to pay, a price as a colour, a winner of nothing named."""

import pytest

from tests.grounding.verifier.worlds import LAPTOPS, faults_of

FALSE = [
    ("In colour, the Aster Nimbus 14 is $749.", "en"),
    ("Prepare 14 inches for the Aster Nimbus 14.", "en"),
    ("The Aster Nimbus 14 weighs 1.4 kg, not black.", "en"),
    ("The Aster Nimbus 14 weighs 1.4 kg and isn't black.", "en"),
    ("No one makes anything better than the Aster Nimbus 14.", "en"),
    ("In round numbers, the Aster Nimbus 14 costs $600.", "en"),
    ("The Aster Nimbus 14 costs $749. The second one wins.", "en"),
    ("Siapkan 1,4 kg untuk Aster Nimbus 14.", "id"),
    ("Aster Nimbus 14 harganya $749. Yang kedua unggul.", "id"),
    ("Aster Nimbus 14 harganya $749, Celo Basic 15 $599: yang pertama lebih hemat.", "id"),
]
TRUE = [
    ("In weight, the Aster Nimbus 14 is 1.4 kg.", "en"),
    ("In colour, the Aster Nimbus 14 is black.", "en"),
    ("Prepare $749 for the Aster Nimbus 14.", "en"),
    ("The Aster Nimbus 14 weighs 1.4 kg and isn't silver.", "en"),
    ("In round numbers, the Aster Nimbus 14 costs $750.", "en"),
    ("No one here is lighter than the Brio Feather 13.", "en"),
    ("Siapkan $749 untuk Aster Nimbus 14.", "id"),
    ("Aster Nimbus 14 harganya $749, Celo Basic 15 $599: yang ketiga lebih hemat.", "id"),
]


@pytest.mark.parametrize(("text", "language"), FALSE)
def test_a_value_in_the_role_of_another_is_refused(text: str, language: str) -> None:
    assert faults_of(text, LAPTOPS, language)


@pytest.mark.parametrize(("text", "language"), TRUE)
def test_a_value_in_its_own_role_passes(text: str, language: str) -> None:
    assert faults_of(text, LAPTOPS, language) == []
