"""A clause about another item that only refers back to what was said, or says whose it is, states it of that item."""

import pytest

from tests.grounding.verifier.worlds import LAPTOPS, faults_of

FALSE = [
    ("The Aster Nimbus 14 costs $749. The Brio has that.", "en"),
    ("The Aster Nimbus 14 costs $749, and the Brio Feather 13 follows suit.", "en"),
    ("The Aster Nimbus 14 costs $749. The Brio Feather 13 is the same.", "en"),
    ("The Aster Nimbus 14 costs $749. And the Brio Feather 13? Just the same.", "en"),
    ("The Aster Nimbus 14 costs $749, and the Brio Feather 13 matches that.", "en"),
    ("The Aster Nimbus 14 is black and costs $749. The Celo Basic 15 is the same.", "en"),
    ("The Aster Nimbus 14 weighs 1.4 kg. The second one is no exception.", "en"),
    ("The Aster Nimbus 14 weighs 1.4 kg. Identical to the Brio Feather 13.", "en"),
    ("The price, $749, belongs to the Brio Feather 13.", "en"),
    ("The price, $749, is that of the Brio Feather 13.", "en"),
    ("Its price, $749, is the Brio Feather 13's.", "en"),
    ("The colour, black, belongs to the Brio Feather 13.", "en"),
    ("The Aster Nimbus 14 costs $749, as many as the Brio Feather 13.", "en"),
    ("Aster Nimbus 14 harganya $749. Brio Feather 13 pun sama.", "id"),
    ("Aster Nimbus 14 harganya $749. Yang kedua juga.", "id"),
    ("Aster Nimbus 14 harganya $749. Begitu pula yang kedua.", "id"),
    ("Aster Nimbus 14 harganya $749. Sama halnya dengan Brio Feather 13.", "id"),
    ("Aster Nimbus 14 harganya $749 dan Brio Feather 13 mengikuti.", "id"),
    ("Harganya, $749, milik Brio Feather 13.", "id"),
]
TRUE = [
    ("The price, $789, belongs to the Brio Feather 13.", "en"),
    ("The colour, silver, belongs to the Brio Feather 13.", "en"),
    ("The Aster Nimbus 14 has 16 GB of memory. The Brio Feather 13 has that too.", "en"),
    ("The Aster Nimbus 14 has 16 GB of memory. The second one is the same.", "en"),
    ("The Aster Nimbus 14 is black. The Celo Basic 15 follows suit.", "en"),
    ("The Aster Nimbus 14 costs $749. The Brio Feather 13 isn't the same: it costs $789.", "en"),
    ("The Aster Nimbus 14 costs $749. Then there is the Brio Feather 13.", "en"),
    ("The Aster Nimbus 14 costs $749. The Brio Feather 13 would be my choice.", "en"),
    ("Harganya, $789, milik Brio Feather 13.", "id"),
    ("Aster Nimbus 14 warnanya hitam. Begitu pula Celo Basic 15.", "id"),
    ("Aster Nimbus 14 memorinya 16 GB. Yang kedua juga sama.", "id"),
]


@pytest.mark.parametrize(("text", "language"), FALSE)
def test_what_is_not_so_of_the_other_item_is_refused(text: str, language: str) -> None:
    assert faults_of(text, LAPTOPS, language)


@pytest.mark.parametrize(("text", "language"), TRUE)
def test_what_is_so_of_the_other_item_passes(text: str, language: str) -> None:
    assert faults_of(text, LAPTOPS, language) == []
