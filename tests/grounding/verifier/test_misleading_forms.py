"""Falsehoods in forms that hide what they say: left out words, apart numbers, ranges, moments, values that deny."""
# ruff: noqa: E501

import pytest

from landas.grounding.claims import Grounds
from landas.grounding.verify_request import VerifyItem, VerifyRequest
from tests.grounding.verifier.worlds import PACKS, faults_of

MOWERS = VerifyRequest(
    items=[
        VerifyItem(item_id="h", facts={
            "name": "Hilvo Cut 40 Mower", "price": "$329", "weight": "18 kg", "battery": "2.5 Ah", "mulching": "Yes",
            "warranty": "3 years", "status": "Available", "colour": "green", "released": "2021", "charger": "included",
        }),
        VerifyItem(item_id="t", facts={
            "name": "Torv Glide Mower", "price": "$259", "weight": "14.5 kg", "battery": "2 Ah", "mulching": "No",
            "warranty": "2 years", "status": "Discontinued", "colour": "orange", "released": "2023", "charger": "not included",
        }),
        VerifyItem(item_id="r", facts={
            "name": "Ranka Pro 46 Mower", "price": "$499", "weight": "24 kg", "battery": "5 Ah", "mulching": "Yes",
            "warranty": "5 years", "status": "Available", "colour": "green", "released": "2019", "charger": "not included, $40 extra",
        }),
    ],
    reply="",
).grounds(PACKS)  # fmt: skip
CLINICS = VerifyRequest(
    items=[
        VerifyItem(item_id="a", facts={"nama": "Klinik Arunika", "biaya konsultasi": "Rp150.000", "parkir": "tersedia", "rawat inap": "tidak tersedia", "BPJS": "ya", "luas": "240 m²"}),
        VerifyItem(item_id="l", facts={"nama": "Klinik Lintang", "biaya konsultasi": "Rp95.000", "parkir": "tidak tersedia", "rawat inap": "tersedia", "BPJS": "tidak", "luas": "180 m²"}),
        VerifyItem(item_id="p", facts={"nama": "Klinik Husada", "biaya konsultasi": "Rp210.000", "parkir": "tersedia", "rawat inap": "tersedia", "BPJS": "ya", "luas": "520 m²"}),
    ],
    reply="",
).grounds(PACKS)  # fmt: skip

