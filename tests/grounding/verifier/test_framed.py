"""Truths inside what people put around them, each with a falsehood in the same frame."""

import pytest

from tests.grounding.verifier.worlds import LAPTOPS, faults_of

PAIRS: tuple[tuple[str, str, str], ...] = (
    ("en", "Everything else costs more than the Celo Basic 15.",
     "Everything else costs more than the Aster Nimbus 14."),
    ("en", "Lighter than the Brio Feather 13 doesn't exist here.",
     "Lighter than the Aster Nimbus 14 doesn't exist here."),
    ("en", "It isn't the Aster Nimbus 14 but the Brio Feather 13 that has the higher price.",
     "It isn't the Brio Feather 13 but the Aster Nimbus 14 that has the higher price."),
    ("en", "The Aster Nimbus 14 weighs 1.4 kg. The Brio Feather 13 is 300 g lighter.",
     "The Aster Nimbus 14 weighs 1.4 kg. The Celo Basic 15 is 300 g lighter."),
    ("en", "Should you find the Brio Feather 13 too dear, the Aster Nimbus 14 costs $40 less.",
     "Should you find the Brio Feather 13 too dear, the Aster Nimbus 14 costs $50 less."),
    ("en", "Put the Aster Nimbus 14 next to the Brio Feather 13 and their prices are $40 apart.",
     "Put the Aster Nimbus 14 next to the Brio Feather 13 and their prices are $90 apart."),
    ("en", "Which is cheaper? The Celo Basic 15, mate.", "Which is cheaper? The Brio Feather 13, mate."),
    ("en", "Although it weighs 1.1 kg, the Brio Feather 13 costs $789.",
     "Although it weighs 1.4 kg, the Brio Feather 13 costs $789."),
    ("en", "Forget $250: the Aster Nimbus 14 really costs $749.",
     "Forget $749: the Aster Nimbus 14 really costs $749."),
    ("en", "Instead of $800, the Aster Nimbus 14 costs $749.",
     "Instead of $749, the Aster Nimbus 14 costs $749."),
    ("en", "Whoever says the Celo Basic 15 is silver is mistaken.",
     "Whoever says the Celo Basic 15 is black is mistaken."),
    ("en", "You'll be pleased to hear that the Celo Basic 15 costs $599.",
     "You'll be pleased to hear that the Celo Basic 15 costs $699."),
    ("id", "Yang lain lebih mahal dari Celo Basic 15.", "Yang lain lebih mahal dari Aster Nimbus 14."),
    ("id", "Nggak nemu yang di bawah harga Celo Basic 15 di sini.",
     "Nggak nemu yang di bawah harga Aster Nimbus 14 di sini."),
    ("id", "Bukan Aster Nimbus 14, melainkan Brio Feather 13 yang harganya lebih tinggi.",
     "Bukan Brio Feather 13, melainkan Aster Nimbus 14 yang harganya lebih tinggi."),
    ("id", "Lebih murah mana? Celo Basic 15 dong, Aster Nimbus 14 lebih mahal.",
     "Lebih murah mana? Brio Feather 13 dong, Aster Nimbus 14 lebih mahal."),
    ("id", "Aster Nimbus 14 nambah 1,4 kg di kantong lo.", "Aster Nimbus 14 nambah 1,9 kg di kantong lo."),
    ("id", "Jarak harga antara Aster Nimbus 14 dengan Brio Feather 13 sebesar $40.",
     "Jarak harga antara Aster Nimbus 14 dengan Brio Feather 13 sebesar $60."),
    ("en", "$749: that was the price of the Aster Nimbus 14.", "14 inches: that was the price of the Aster Nimbus 14."),
    ("id", "Asal tahu saja, harga Celo Basic 15 tembus $500.",
     "Asal tahu saja, harga Celo Basic 15 tembus $700."),
)  # fmt: skip


@pytest.mark.parametrize(("language", "truth"), [(language, truth) for language, truth, _ in PAIRS])
def test_a_truth_in_a_frame_passes(language: str, truth: str) -> None:
    assert faults_of(truth, LAPTOPS, language) == []


@pytest.mark.parametrize(("language", "lie"), [(language, lie) for language, _, lie in PAIRS])
def test_a_falsehood_in_the_same_frame_is_refused(language: str, lie: str) -> None:
    assert faults_of(lie, LAPTOPS, language)
