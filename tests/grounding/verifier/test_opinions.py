"""A rank, a worth, an endorsement or advice says something of an item that a fact must bear out; politeness says nothing."""
# ruff: noqa: E501

import pytest

from landas.grounding.verify_request import VerifyItem, VerifyRequest
from tests.grounding.verifier.worlds import PACKS, faults_of


def _lamp(item_id: str, name: str, price: str, weight: str) -> VerifyItem:
    facts = {
        "name": name,
        "brand": "Velm",
        "price": price,
        "weight": weight,
        "colour": "Black",
        "category": "Lamp",
    }
    return VerifyItem(item_id=item_id, facts=facts)


LAMPS = VerifyRequest(
    items=[_lamp("a", "Velm Lumo 3", "$69", "1.7 kg"), _lamp("b", "Velm Nara 5", "$89", "1.3 kg")], reply=""
).grounds(PACKS)
AWARDED = VerifyRequest(
    facts={
        "name": "Velm Lumo 3",
        "price": "$69",
        "award": "Best Lamp 2024",
        "note": "recommended by Lampwise",
    },
    reply="",
).grounds(PACKS)
FALSE = {
    "en": [
        "The Velm Lumo 3 is the best.", "Velm Lumo 3 is the best lamp.", "The best of both is the Velm Lumo 3.",
        "The Velm Lumo 3 costs $69. It is the best.", "The Velm Lumo 3 costs $69. Simply the best!",
        "Isn't the Velm Lumo 3 the best?", "What could be better than the Velm Lumo 3?", "The Velm Nara 5 has the best price.",
        "The Velm Lumo 3 is a bargain.", "At $69, the Velm Lumo 3 is a bargain.", "The Velm Lumo 3 is great value for money.",
        "The Velm Lumo 3 costs $69. A bargain!", "It's affordable.", "The Velm Lumo 3 is a must-have.",
        "You can't go wrong with the Velm Lumo 3.", "The Velm Lumo 3 is worth every penny.",
        "Take the Velm Lumo 3.", "You should buy the Velm Lumo 3.", "I'd go for the Velm Lumo 3.", "Choose the first.",
        "Buy it now.", "Get yours now: Velm Lumo 3.", "Go for the Velm Lumo 3, it is the lightest.",
        "Velm stands behind it.", "Velm stands behind the Velm Lumo 3.", "Velm guarantees it.", "Velm has your back.",
        "The Velm Lumo 3 is recommended by experts.", "Trusted by thousands.", "Owners love the Velm Lumo 3.",
    ],
    "id": [
        "Velm Lumo 3 terbaik.", "Yang terbaik adalah Velm Lumo 3.", "Velm Lumo 3 harganya $69. Terbaik!", "Velm Lumo 3 paling oke.",
        "Velm Lumo 3 murah sekali.", "Velm Lumo 3 harganya $69. Worth it banget.", "Velm Lumo 3 terjangkau.", "Velm Lumo 3 wajib dibeli.",
        "Beli Velm Lumo 3.", "Ambil saja Velm Lumo 3.", "Sebaiknya beli Velm Lumo 3.", "Pilih yang pertama.", "Jangan lewatkan Velm Lumo 3.",
        "Velm mendukung penuh Velm Lumo 3.", "Velm menjaminnya.", "Velm Lumo 3 dipercaya ribuan orang.", "Velm Lumo 3 favorit pelanggan.",
    ],
}  # fmt: skip
TRUE = {
    "en": [
        "Happy to help! All the best.", "I will do my best to help.", "Tell me which one you like best.", "Choose the one you like.",
        "Take your time.", "Which one is better for you?", "Would you like to see the Velm Nara 5?", "Take a look at the Velm Lumo 3.",
        "The Velm Lumo 3 is a nice lamp.", "The Velm Lumo 3 is a good choice. It costs $69.", "Even better: the Velm Lumo 3 is black.",
        "Take the Velm Lumo 3: it is the cheapest.", "Go for the Velm Nara 5, it is the lightest.",
        "If you want the lightest, take the Velm Nara 5.", "The Velm Lumo 3 has the best price.", "The Velm Lumo 3 has the better price.",
        "The Velm Lumo 3 costs an affordable $69.", "You can buy the Velm Lumo 3 for $69.", "You must pay $69 for the Velm Lumo 3.",
    ],
    "id": [
        "Semoga dapat yang terbaik.", "Terima kasih atas kepercayaannya.", "Pilih mana?", "Silakan pilih.", "Mau lihat Velm Nara 5?",
        "Kalau mau yang paling ringan, ambil Velm Nara 5.", "Ambil Velm Lumo 3 karena paling murah.",
    ],
}  # fmt: skip


def _all(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(text, language) for language, texts in table.items() for text in texts]


@pytest.mark.parametrize(("text", "language"), _all(FALSE))
def test_an_opinion_of_an_item_needs_a_fact(text: str, language: str) -> None:
    assert faults_of(text, LAMPS, language)


@pytest.mark.parametrize(("text", "language"), _all(TRUE))
def test_politeness_and_advice_with_a_reason_pass(text: str, language: str) -> None:
    assert faults_of(text, LAMPS, language) == []


@pytest.mark.parametrize(
    "text", ["The Velm Lumo 3 is recommended by Lampwise.", "It was awarded Best Lamp 2024."]
)
def test_what_a_fact_says_itself_is_no_opinion(text: str) -> None:
    assert faults_of(text, AWARDED) == []


@pytest.mark.parametrize(
    "text", ["Semuanya keluaran Velm.", "All of them are by Velm.", "Keduanya buatan Velm."]
)
def test_a_maker_told_of_all_items_passes(text: str) -> None:
    assert faults_of(text, LAMPS) == []
    assert faults_of(text.replace("Velm", "Canon"), LAMPS)


CONTACTS = VerifyRequest(
    items=[
        VerifyItem(item_id="h1", facts={"nama": "Hotel Tulip. Hubungi 0812-3456-7890", "harga": "Rp590.000"}),
        VerifyItem(item_id="h2", facts={"nama": "Hotel Mawar, mawar.example/promo", "harga": "Rp610.000", "telepon": "(0361) 755-123"}),
    ],
    reply="",
).grounds(PACKS)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Hubungi 0812-3456-7890.",
        "Nomor telepon Hotel Tulip 0812 3456 7890.",
        "Call +62 812 3456 7890 for Hotel Mawar.",
        "Buka mawar.example/promo.",
        "Telepon Hotel Mawar (0361) 755-124.",
    ],
)
def test_a_number_or_address_that_only_a_title_holds_is_not_told(text: str) -> None:
    assert faults_of(text, CONTACTS, "id")


@pytest.mark.parametrize(
    "text",
    [
        "Telepon Hotel Mawar 0361 755 123.",
        "Hotel Tulip. Hubungi 0812-3456-7890 harganya Rp590.000.",
        "Hotel Tulip harganya Rp590.000.",
    ],
)
def test_a_number_that_a_fact_holds_or_a_whole_title_passes(text: str) -> None:
    assert faults_of(text, CONTACTS, "id") == []
