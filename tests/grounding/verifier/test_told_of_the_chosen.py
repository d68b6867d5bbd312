"""What is said behind "if you take it", "because", "plus minus" or "isn't enough" is checked like any other."""

import pytest

from landas.grounding.claims import GroundFact, GroundItem, Grounds
from tests.grounding.verifier.worlds import LAPTOPS, faults_of

FALSE = [
    ("If you take the Aster Nimbus 14, its colour is silver.", "en"),
    ("If you pick the Aster Nimbus 14, you get silver.", "en"),
    ("Kalau Aster Nimbus 14 yang ini, warnanya silver.", "id"),
    ("Kalau Aster Nimbus 14 warnanya silver.", "id"),
    ("The Aster Nimbus 14 won't do because it weighs 3 kg.", "en"),
    ("Aster Nimbus 14 bukan itu karena mereknya Brio.", "id"),
    ("Plus minus 2 kg bobot Aster Nimbus 14.", "id"),
    ("Uang $800 belum cukup untuk membeli Aster Nimbus 14.", "id"),
]
TRUE = [
    ("If you take the Aster Nimbus 14, its colour is black.", "en"),
    ("Kalau Aster Nimbus 14 yang ini, warnanya hitam.", "id"),
    ("If price matters most, take the Celo Basic 15.", "en"),
    ("Plus minus 1,4 kg bobot Aster Nimbus 14.", "id"),
    ("Uang $700 belum cukup untuk membeli Aster Nimbus 14.", "id"),
]
NETWORK = Grounds(
    items=(
        GroundItem(
            "s",
            "Veltra VS-24 network switch Fast Ethernet",
            (GroundFact("s#ports", ("ports type",), "Fast Ethernet (10/100)"),),
        ),
    )
)


@pytest.mark.parametrize(("reply", "language"), FALSE)
def test_what_is_false_behind_such_words_is_faulted(reply: str, language: str) -> None:
    assert faults_of(reply, LAPTOPS, language)


@pytest.mark.parametrize(("reply", "language"), TRUE)
def test_what_is_true_behind_such_words_passes(reply: str, language: str) -> None:
    assert not faults_of(reply, LAPTOPS, language)


def test_two_products_of_one_brand_are_not_one_product() -> None:
    twins = Grounds(
        items=tuple(
            GroundItem(name, f"Aster {name}", (GroundFact(f"{name}#brand", ("brand", "merek"), "Aster"),))
            for name in ("Nimbus", "Cumulus")
        )
    )
    assert faults_of("Aster Nimbus dan Aster Cumulus sebenarnya produk yang satu dan sama.", twins, "id")
    assert not faults_of("Aster Nimbus dan Aster Cumulus mereknya sama.", twins, "id")


@pytest.mark.parametrize(
    "reply", ["Veltra VS-24 mendukung pengisian cepat.", "Veltra VS-24 supports fast charging."]
)
def test_a_word_of_the_title_backs_nothing_of_another_attribute(reply: str) -> None:
    assert faults_of(reply, NETWORK, "id")


@pytest.mark.parametrize(
    "reply",
    [
        "The weight of the Veltra One is 0.05 g.",
        "The Veltra One costs less; its pack is 2.",
        "The Veltra Two is lighter by 0.03 g, and it is longer by 3 cm.",
    ],
)
def test_small_weights_packs_and_lengths_are_told(reply: str) -> None:
    def cable(name: str, price: float, weight: float, length: float) -> GroundItem:
        facts = (
            GroundFact(f"{name}#price", ("price",), price, "USD"),
            GroundFact(f"{name}#weight", ("weight",), weight, "kg"),
            GroundFact(f"{name}#pack", ("pack",), 2),
            GroundFact(f"{name}#length", ("cable length", "length", "long"), length, "m"),
            GroundFact(f"{name}#width", ("width",), 4.0, "cm"),
        )
        return GroundItem(name, f"Veltra {name}", facts)

    world = Grounds(items=(cable("One", 5.0, 0.00005, 1.0), cable("Two", 9.0, 0.00002, 1.03)))
    assert not faults_of(reply, world)


def test_how_many_fit_is_no_value_that_is_judged() -> None:
    grounds = Grounds(LAPTOPS.items, request_text="laptop hitam", counts={"shown": 3, "fitting": 25})
    assert not faults_of("Ada 25 laptop yang cocok (hitam); ini tiga di antaranya.", grounds, "id")
