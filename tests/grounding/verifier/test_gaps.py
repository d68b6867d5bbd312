"""Differences between two items in any words: the amount and its direction are computed again."""

import pytest

from landas.grounding.claims import is_faithful
from landas.grounding.verifier import verify
from landas.grounding.verify_request import VerifyItem, VerifyRequest
from tests.grounding.verifier.worlds import PACKS

SHOP = VerifyRequest(
    items=[
        VerifyItem(item_id="h", facts={"name": "Harbour Inn", "price": "$120"}),
        VerifyItem(item_id="p", facts={"name": "Palm Court", "price": "$95"}),
        VerifyItem(item_id="o", facts={"name": "Oat Crunch", "price": "$4.50", "net weight": "500 g"}),
        VerifyItem(item_id="n", facts={"name": "Nut Crunch", "price": "$6", "net weight": "450 g"}),
    ],
    reply="",
).grounds(PACKS)
TRUE: tuple[tuple[str, str], ...] = (
    ("en", "Take $25 off the price of Harbour Inn and you arrive at that of Palm Court."),
    ("en", "Add $25 to the price of Palm Court and you have that of Harbour Inn."),
    ("en", "Harbour Inn and Palm Court differ by $25."),
    ("en", "The prices of Harbour Inn and Palm Court are $25 apart."),
    ("en", "Moving from Palm Court to Harbour Inn costs $25 more."),
    ("en", "Going from Palm Court to Harbour Inn means paying more."),
    ("en", "Choosing Palm Court over Harbour Inn saves you $25."),
    ("en", "We ask more for Harbour Inn than we do for Palm Court."),
    ("en", "A gap of $25 separates Harbour Inn from Palm Court."),
    ("en", "For $25 more than Palm Court you get Harbour Inn."),
    ("en", "Nut Crunch comes with 50 g less than Oat Crunch."),
    ("en", "Switch from Oat Crunch to Nut Crunch and you pay $1.50 extra."),
    ("en", "Nut Crunch gives up 50 g of net weight compared with Oat Crunch."),
    ("id", "Harga Harbour Inn $25 di atas harga Palm Court."),
    ("id", "Harbour Inn dan Palm Court terpaut $25."),
    ("id", "Selisih harga Harbour Inn dan Palm Court $25."),
    ("id", "Beralih dari Palm Court ke Harbour Inn berarti membayar lebih."),
    ("id", "Pindah dari Palm Court ke Harbour Inn menambah biaya $25."),
    ("id", "Kalau mau Harbour Inn, tambah $25 dari harga Palm Court."),
    ("id", "Dengan memilih Harbour Inn, biayanya naik $25 dibanding Palm Court."),
    ("id", "Terhadap Harbour Inn, harga Palm Court lebih rendah sebesar $25."),
    ("id", "Palm Court menghemat $25 dibanding Harbour Inn."),
)
FALSE: tuple[tuple[str, str], ...] = (
    ("en", "The price of Palm Court is $25 above that of Harbour Inn."),
    ("en", "The price of Harbour Inn is $35 above that of Palm Court."),
    ("en", "Take $25 off the price of Palm Court and you arrive at that of Harbour Inn."),
    ("en", "Take $40 off the price of Harbour Inn and you arrive at that of Palm Court."),
    ("en", "Add $25 to the price of Harbour Inn and you have that of Palm Court."),
    ("en", "Harbour Inn and Palm Court differ by $45."),
    ("en", "The prices of Harbour Inn and Palm Court are $15 apart."),
    ("en", "Moving from Harbour Inn to Palm Court costs $25 more."),
    ("en", "Going from Harbour Inn to Palm Court means paying more."),
    ("en", "Choosing Harbour Inn over Palm Court saves you $25."),
    ("en", "We ask more for Palm Court than we do for Harbour Inn."),
    ("en", "A gap of $75 separates Harbour Inn from Palm Court."),
    ("en", "For $25 more than Harbour Inn you get Palm Court."),
    ("en", "Oat Crunch comes with 50 g less than Nut Crunch."),
    ("en", "Switch from Nut Crunch to Oat Crunch and you pay $1.50 extra."),
    ("en", "Oat Crunch gives up 50 g of net weight compared with Nut Crunch."),
    ("id", "Harga Palm Court $25 di atas harga Harbour Inn."),
    ("id", "Harga Harbour Inn $35 di atas harga Palm Court."),
    ("id", "Harbour Inn dan Palm Court terpaut $55."),
    ("id", "Selisih harga Harbour Inn dan Palm Court $5."),
    ("id", "Beralih dari Harbour Inn ke Palm Court berarti membayar lebih."),
    ("id", "Pindah dari Harbour Inn ke Palm Court menambah biaya $25."),
    ("id", "Kalau mau Palm Court, tambah $25 dari harga Harbour Inn."),
    ("id", "Dengan memilih Palm Court, biayanya naik $25 dibanding Harbour Inn."),
    ("id", "Terhadap Palm Court, harga Harbour Inn lebih rendah sebesar $25."),
    ("id", "Harbour Inn menghemat $25 dibanding Palm Court."),
)


@pytest.mark.parametrize(("language", "sentence"), TRUE)
def test_a_true_difference_passes_in_any_frame(language: str, sentence: str) -> None:
    assert is_faithful(verify(sentence, SHOP, PACKS, language))


@pytest.mark.parametrize(("language", "sentence"), FALSE)
def test_a_false_difference_is_refused_in_the_same_frame(language: str, sentence: str) -> None:
    assert not is_faithful(verify(sentence, SHOP, PACKS, language))
