"""How models describe a thing from its sheet: free wording passes, what the sheet doesn't say is refused."""

import pytest

from landas.grounding.claims import is_faithful
from landas.grounding.verifier.verify import Verifier
from landas.grounding.verify_request import VerifyRequest
from landas.language.pack import load_packs

PACKS = load_packs(("en", "id"))
SHEET = {
    "name": "Velm Onda 5",
    "Network": {"Technology": "GSM / HSPA / LTE", "4G bands": "1, 3, 7, 20", "EDGE": "No", "GPRS": "No"},
    "Launch": {"Announced": "2011, February", "Status": "Discontinued"},
    "Body": {"SIM": "Dual SIM (Nano-SIM, dual stand-by)", " ": "IP68 dust/water resistant"},
    "Display": {"Size": "6.3 inches", "Resolution": "1080 x 2340 pixels (~409 ppi density)"},
    "Platform": {
        "OS": "Android 2.2 (Froyo), upgradable to 2.3 (Gingerbread)",
        "CPU": "Hexa-core (2x2.4 GHz Cortex-A76 & 4x2.0 GHz Cortex-A55)",
    },
    "Memory": {"Card slot": "microSD", "Internal": "128GB 6GB RAM, 256GB 8GB RAM"},
    "Main Camera": {"Dual": "48 MP, f/1.6, 26mm (wide), PDAF 12 MP, f/2.4, 13mm, 120˚ (ultrawide)"},
    "Selfie camera": {"Single": "8 MP"},
    "Sound": {"Loudspeaker": "Yes", "3.5mm jack": "Yes"},
    "Comms": {"WLAN": "No", "Bluetooth": "No", "NFC": "No", "USB": "microUSB 2.0"},
    "Features": {"Sensors": "Accelerometer, heart rate", "Messaging": "SMS, MMS", "Browser": "WAP 2.0/xHTML"},
    "Battery": {
        "Type": "Non-removable Li-Ion 2780 mAh battery",
        "Talk time": "Up to 7 h 25 min",
        "Stand-by": "Up to 331 h (2G) / Up to 340 h (3G)",
        "Music play": "Up to 24 h",
    },
    "Misc": {"Colors": "Astral Blue, Black", "Models": "V-5A, V-5B, V-5C", "Price": "About 140 EUR"},
}
VERIFIER = Verifier(VerifyRequest(facts=SHEET, reply="").grounds(PACKS), PACKS)


@pytest.mark.parametrize(
    "text",
    [
        "It has a pixel density of 409 pixels per inch.", "It has a ppi density of 409.",
        "It comes with 6/8GB of RAM.", "It comes with 6 or 8 GB of RAM.",
        "The dual-camera setup on the back consists of a 48MP wide-angle lens and a 12MP ultra-wide lens.",
        "The front camera has an 8-megapixel sensor.", "It has an 8 MP selfie camera for video calls.",
        "The phone has a 3.5mm jack for audio and a microSD card slot for expanding storage.",
        "It has a hexacore processor with two 2.4 GHz cores and four cores clocked at 2.0 GHz.",
        "It runs on Android 2.2 and can be upgraded to Android 2.3.",
        "It supports 4G LTE connectivity.", "The phone does not have NFC, WLAN, or Bluetooth.",
        "It has a non-removable Li-Ion battery.", "It offers up to 24 hours of music playback.",
        "It provides up to 7 hours and 25 minutes of talk time.", "It is water-resistant.",
        "It was announced in February 2011 and has since been discontinued.",
        "It can send and receive SMS.", "It supports web browsing via WAP 2.0/xHTML.",
        "Both cameras are good.", "The sensors include a heart rate sensor.",
        "The phone supports dual SIM cards.", "A microUSB 2.0 port is also available.",
        "It has a standby time of up to 331 hours.",
        "It has two 2.4 GHz cores and four 2.0 GHz Cortex-A55 cores.", "It is a smartphone.",
        "It was announced in 2011 and discontinued shortly after.",
        "It was announced in 2011 but was later discontinued.",
        "It has a microUSB 2.0 port for connectivity options.", "It comes in three models.",
        "It has a resolution of 1080 x 2340 pixels.",
        "Kepadatannya 409 piksel per inci.", "Prosesornya hexa-core dan RAM-nya 6 atau 8 GB.",
        "Ponsel ini tidak memiliki NFC, WLAN, atau Bluetooth.",
        "Tersedia slot kartu microSD untuk memperluas penyimpanan.",
        "Baterainya tidak dapat dilepas dan bertahan hingga 24 jam pemutaran musik.", "Ponsel ini tahan air dan debu.",
        "Ponsel ini diumumkan pada Februari 2011 dan kini sudah dihentikan.", "Ada jack 3,5 mm untuk audio.",
        "Ponsel ini menjalankan Android 2.2 yang dapat ditingkatkan ke Android 2.3.",
        "Sensornya meliputi akselerometer.",
    ],
)  # fmt: skip
def test_free_wording_of_what_the_sheet_says_passes(text: str) -> None:
    assert [(c.text, c.problem) for c in VERIFIER.claims(text) if c.verdict in _FLAGGED] == []


