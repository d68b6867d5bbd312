"""Nothing ungrounded reaches a person: each sentence is false, or says what no fact says, in one way."""
# ruff: noqa: E501

import pytest

from landas.grounding.claims import Grounds
from tests.grounding.verifier.test_true_sentences import table
from tests.grounding.verifier.worlds import DINERS, LAPTOPS, PHONE, faults_of

ENGLISH: dict[str, tuple[Grounds, list[str]]] = {
    "numbers": (LAPTOPS, [
        "The Aster Nimbus 14 costs $794.", "The Aster Nimbus 14 costs €749.", "The Brio Feather 13 weighs 1.1 g.", "The Brio Feather 13 weighs 1.4 kg.",
        "The Aster Nimbus 14 costs about $900.", "The Celo Basic 15 costs less than $500.", "The Aster Nimbus 14 is between $800 and $900.",
        "The Celo Basic 15 comes with 16 GB of RAM.", "All of them weigh less than 1.5 kg.", "The Aster Nimbus 14 has a 15-inch screen.", "Prices start at $499.",
        "The Aster Nimbus 14 costs $749 per month.", "The Aster Nimbus 14 used to cost $749.", "The Aster Nimbus 14 will cost $749 from tomorrow.",
        "The Aster Nimbus 14 costs half of $749.", "Two Aster Nimbus 14 cost $749.", "The Aster Nimbus 14 costs $749 with a coupon.",
    ]),
    "one attribute's value for another's": (LAPTOPS, [
        "The Aster Nimbus 14 costs 1.4 kg.", "The Aster Nimbus 14 weighs $749.", "The Aster Nimbus 14 costs more than 300 g.",
        "The Aster Nimbus 14 costs 1.4 kg costs $749.", "$749 costs 16 GB.", "The colour of the Aster Nimbus 14 is Brio Feather 13.",
        "The Aster Nimbus 14 measures Aster.", "The price of the Aster Nimbus 14 is Aster.", "The brand of the Aster Nimbus 14 is $749.",
        "The Aster Nimbus 14 is made by Brio Feather 13.", "The weight of the Aster Nimbus 14 is black.", "The Aster Nimbus 14 is the Brio Feather 13.",
    ]),
    "swapped items": (LAPTOPS, [
        "The Brio Feather 13 costs $749.", "The Aster Nimbus 14 comes in silver.", "The Celo Basic 15 is made by Aster.", "The first one is silver.",
        "Both the Aster Nimbus 14 and the Brio Feather 13 are black.", "All of them are black.", "Only the Aster Nimbus 14 is black.",
    ]),
    "comparisons": (LAPTOPS, [
        "The Aster Nimbus 14 is lighter than the Brio Feather 13.", "The Brio Feather 13 is cheaper than the Aster Nimbus 14.",
        "The Celo Basic 15 is $100 cheaper than the Aster Nimbus 14.", "The Celo Basic 15 has more RAM than the Aster Nimbus 14.",
        "The Aster Nimbus 14 is as light as the Brio Feather 13.", "The Aster Nimbus 14 and the Brio Feather 13 cost the same price.",
        "The price difference between the Aster Nimbus 14 and the Brio Feather 13 is $60.", "The Aster Nimbus 14 is faster than the Celo Basic 15.",
        "The Aster Nimbus 14 is twice as heavy as the Brio Feather 13.", "The Brio Feather 13 isn't as expensive as the Celo Basic 15.",
        "The Aster Nimbus 14 is $40 cheaper.", "The Aster Nimbus 14 has a better keyboard than the Brio Feather 13.",
    ]),
    "superlatives": (LAPTOPS, [
        "The Aster Nimbus 14 is the cheapest.", "The lightest of the three is the Celo Basic 15.", "The Aster Nimbus 14 is the most powerful one.",
        "The Brio Feather 13 has the largest screen.", "Nothing here is cheaper than the Aster Nimbus 14.", "The Aster Nimbus 14 is the fastest of them.",
        "The Celo Basic 15 is the best-selling laptop.", "No laptop in the world is lighter than the Brio Feather 13.",
    ]),
    "denials": (LAPTOPS, [
        "The Aster Nimbus 14 isn't black.", "The Aster Nimbus 14 doesn't cost $749.", "None of them is black.", "The Aster Nimbus 14 is not made by Aster.",
        "The Aster Nimbus 14 has no RAM.", "Neither the Aster Nimbus 14 nor the Celo Basic 15 is black.", "The Aster Nimbus 14 never costs $749.",
    ]),
    "counts": (LAPTOPS, [
        "All four of them are laptops.", "I found 15 laptops for you.", "Three of them are black.", "Here are five laptops.", "Only one of them is black.",
    ]),
    "stock": (LAPTOPS, [
        "The Brio Feather 13 is in stock.", "The Aster Nimbus 14 is sold out.", "Only 2 of the Aster Nimbus 14 are left in stock.", "The Celo Basic 15 is in stock.",
        "All of them are available.", "The Aster Nimbus 14 ships today.",
    ]),
    "causes": (LAPTOPS, [
        "Because you bought the Delta Wind 12, the Aster Nimbus 14 may suit you.", "Because you viewed the Celo Basic 15, here is the Aster Nimbus 14.",
        "You asked for a gaming laptop.", "Customers like you bought the Aster Nimbus 14.", "Based on your purchase history, the Aster Nimbus 14 fits.",
    ]),
    "fitness": (LAPTOPS, [
        "The Aster Nimbus 14 is great for gaming.", "The Brio Feather 13 is perfect for students.", "The Celo Basic 15 is easy to carry around.",
        "It handles video editing with ease.", "The Aster Nimbus 14 suits small offices.", "The Aster Nimbus 14 is ideal for travelling.",
    ]),
    "invented attributes": (LAPTOPS, [
        "The Aster Nimbus 14 is waterproof.", "The Aster Nimbus 14 has a backlit keyboard.", "It comes with a two-year warranty.", "The battery lasts 10 hours.",
        "The Brio Feather 13 has an OLED screen.", "The Aster Nimbus 14 is made of aluminium.", "Shipping is free.", "It won an award.", "It is heavy.",
        "It is rated 4.8 stars.", "The Aster Nimbus 14 runs Windows 11.", "Order it at www.aster-deals.example.", "Did you know that it is waterproof?",
    ]),
    "a fact sheet": (PHONE, [
        "The Velm Onda 5 weighs 192 g.", "It is 8.9 mm thick.", "It has a 6.7-inch display.", "It has an LCD screen.", "The screen refreshes at 144 Hz.",
        "The resolution is 1440 x 2400 pixels.", "The resolution is 1080x2340.", "It is powered by the Krane SM8450.", "It runs Android 12.", "It has 16 GB of RAM.",
        "The main camera has 16 MP.", "The front camera has 50 MP.", "It lacks NFC.", "It has a headphone jack.", "It has no FM radio.", "The battery holds 5,000 mAh.",
        "The battery is removable.", "It charges at 67 W.", "It charges wirelessly.", "It comes in blue.", "It was announced in 2021.", "It has been discontinued.",
        "Its weight isn't mentioned.", "It costs $300.", "It has a 33 mm battery.", "It supports 5G.", "The camera has optical image stabilisation.", "It comes with a charger in the box.",
    ]),
    "restaurants": (DINERS, [
        "Warung Melati is in Jakarta.", "Dapur Kenanga serves Sundanese food.", "Neither is halal.", "Dapur Kenanga has a higher rating than Warung Melati.",
        "Dapur Kenanga has no parking.", "Warung Melati is open until midnight.", "Warung Melati seats 64.", "Warung Melati is rated 4.8.",
    ]),
}  # fmt: skip
INDONESIAN: dict[str, tuple[Grounds, list[str]]] = {
    "angka": (LAPTOPS, [
        "Harga Aster Nimbus 14 adalah $794.", "Celo Basic 15 dibanderol 599 euro.", "Bobot Brio Feather 13 hanya 1,4 kg.", "Berat Brio Feather 13 1,1 gram.",
        "Harga Aster Nimbus 14 sekitar $900.", "Celo Basic 15 harganya di bawah $500.", "Semuanya di bawah $700.", "Harga Aster Nimbus 14 $749 per bulan.",
        "Dulu harga Aster Nimbus 14 $749.", "RAM Celo Basic 15 16 GB.", "Harga Aster Nimbus 14 setengah dari $749.",
    ]),
    "nilai tertukar": (LAPTOPS, [
        "Harga Aster Nimbus 14 1,4 kg.", "Berat Aster Nimbus 14 $749.", "Warna Aster Nimbus 14 adalah Brio Feather 13.", "Aster Nimbus 14 buatan Brio Feather 13.",
        "Merek Aster Nimbus 14 adalah $749.", "Harga Aster Nimbus 14 adalah Aster.",
    ]),
    "barang tertukar": (LAPTOPS, ["Harga Brio Feather 13 $749.", "Aster Nimbus 14 berwarna perak.", "Celo Basic 15 buatan Aster.", "Semuanya berwarna hitam."]),
    "perbandingan": (LAPTOPS, [
        "Aster Nimbus 14 lebih ringan daripada Brio Feather 13.", "Brio Feather 13 lebih murah dari Aster Nimbus 14.", "Celo Basic 15 lebih murah $100 dari Aster Nimbus 14.",
        "Dibandingkan Brio Feather 13, Celo Basic 15 lebih ringan.", "Brio Feather 13 tidak semahal Celo Basic 15.", "Aster Nimbus 14 lebih cepat dari Celo Basic 15.",
        "Selisih harga Aster Nimbus 14 dan Brio Feather 13 adalah $60.", "Harga Aster Nimbus 14 dan Brio Feather 13 sama.",
    ]),
    "superlatif": (LAPTOPS, ["Aster Nimbus 14 paling murah.", "Yang paling ringan adalah Celo Basic 15.", "Aster Nimbus 14 paling cepat.", "Brio Feather 13 terlaris.", "Tidak ada yang lebih murah dari Aster Nimbus 14."]),
    "sangkalan": (LAPTOPS, ["Aster Nimbus 14 tidak berwarna hitam.", "Aster Nimbus 14 bukan buatan Aster.", "Harga Celo Basic 15 bukan $599.", "Tidak ada yang berwarna hitam."]),
    "jumlah": (LAPTOPS, ["Ada 15 laptop yang cocok.", "Keempatnya laptop.", "Tiga di antaranya berwarna hitam."]),
    "stok": (LAPTOPS, ["Brio Feather 13 masih tersedia.", "Stok Aster Nimbus 14 habis.", "Stok Aster Nimbus 14 tinggal 2.", "Celo Basic 15 ready stock."]),
    "sebab": (LAPTOPS, ["Karena Anda membeli Delta Wind 12, Aster Nimbus 14 cocok.", "Anda mencari laptop gaming.", "Berdasarkan riwayat Anda, Aster Nimbus 14 cocok."]),
    "kegunaan": (LAPTOPS, ["Aster Nimbus 14 cocok untuk main game.", "Brio Feather 13 pas untuk mahasiswa.", "Celo Basic 15 enak dibawa bepergian."]),
    "ciri karangan": (LAPTOPS, ["Aster Nimbus 14 tahan air.", "Aster Nimbus 14 bergaransi dua tahun.", "Baterainya tahan 10 jam.", "Gratis ongkir.", "Aster Nimbus 14 terbuat dari aluminium.", "Aster Nimbus 14 sedang diskon."]),
    "lembar fakta": (PHONE, [
        "Velm Onda 5 beratnya 192 gram.", "Tebalnya 8,9 mm.", "Layarnya 6,7 inci.", "Sistem operasinya Android 12.", "Kamera utamanya 16 MP.", "Kamera depannya 50 MP.", "Tidak mendukung NFC.",
        "Ada jack 3,5 mm.", "Baterainya 5.000 mAh.", "Tersedia dalam warna biru.", "Dirilis tahun 2021.", "Beratnya tidak disebutkan.", "Mendukung 5G.",
    ]),
    "rumah makan": (DINERS, ["Warung Melati berada di Jakarta.", "Keduanya tidak halal.", "Dapur Kenanga tidak punya parkir.", "Warung Melati buka 24 jam."]),
}  # fmt: skip


@pytest.mark.parametrize(("grounds", "text"), table(ENGLISH))
def test_a_false_english_sentence_is_refused(grounds: Grounds, text: str) -> None:
    assert faults_of(text, grounds, "en") != []


@pytest.mark.parametrize(("grounds", "text"), table(INDONESIAN))
def test_a_false_indonesian_sentence_is_refused(grounds: Grounds, text: str) -> None:
    assert faults_of(text, grounds, "id") != []
