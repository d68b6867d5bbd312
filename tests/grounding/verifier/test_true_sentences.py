"""The truth gets through, said in many ways: a verifier that refuses everything would be no use to anybody."""
# ruff: noqa: E501

import pytest
from _pytest.mark import ParameterSet

from landas.grounding.claims import Grounds
from tests.grounding.verifier.worlds import DINERS, LAPTOPS, PHONE, faults_of

ENGLISH: dict[str, tuple[Grounds, list[str]]] = {
    "numbers": (LAPTOPS, [
        "The Aster Nimbus 14 costs $749.", "You can have the Celo Basic 15 for 599 dollars.", "At 1.1 kg, the Brio Feather 13 is a nice companion.",
        "The Brio Feather 13 weighs 1,100 grams.", "The Aster's price tag reads USD 749.", "The Celo Basic 15 will set you back $599.",
        "It takes 599 dollars to get the Celo Basic 15.", "The Aster Nimbus 14 comes with 16 GB of RAM.", "16 GB of memory are built into the Brio Feather 13.",
        "The Aster Nimbus 14 has a 14-inch screen.", "The Brio Feather 13 weighs 2.43 lb.",
    ]),
    "vague numbers": (LAPTOPS, [
        "The Aster Nimbus 14 costs about $750.", "The Celo Basic 15 is just under $600.", "The Celo Basic 15 costs less than $600.",
        "The Brio Feather 13 weighs a little over 1 kg.", "The Aster Nimbus 14 is between $700 and $800.", "The Celo Basic 15 weighs nearly 2 kg.",
        "All three cost less than $800.", "None of them weighs more than 2 kg.", "Each of them has at least 8 GB of RAM.",
        "The Brio Feather 13 weighs roughly 1.1 kilos.", "Prices range from $599 to $789.",
    ]),
    "comparisons": (LAPTOPS, [
        "The Brio Feather 13 is lighter than the Aster Nimbus 14.", "The Celo Basic 15 is $150 cheaper than the Aster Nimbus 14.",
        "The Brio Feather 13 costs $40 more than the Aster Nimbus 14.", "The Aster Nimbus 14 has more RAM than the Celo Basic 15.",
        "Compared to the Celo Basic 15, the Brio Feather 13 is lighter.", "The Aster Nimbus 14 has twice as much RAM as the Celo Basic 15.",
        "The Celo Basic 15 isn't as light as the Brio Feather 13.", "The Celo Basic 15 is 500 g heavier than the Aster Nimbus 14.",
        "The Aster Nimbus 14 and the Brio Feather 13 have the same amount of memory.", "The price difference between the Aster Nimbus 14 and the Brio Feather 13 is $40.",
    ]),
    "superlatives": (LAPTOPS, [
        "The Celo Basic 15 is the cheapest.", "The lightest of the three is the Brio Feather 13.", "The Brio Feather 13 is the most expensive one.",
        "The Celo Basic 15 has the largest screen.", "Nothing here is lighter than the Brio Feather 13.", "The Celo Basic 15 has the least memory.",
    ]),
    "values": (LAPTOPS, [
        "The Aster Nimbus 14 is black.", "The Brio Feather 13 comes in silver.", "The Aster Nimbus 14 and the Celo Basic 15 are both black.",
        "The Celo Basic 15 is made by Celo.", "Two of them are black.", "Only the Brio Feather 13 is silver.", "The Aster Nimbus 14 is a laptop.",
    ]),
    "denials": (LAPTOPS, [
        "The Brio Feather 13 isn't black.", "The Aster Nimbus 14 is not from Brio.", "The Celo Basic 15 doesn't cost $749.", "None of them is red.",
        "The Aster Nimbus 14 costs $749, not $789.",
    ]),
    "stock": (LAPTOPS, [
        "The Aster Nimbus 14 is in stock.", "There are 5 of the Aster Nimbus 14 left in stock.", "The Brio Feather 13 is out of stock.",
        "The Brio Feather 13 isn't available right now.", "The stock of the Celo Basic 15 is not listed.",
    ]),
    "the person": (LAPTOPS, [
        "You asked for a light laptop.", "Because you viewed the Delta Wind 12, the Aster Nimbus 14 may suit you.",
        "The Aster Nimbus 14 is within your budget.", "12 laptops fit; here are three of them.",
    ]),
    "talk": (LAPTOPS, [
        "Hello!", "Happy to help.", "Good question!", "Would you like to see more?", "What matters most to you?", "The Aster Nimbus 14 is a nice choice.",
        "I hope this helps.", "Here are three that may suit you.", "Let me know what you think.", "Do you prefer black or silver?",
    ]),
    "a fact sheet": (PHONE, [
        "The Velm Onda 5 weighs 182 g.", "It weighs 0.182 kg.", "It is 7.9 mm thick.", "It has a 6.43-inch AMOLED display with a 120 Hz refresh rate.",
        "The screen measures 6.4 inches.", "The resolution is 1080 x 2400 pixels.", "The resolution is 1080x2400.", "It is powered by the Krane SM7325.",
        "It runs Android 13.", "You can get it with 128 GB or 256 GB of storage.", "The main camera has 50 MP.", "The front camera takes 16 MP photos.",
        "It supports NFC.", "There is no headphone jack.", "It lacks a 3.5 mm jack.", "It has an FM radio.", "The battery holds 4,500 mAh.",
        "The 4500mAh battery can't be removed.", "It charges at 33 W.", "It comes in Black, Silver and Teal.", "It was announced in March 2022.",
        "The phone came out in 2022.", "It is available.", "The colour teal is available.", "Its warranty isn't mentioned.",
    ]),
    "restaurants": (DINERS, [
        "Warung Melati serves Sundanese food.", "Dapur Kenanga is in Jakarta.", "Both are halal.", "Warung Melati is rated 4.5.",
        "Warung Melati has a higher rating than Dapur Kenanga.", "Warung Melati has no parking.", "Dapur Kenanga seats 64.",
    ]),
}  # fmt: skip
INDONESIAN: dict[str, tuple[Grounds, list[str]]] = {
    "angka": (LAPTOPS, [
        "Harga Aster Nimbus 14 adalah $749.", "Celo Basic 15 dibanderol 599 dolar.", "Bobot Brio Feather 13 hanya 1,1 kg.",
        "Brio Feather 13 beratnya 1.100 gram.", "Aster Nimbus 14 dibekali RAM 16 GB.", "Layar Aster Nimbus 14 berukuran 14 inci.",
        "Cukup 599 dolar untuk membawa pulang Celo Basic 15.", "Memori Brio Feather 13 sebesar 16 GB.",
    ]),
    "kira-kira": (LAPTOPS, [
        "Harga Aster Nimbus 14 sekitar $750.", "Celo Basic 15 harganya di bawah $600.", "Berat Celo Basic 15 hampir 2 kg.",
        "Semuanya di bawah $800.", "Tidak ada yang beratnya lebih dari 2 kg.", "Harga Aster Nimbus 14 antara $700 dan $800.",
        "Masing-masing punya RAM minimal 8 GB.",
    ]),
    "perbandingan": (LAPTOPS, [
        "Brio Feather 13 lebih ringan daripada Aster Nimbus 14.", "Celo Basic 15 lebih murah $150 dari Aster Nimbus 14.",
        "Dibandingkan Celo Basic 15, Brio Feather 13 lebih ringan.", "RAM Aster Nimbus 14 lebih besar dari Celo Basic 15.",
        "Celo Basic 15 tidak semahal Aster Nimbus 14.", "Aster Nimbus 14 dan Brio Feather 13 sama-sama punya RAM 16 GB.",
        "Selisih harga Aster Nimbus 14 dan Brio Feather 13 adalah $40.",
    ]),
    "superlatif": (LAPTOPS, [
        "Celo Basic 15 paling murah.", "Yang paling ringan adalah Brio Feather 13.", "Brio Feather 13 adalah yang termahal.",
        "Tidak ada yang lebih ringan dari Brio Feather 13.", "Layar Celo Basic 15 paling besar.",
    ]),
    "nilai": (LAPTOPS, [
        "Aster Nimbus 14 berwarna hitam.", "Brio Feather 13 tersedia dalam warna perak.", "Aster Nimbus 14 dan Celo Basic 15 sama-sama hitam.",
        "Celo Basic 15 buatan Celo.", "Warna Brio Feather 13 perak.",
    ]),
    "sangkalan": (LAPTOPS, [
        "Brio Feather 13 tidak berwarna hitam.", "Aster Nimbus 14 bukan buatan Brio.", "Harga Celo Basic 15 bukan $749.", "Tidak ada yang berwarna merah.",
    ]),
    "stok": (LAPTOPS, ["Aster Nimbus 14 masih tersedia.", "Stok Aster Nimbus 14 tinggal 5.", "Brio Feather 13 sedang habis.", "Stok Celo Basic 15 tidak tercantum."]),
    "orangnya": (LAPTOPS, ["Anda mencari laptop ringan.", "Karena Anda melihat Delta Wind 12, Aster Nimbus 14 mungkin cocok.", "Ada 12 laptop yang cocok; ini tiga di antaranya."]),
    "obrolan": (LAPTOPS, ["Halo kak!", "Semoga membantu.", "Mau lihat yang lain?", "Aster Nimbus 14 pilihan yang bagus.", "Silakan bertanya lagi.", "Terima kasih!"]),
    "lembar fakta": (PHONE, [
        "Velm Onda 5 beratnya 182 gram.", "Tebalnya 7,9 mm.", "Layarnya AMOLED 6,43 inci.", "Ditenagai chipset Krane SM7325.", "Sistem operasinya Android 13.",
        "Kamera utamanya 50 MP.", "Kamera depannya 16 MP.", "Sudah mendukung NFC.", "Tidak ada jack 3,5 mm.", "Baterainya 4.500 mAh.",
        "Tersedia dalam warna hitam dan perak.", "Diumumkan tahun 2022.", "Garansinya tidak disebutkan.",
    ]),
    "rumah makan": (DINERS, ["Warung Melati menyajikan masakan Sunda.", "Dapur Kenanga berada di Jakarta.", "Keduanya halal.", "Warung Melati tidak punya parkir."]),
}  # fmt: skip


def table(sentences: dict[str, tuple[Grounds, list[str]]]) -> list[ParameterSet]:
    return [
        pytest.param(grounds, text, id=f"{kind}: {text}")
        for kind, (grounds, texts) in sentences.items()
        for text in texts
    ]


@pytest.mark.parametrize(("grounds", "text"), table(ENGLISH))
def test_a_true_english_sentence_passes(grounds: Grounds, text: str) -> None:
    assert faults_of(text, grounds, "en") == []


@pytest.mark.parametrize(("grounds", "text"), table(INDONESIAN))
def test_a_true_indonesian_sentence_passes(grounds: Grounds, text: str) -> None:
    assert faults_of(text, grounds, "id") == []
