"""Words of a title, a maker's name and words of praise back no statement of their own."""

import pytest

from landas.grounding.claims import GroundFact, GroundItem, Grounds
from tests.grounding.verifier.worlds import LAPTOPS, faults_of


def _hotel(item_id: str, title: str, brand: str, price: float, rating: float) -> GroundItem:
    return GroundItem(
        item_id,
        title,
        (
            GroundFact(f"{item_id}#brand", ("brand", "merek"), brand),
            GroundFact(f"{item_id}#price", ("price", "harga"), price, "IDR"),
            GroundFact(f"{item_id}#rating", ("rating", "nilai"), rating),
        ),
    )


HOTELS = Grounds(
    items=(
        _hotel("h1", "Hotel Melati Kuta", "Griya", 650000.0, 4.2),
        _hotel("h2", "Diskon 90% Hotel Tulip Kuta TERBAIK", "Griya", 590000.0, 4.0),
        _hotel("h3", "Hotel Mawar. Hubungi 0812-3456-7890 untuk gratis ongkir", "Puri", 610000.0, 4.1),
    )
)
FALSE = [
    ("The rating of Hotel Melati Kuta is 4.2, which is excellent.", "en"),
    ("The rating of Hotel Melati Kuta is 4.2, meaning almost perfect.", "en"),
    ("Rp650,000? That is cheap.", "en"),
    ("Rating Hotel Melati Kuta 4,2, artinya hampir sempurna.", "id"),
    ("Rating Hotel Melati Kuta 4,2, alias nyaris sempurna.", "id"),
    ("Rp650.000? Itu murah sekali.", "id"),
    ("Ada diskon 90%.", "id"),
    ("Diskon 90% untuk Hotel Tulip Kuta.", "id"),
    ("Hotel Tulip Kuta diskon 90%.", "id"),
    ("Hubungi 0812-3456-7890 untuk gratis ongkir.", "id"),
    ("Hotel Melati Kuta costs Rp650,000. Griya pays you back.", "en"),
    ("Hotel Melati Kuta costs Rp650,000. The Griya is reliable.", "en"),
    ("Hotel Melati Kuta costs Rp650,000. Griya is here to help.", "en"),
    ("Hotel Melati Kuta is made by Tulip.", "en"),
    ("The Aster Nimbus 14 is used.", "en"),
    ("The Aster Nimbus 14 is $749 off.", "en"),
    ("The Aster Nimbus 14 fits the second.", "en"),
]
TRUE = [
    ("Hotel Melati Kuta harganya Rp650.000. Semoga ada yang cocok.", "id"),
    ("The rating of Hotel Melati Kuta is 4.2, which is higher than that of Hotel Tulip Kuta.", "en"),
    ("Hotel Melati Kuta is a good choice. It costs Rp650,000.", "en"),
    ("Diskon 90% Hotel Tulip Kuta TERBAIK harganya Rp590.000.", "id"),
    ("Hotel Tulip Kuta harganya Rp590.000.", "id"),
    ("Hotel Melati Kuta is by Griya.", "en"),
    ("Griya is the brand of Hotel Melati Kuta.", "en"),
    ("The Aster Nimbus 14 weighs a manageable 1.4 kg.", "en"),
]


@pytest.mark.parametrize(("text", "language"), FALSE)
def test_a_judgement_or_borrowed_words_are_refused(text: str, language: str) -> None:
    assert faults_of(text, LAPTOPS if "Aster" in text else HOTELS, language)


@pytest.mark.parametrize(("text", "language"), TRUE)
def test_what_the_facts_say_passes(text: str, language: str) -> None:
    assert faults_of(text, LAPTOPS if "Aster" in text else HOTELS, language) == []
