"""What a price is for, per person or per night, must be said by its fact."""

import pytest

from landas.grounding.claims import GroundFact, GroundItem, Grounds
from tests.grounding.verifier.worlds import LAPTOPS, faults_of

NIGHTLY = Grounds(
    items=(
        GroundItem(
            "p1",
            "Wisma Teratai",
            (GroundFact("p1#fee", ("harga per malam", "price per night"), 650000.0, "IDR"),),
        ),
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "The Aster Nimbus 14 costs $749 per person.",
        "The Aster Nimbus 14 costs $749 per night.",
        "The Aster Nimbus 14 costs $749 each way.",
        "Aster Nimbus 14 harganya $749 per orang.",
        "Aster Nimbus 14 harganya $749 per malam.",
        "Aster Nimbus 14 harganya $749 sekali jalan.",
    ],
)
def test_a_basis_that_no_fact_gives_is_not_added_to_a_price(text: str) -> None:
    assert faults_of(text, LAPTOPS, "en")


def test_a_basis_that_the_fact_is_named_by_may_be_said() -> None:
    assert faults_of("Wisma Teratai harganya Rp650.000 per malam.", NIGHTLY, "id") == []
    assert faults_of("Wisma Teratai costs Rp650,000 per night.", NIGHTLY, "en") == []
    assert faults_of("Wisma Teratai harganya Rp650.000 per orang.", NIGHTLY, "id")


STARTING = Grounds(
    items=(
        GroundItem("p1", "Wisma Teratai", (GroundFact("p1#price", ("price", "harga"), "from Rp650.000"),)),
        GroundItem(
            "p2", "Wisma Melati", (GroundFact("p2#price", ("price", "harga"), "Rp500.000, Rp700.000"),)
        ),
    )
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Aster Nimbus 14 starts at $699.", "en"),
        ("The Aster Nimbus 14 starts at $799.", "en"),
        ("The Aster Nimbus 14 costs up to $749.", "en"),
        ("Aster Nimbus 14 harganya mulai $700.", "id"),
        ("Prices start at $650.", "en"),
        ("Prices start at $749.", "en"),
        ("Wisma Teratai starts at Rp690,000.", "en"),
        ("Harga Wisma Melati mulai dari Rp700.000.", "id"),
    ],
)
def test_a_price_is_not_called_the_least_or_the_most_unless_it_is(text: str, language: str) -> None:
    assert faults_of(text, STARTING if "Wisma" in text else LAPTOPS, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Aster Nimbus 14 costs from $749.", "en"),
        ("The Aster Nimbus 14 starts at $749.", "en"),
        ("Prices of the Aster Nimbus 14 start from $749.", "en"),
        ("Aster Nimbus 14 harganya mulai $749.", "id"),
        ("Harga mulai dari $749 untuk Aster Nimbus 14.", "id"),
    ],
)
def test_a_single_price_is_where_the_price_starts(text: str, language: str) -> None:
    assert faults_of(text, LAPTOPS, language) == []


def test_a_price_that_starts_somewhere_is_said_so() -> None:
    assert faults_of("Wisma Teratai costs from Rp650,000.", STARTING, "en") == []
    assert faults_of("Harga Wisma Teratai mulai dari Rp650.000.", STARTING, "id") == []
    assert faults_of("Harga Wisma Melati mulai dari Rp500.000.", STARTING, "id") == []
    assert faults_of("Prices start at $599.", LAPTOPS, "en") == []
