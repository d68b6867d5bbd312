"""A true number or a known part in a false role: what a thing needs, bears or comes in, what a part weighs or costs,
one more of a part, the same number twice, and a rank told by its denial."""

import pytest

from landas.grounding.verify_request import VerifyRequest
from tests.grounding.verifier.worlds import LAPTOPS, PACKS, faults_of

FALSE = (
    ("The Aster Nimbus 14 needs 16 GB of RAM.", "en"),
    ("The Aster Nimbus 14 carries 1.4 kg.", "en"),
    ("The Aster Nimbus 14 supports up to 1.4 kg.", "en"),
    ("The Aster Nimbus 14 costs $749. The RAM costs $749.", "en"),
    ("The Aster Nimbus 14 costs $749. Its screen weighs 1.4 kg.", "en"),
    ("The Aster Nimbus 14 has another screen.", "en"),
    ("The Aster Nimbus 14 has a second screen.", "en"),
    ("The Aster Nimbus 14 has more than one screen.", "en"),
    ("The Celo Basic 15 has 8 GB + 8 GB of RAM.", "en"),
    ("The Aster Nimbus 14 has 16 GB of graphics memory.", "en"),
    ("The Celo Basic 15 costs $599. It doesn't get any lighter.", "en"),
    ("The Celo Basic 15 costs $599. You can't go lighter.", "en"),
    ("The Aster Nimbus 14 has just a few left.", "en"),
    ("The Aster Nimbus 14 costs $749, and the price includes a case.", "en"),
    ("The Aster Nimbus 14 comes in many colours.", "en"),
    ("The first shares its weight with the second.", "en"),
    ("The Aster Nimbus 14 costs $749. It is the first of its kind.", "en"),
    ("Aster Nimbus 14 butuh RAM 16 GB.", "id"),
    ("Aster Nimbus 14 harganya $749. Berat layarnya 1,4 kg.", "id"),
    ("Aster Nimbus 14 harganya $749. Ada layar kedua.", "id"),
    ("Aster Nimbus 14 harganya $749. Stoknya tinggal satu.", "id"),
    ("Celo Basic 15 harganya $599. Tidak bisa lebih ringan lagi.", "id"),
)
TRUE = (
    ("With the Aster Nimbus 14 you carry 1.4 kg.", "en"),
    ("The first and second share 16 GB of RAM.", "en"),
    ("You need $749 for the Aster Nimbus 14.", "en"),
    ("The Aster Nimbus 14 has 16 GB of RAM and weighs 1.4 kg.", "en"),
    ("The Aster Nimbus 14 is easy to carry at 1.4 kg.", "en"),
    ("The Celo Basic 15 costs $599. It doesn't get any cheaper.", "en"),
    ("The Brio Feather 13 weighs 1.1 kg. You can't go lighter.", "en"),
    ("The Aster Nimbus 14 has 5 left.", "en"),
    ("Siapkan $749 untuk Aster Nimbus 14.", "id"),
    ("Celo Basic 15 harganya $599. Tidak bisa lebih murah lagi.", "id"),
)


@pytest.mark.parametrize(("reply", "language"), FALSE)
def test_a_true_number_in_a_false_role_is_no_truth(reply: str, language: str) -> None:
    assert faults_of(reply, LAPTOPS, language), reply


@pytest.mark.parametrize(("reply", "language"), TRUE)
def test_a_number_in_its_own_role_passes(reply: str, language: str) -> None:
    assert faults_of(reply, LAPTOPS, language) == [], reply


LASTING = VerifyRequest(facts={"name": "Velm Onda", "battery life": "7 hours"}, reply="").grounds(PACKS)


@pytest.mark.parametrize(
    "reply",
    [
        "The Velm Onda is ready in 7 hours.",
        "You have 7 hours to decide.",
        "The Velm Onda arrives in 7 hours.",
    ],
)
def test_how_long_it_lasts_is_no_other_time(reply: str) -> None:
    assert faults_of(reply, LASTING), reply


@pytest.mark.parametrize("reply", ["The Velm Onda lasts 7 hours.", "The Velm Onda runs for 7 hours."])
def test_how_long_it_lasts_may_be_told_without_its_name(reply: str) -> None:
    assert faults_of(reply, LASTING) == [], reply
