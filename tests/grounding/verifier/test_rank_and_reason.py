"""Ranks by idiom, contests, reasons and how things stand: forms whose single words all look idle."""

import pytest

from landas.grounding.claims import is_faithful
from landas.grounding.verifier.verify import Verifier
from landas.grounding.verify_request import VerifyRequest
from landas.language.pack import load_packs

PACKS = load_packs(("en", "id"))
LAPTOPS = {
    "items": [
        {
            "item_id": "1",
            "facts": {
                "name": "Vantro Lite 13",
                "brand": "Vantro",
                "price": "$820",
                "weight": "1.2 kg",
                "battery life": "11 h",
                "memory": "16 GB",
                "colour": "silver",
                "in stock": "Yes",
            },
        },
        {
            "item_id": "2",
            "facts": {
                "name": "Kelvo Pro 15",
                "brand": "Kelvo",
                "price": "$1,140",
                "weight": "1.9 kg",
                "battery life": "8 h",
                "memory": "32 GB",
                "colour": "black",
                "in stock": "No",
            },
        },
    ]
}
VERIFIER = Verifier(VerifyRequest.model_validate({**LAPTOPS, "reply": "-"}).grounds(PACKS), PACKS)


@pytest.mark.parametrize(
    "said",
    [
        "Vantro Lite 13 is second to none.",
        "Vantro Lite 13 is the pick of the bunch.",
        "Vantro Lite 13 is as good as it gets.",
        "Vantro Lite 13 stands head and shoulders above the rest.",
        "Vantro Lite 13 is the cheapest laptop on the market.",
        "Vantro Lite 13 tak ada duanya.",
        "Vantro Lite 13 jauh di atas yang lain.",
        "Vantro Lite 13 termurah di pasaran.",
        "Di mana pun tak ada yang semurah Vantro Lite 13.",
    ],
)
def test_a_rank_that_no_shown_item_can_give_is_refused(said: str) -> None:
    assert not is_faithful(VERIFIER.claims(said))


@pytest.mark.parametrize(
    "said",
    [
        "Kelvo Pro 15 leads the pack for battery life.",
        "Kelvo Pro 15 wins on price.",
        "Vantro Lite 13 loses to Kelvo Pro 15 on weight.",
        "Kelvo Pro 15 unggul soal harga dari Vantro Lite 13.",
        "Soal baterai, Kelvo Pro 15 juaranya.",
        "Vantro Lite 13 menang memori dari Kelvo Pro 15.",
        "Pilih Kelvo Pro 15 kalau mau yang lebih ringan dari Vantro Lite 13.",
    ],
)
def test_the_winner_of_a_contest_is_computed(said: str) -> None:
    assert not is_faithful(VERIFIER.claims(said))


@pytest.mark.parametrize(
    "said",
    [
        "Vantro Lite 13 leads the pack for battery life.",
        "Vantro Lite 13 wins on price.",
        "Kelvo Pro 15 loses to Vantro Lite 13 on weight.",
        "Kelvo Pro 15 leads on memory.",
        "Kelvo Pro 15 menang soal memori.",
        "Pilih Vantro Lite 13 kalau mau yang lebih ringan dari Kelvo Pro 15.",
    ],
)
def test_the_true_winner_of_a_contest_passes(said: str) -> None:
    assert is_faithful(VERIFIER.claims(said))


@pytest.mark.parametrize(
    "said",
    [
        "Vantro Lite 13 is out.",
        "Vantro Lite 13 has run out.",
        "Vantro Lite 13 is on back order.",
        "You can't buy Vantro Lite 13 at the moment.",
        "Kelvo Pro 15 is back.",
        "Kelvo Pro 15 is good to go.",
        "We still have Kelvo Pro 15.",
        "Kelvo Pro 15 sudah masuk lagi.",
        "Kelvo Pro 15 tinggal dipesan.",
        "Keduanya bisa langsung dibeli.",
    ],
)
def test_small_words_that_tell_how_things_stand_are_checked(said: str) -> None:
    assert not is_faithful(VERIFIER.claims(said))


@pytest.mark.parametrize(
    "said",
    ["Kelvo Pro 15 has run out.", "Kelvo Pro 15 can't be ordered right now.", "Vantro Lite 13 bisa dipesan."],
)
def test_how_things_truly_stand_passes(said: str) -> None:
    assert is_faithful(VERIFIER.claims(said))


@pytest.mark.parametrize(
    "said",
    [
        "Vantro Lite 13 is silver because it weighs 1.2 kg.",
        "Kelvo Pro 15 berwarna hitam karena memorinya 32 GB.",
    ],
)
def test_two_true_statements_are_no_reason_of_each_other(said: str) -> None:
    assert not is_faithful(VERIFIER.claims(said))


def test_a_reason_that_says_the_same_fact_passes() -> None:
    assert is_faithful(VERIFIER.claims("Vantro Lite 13 is the lightest because it weighs 1.2 kg."))
