"""That a thing is "available" needs a fact that says so: of the item its stock, of a part a yes or the value itself."""

import pytest

from landas.grounding.claims import GroundFact, GroundItem, Grounds
from tests.grounding.verifier.worlds import LAPTOPS, faults_of

INN = Grounds(
    items=(
        GroundItem(
            "p1",
            "Wisma Teratai",
            (
                GroundFact("p1#fee", ("harga", "price"), 650000.0, "IDR"),
                GroundFact("p1#room", ("luas kamar", "room size"), 25.0, "m2"),
                GroundFact("p1#beach", ("jarak pantai", "distance to beach"), 120.0, "m"),
                GroundFact("p1#battery", ("battery life",), "10 hours"),
                GroundFact("p1#has", ("fasilitas", "facilities"), ("wifi", "kolam renang")),
                GroundFact("p1#pets", ("hewan peliharaan", "pets"), True),
                GroundFact("p1#bath", ("bathtub",), False),
            ),
        ),
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "Kamar tersedia.",
        "Kamar masih tersedia.",
        "Pantai tersedia.",
        "Hewan tersedia.",
        "Fasilitas tersedia.",
        "Stok kamar masih ada.",
        "Wisma Teratai tersedia.",
        "Bathtub tersedia.",
        "Rooms are available.",
        "The battery is still in stock.",
        "Battery available now.",
        "Wisma Teratai's battery is available.",
        "The room size is available.",
        "A bathtub is available.",
    ],
)
def test_a_name_that_holds_the_word_makes_nothing_available(text: str) -> None:
    assert faults_of(text, INN, "id")


@pytest.mark.parametrize(
    "text",
    [
        "Wifi tersedia.",
        "Kolam renang tersedia di Wisma Teratai.",
        "Di Wisma Teratai tersedia kolam renang.",
        "Fasilitas yang tersedia: wifi, kolam renang.",
        "Hewan peliharaan diperbolehkan.",
        "Bathtub tidak tersedia.",
        "Wifi is available.",
        "A bathtub isn't available.",
    ],
)
def test_what_a_fact_says_is_there_may_be_called_available(text: str) -> None:
    assert faults_of(text, INN, "id") == []


def test_the_item_itself_is_available_when_its_stock_says_so() -> None:
    assert faults_of("The Aster Nimbus 14 is still available.", LAPTOPS, "en") == []
    assert faults_of("Aster Nimbus 14 masih tersedia.", LAPTOPS, "id") == []
    assert faults_of("The Brio Feather 13 is available.", LAPTOPS, "en")