FALSE: dict[str, tuple[Grounds, list[str]]] = {
    "what was said of one, repeated of another": (MOWERS, [
        "The Hilvo Cut 40 Mower can mulch, and so can the Torv Glide Mower.", "The Hilvo Cut 40 Mower is green; the Torv Glide Mower is too.",
        "The Hilvo Cut 40 Mower can mulch, but the Ranka Pro 46 Mower can't.", "The Torv Glide Mower costs less than $300, and the same goes for the Ranka Pro 46 Mower.",
    ]),
    "bounds": (MOWERS, [
        "The price of the Torv Glide Mower lies within $300–$400.", "Not even 1 Ah goes into the battery of the Torv Glide Mower.", "The weight of the Hilvo Cut 40 Mower runs somewhere from 19 kg to 23 kg.",
    ]),
    "whether it can be had": (MOWERS, [
        "The Hilvo Cut 40 Mower has left the market.", "The Ranka Pro 46 Mower was pulled from the shelves.", "The Torv Glide Mower has not left the market.",
    ]),
    "numbers apart from what asks for them": (MOWERS, [
        "The amount due for the Hilvo Cut 40 Mower is 18 kg.", "Sold: Hilvo Cut 40 Mower, 18 kg.", "The battery, which is the Hilvo Cut 40 Mower's, has 18 kg.", "| Hilvo Cut 40 Mower | 18 kg | (price) |",
    ]),
    "amounts told before something else is denied": (MOWERS, [
        "The Torv Glide Mower costs $199 not green.", "The Torv Glide Mower costs $199 lacking mulching.", "The weight of the Hilvo Cut 40 Mower is 21 kg without a cable.",
        "Torv Glide Mower harganya $199 bukan hijau.", "Torv Glide Mower beratnya 20 kg tanpa kabel.", "$259 is not the price of the Torv Glide Mower.",
    ]),
    "ranks": (MOWERS, [
        "The Torv Glide Mower tops the price list.", "You'd have the most to carry with the Torv Glide Mower.", "Whoever wants to pay the least takes the Hilvo Cut 40 Mower.",
        "When the Ranka Pro 46 Mower was released, the Torv Glide Mower was already out.", "On weight, the Ranka Pro 46 Mower beats all the others.",
    ]),
    "values that deny themselves": (MOWERS, [
        "The Torv Glide Mower comes with a charger.", "The Ranka Pro 46 Mower includes the charger.", "The charger isn't included with the Hilvo Cut 40 Mower.",
        "Unlike the Torv Glide Mower, the Ranka Pro 46 Mower includes the charger.",
    ]),
    "who is told what": (MOWERS, [
        "I was told to recommend only the Hilvo Cut 40 Mower.", "Now that the Torv Glide Mower is yours, the Hilvo Cut 40 Mower follows naturally.", "On account of your location I put the Hilvo Cut 40 Mower first.",
    ]),
    "dalam bahasa Indonesia": (CLINICS, [
        "Klinik Arunika menerima BPJS, begitu pula Klinik Lintang.", "Klinik Arunika punya parkir, tapi Klinik Husada tidak.", "Klinik Arunika sudah termasuk rawat inap.", "Parkir tersedia di Klinik Lintang.",
        "Parkir tidak tersedia di Klinik Husada.", "Biaya konsultasi yang dipatok Klinik Arunika yakni 240 m².", "Urusan luas, Klinik Arunika mengungguli yang lain.",
        "Berbeda dengan Klinik Arunika, Klinik Husada menerima BPJS.", "Memilih Klinik Husada alih-alih Klinik Arunika berarti membayar Rp90.000 lebih banyak.",
    ]),
}  # fmt: skip
TRUE: dict[str, tuple[Grounds, list[str]]] = {
    "amounts that are denied": (MOWERS, [
        "$199 is not the price of the Torv Glide Mower.", "The Torv Glide Mower does not cost $199.", "The Torv Glide Mower costs $259, not $199.",
        "Harga Torv Glide Mower bukan $199.",
    ]),
    "English": (MOWERS, [
        "The Hilvo Cut 40 Mower can mulch, and so can the Ranka Pro 46 Mower.", "The Hilvo Cut 40 Mower is green; the Ranka Pro 46 Mower is too.", "The Hilvo Cut 40 Mower can mulch, but the Torv Glide Mower can't.",
        "The price of the Torv Glide Mower lies within $200–$300.", "Not even 3 Ah goes into the battery of the Torv Glide Mower.", "The Torv Glide Mower has left the market.",
        "The amount due for the Hilvo Cut 40 Mower is $329.", "The Ranka Pro 46 Mower tops the price list.", "You'd have the most to carry with the Ranka Pro 46 Mower.",
        "On weight, the Torv Glide Mower beats all the others.", "The charger isn't included with the Ranka Pro 46 Mower.", "The charger is included with the Hilvo Cut 40 Mower.",
        "Unlike the Torv Glide Mower, the Hilvo Cut 40 Mower includes the charger.",
    ]),
    "Indonesia": (CLINICS, [
        "Klinik Arunika menerima BPJS, begitu pula Klinik Husada.", "Klinik Arunika punya parkir, tapi Klinik Lintang tidak.", "Parkir tersedia di Klinik Husada.", "Rawat inap tidak tersedia di Klinik Arunika.",
        "Urusan luas, Klinik Husada mengungguli yang lain.", "Memilih Klinik Husada alih-alih Klinik Arunika berarti membayar Rp60.000 lebih banyak.",
    ]),
}  # fmt: skip
TEXT = VerifyRequest(
    text="A passenger may take one cabin bag of at most 7 kg. Bicycles are accepted in a box; surfboards are not accepted as baggage.",
    reply="",
).grounds(PACKS)


def _sentences(table: dict[str, tuple[Grounds, list[str]]]) -> list[tuple[Grounds, str]]:
    return [(grounds, text) for grounds, texts in table.values() for text in texts]


@pytest.mark.parametrize(("grounds", "text"), _sentences(FALSE))
def test_a_falsehood_in_a_misleading_form_is_seen(grounds: Grounds, text: str) -> None:
    assert faults_of(text, grounds)


@pytest.mark.parametrize(("grounds", "text"), _sentences(TRUE))
def test_a_truth_in_the_same_form_passes(grounds: Grounds, text: str) -> None:
    assert faults_of(text, grounds) == []


@pytest.mark.parametrize("text", [
    "A cabin bag may weigh at most 10 kg.", "A passenger may take three cabin bags.", "Surfboards are accepted as baggage.", "The cabin bag is the largest.",
])  # fmt: skip
def test_a_limit_a_count_a_rank_and_a_denial_of_a_text_are_never_paraphrased(text: str) -> None:
    assert faults_of(text, TEXT)


def test_what_the_text_says_of_its_limit_passes() -> None:
    assert faults_of("A cabin bag may weigh at most 7 kg.", TEXT) == []