@pytest.mark.parametrize(
    "text",
    [
        "It has a pixel density of 401 pixels per inch.", "It comes with 6/12GB of RAM.",
        "It has a quad-camera setup on the back.", "It has a 48MP ultra-wide lens.",
        "The front camera has a 12-megapixel sensor.", "It has NFC.", "It supports Bluetooth, SMS and MMS.",
        "It has a hexacore processor with two 2.0 GHz cores.", "It runs on Android 2.3.",
        "The phone does not have NFC, a loudspeaker, or Bluetooth.", "It has a removable battery.",
        "It was released in 2011.", "It was discontinued in 2012.", "It supports microSD cards up to 32GB.",
        "It provides up to 9 hours of talk time.", "It supports 5G connectivity.", "It comes in three colors.",
        "The phone has a barometer.", "It supports fast charging.", "It is a tablet.",
        "It has a standby time of up to 300 hours.", "It comes in two models.",
        "It was priced at around 140 EUR when it was released.", "It cost 140 EUR at launch.",
        "Harganya 140 EUR saat dirilis.",
        "Ponsel ini memiliki NFC.", "Kamera depannya 12 MP.", "Kamera empat di bagian belakang.", "Dirilis pada 2011.",
        "Baterainya dapat dilepas.", "Mendukung 5G.", "Ponsel ini tidak punya loudspeaker, NFC, atau WLAN.",
    ],
)  # fmt: skip
def test_free_wording_of_what_the_sheet_does_not_say_is_refused(text: str) -> None:
    assert not is_faithful(VERIFIER.claims(text))


_FLAGGED = ("contradicted", "unsupported")


def test_a_denial_ends_where_the_list_begins_something_new() -> None:
    claims = VERIFIER.claims("It has no NFC, a 3.5mm jack and a loudspeaker.")
    assert is_faithful(claims)


def test_a_word_that_keeps_company_with_a_part_needs_that_part() -> None:
    facts = {"name": "Brio Router", "Ethernet": "Fast Ethernet", "Weight": "300 g"}
    claims = Verifier(VerifyRequest(facts=facts, reply="").grounds(PACKS), PACKS).claims(
        "It has fast charging and a headphone jack for audio."
    )
    assert all(claim.verdict in _FLAGGED for claim in claims)


PLAIN = {
    "name": "Velm Uno", "OS": "Android 9", "Triple": "48 MP, f/1.8 8 MP, (ultrawide) 2 MP", "Single": "16 MP, f/2.0",
    "Main Camera Features": "LED flash", "Selfie camera Features": "HDR", "Camera pixels": "48MP", "Weight": "180 g",
    "Charging": "45W wired, 50% in 21 min, 100% in 60 min",
}  # fmt: skip


def test_a_label_that_only_counts_is_of_what_its_numbers_measure() -> None:
    verifier = Verifier(VerifyRequest(facts=PLAIN, reply="").grounds(PACKS), PACKS)
    assert is_faithful(
        verifier.claims("The selfie camera has a 16 MP sensor. It has an 8 MP ultrawide camera.")
    )
    assert not is_faithful(verifier.claims("The selfie camera has a 12 MP sensor."))


def test_a_most_may_be_one_of_several_told_by_another_number() -> None:
    verifier = Verifier(VerifyRequest(facts=PLAIN, reply="").grounds(PACKS), PACKS)
    assert is_faithful(verifier.claims("It gives up to 50% charge in just 21 minutes."))
    assert not is_faithful(verifier.claims("It gives up to 50% charge in 60 minutes."))


def test_a_smartphone_has_an_operating_system_and_a_network() -> None:
    facts = {f"Part {letter}": letter * 3 for letter in "abcdefghijklm"}
    feature = Verifier(VerifyRequest(facts={**facts, "SIM": "Mini-SIM"}, reply="").grounds(PACKS), PACKS)
    player = Verifier(VerifyRequest(facts={**facts, "OS": "Android 2.2"}, reply="").grounds(PACKS), PACKS)
    assert is_faithful(feature.claims("It is a mobile phone."))
    assert not is_faithful(feature.claims("It is a smartphone."))
    assert not is_faithful(player.claims("It is a smartphone."))


def test_a_value_that_denies_its_own_attribute_denies_no_other() -> None:
    facts = {
        "name": "Velm Duo",
        "Video pixels": "No video recorder",
        "Display": {"Resolution": "128 x 160 pixels"},
    }
    verifier = Verifier(VerifyRequest(facts=facts, reply="").grounds(PACKS), PACKS)
    assert is_faithful(
        verifier.claims("It can't record videos, and its display has a resolution of 128 x 160 pixels.")
    )
    assert not is_faithful(verifier.claims("It can record videos."))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("It comes with 8GB of RAM and 256GB of storage.", True),
        ("It comes with 6GB or 8GB of RAM and 128GB or 256GB of storage.", True),
        ("It comes with 8GB of RAM and 128GB of storage.", False),
        ("It comes with 6GB or 8GB of RAM and 128GB of storage.", False),
        ("RAM-nya 8 GB dan memorinya 128 GB.", False),
    ],
)
def test_numbers_of_one_sentence_stand_in_one_row_of_a_value(text: str, right: bool) -> None:
    assert is_faithful(VERIFIER.claims(text)) == right
