"""A text's exceptions are not what holds of the rest, and each of its numbers belongs to one thing."""

import pytest

from landas.grounding.claims import Grounds
from tests.grounding.verifier.worlds import faults_of

MUSEUM = Grounds(
    text="The museum is open every day except Monday. Adult tickets are $20 and child tickets are $10. "
    "Shipping takes 2 days to Java and 5 days to Bali. Dogs are welcome in all rooms except the suite."
)
MUSEUM_ID = Grounds(
    text="Museum buka setiap hari kecuali hari Senin. Tiketnya Rp20.000 untuk dewasa dan Rp10.000 untuk anak. "
    "Garansi 12 bulan untuk mesin dan 6 bulan untuk baterai."
)


@pytest.mark.parametrize(
    "text",
    [
        "The museum is open on Mondays.",
        "The museum is open every day.",
        "The museum opens daily.",
        "Dogs are welcome in the suite.",
        "Child tickets are $20.",
        "An adult pays $10.",
        "Shipping to Bali takes 2 days.",
    ],
)
def test_an_exception_and_a_number_of_another_are_refused(text: str) -> None:
    assert faults_of(text, MUSEUM, "en")


@pytest.mark.parametrize(
    "text",
    [
        "The museum is open every day except Monday.",
        "It is closed on Mondays.",
        "The museum isn't open on Mondays.",
        "Dogs aren't welcome in the suite.",
        "Adult tickets are $20.",
        "A child ticket costs $10.",
        "Shipping to Bali takes 5 days.",
    ],
)
def test_what_the_text_takes_back_and_pairs_passes(text: str) -> None:
    assert faults_of(text, MUSEUM, "en") == []


@pytest.mark.parametrize(
    "text",
    [
        "Museum buka pada hari Senin.",
        "Museum selalu buka.",
        "Tiket anak Rp20.000.",
        "Garansi baterai 12 bulan.",
    ],
)
def test_an_indonesian_exception_and_a_number_of_another_are_refused(text: str) -> None:
    assert faults_of(text, MUSEUM_ID, "id")


@pytest.mark.parametrize(
    "text",
    [
        "Museum tutup pada hari Senin.",
        "Museum buka setiap hari kecuali Senin.",
        "Tiket anak Rp10.000.",
        "Garansi baterai 6 bulan.",
    ],
)
def test_what_an_indonesian_text_takes_back_and_pairs_passes(text: str) -> None:
    assert faults_of(text, MUSEUM_ID, "id") == []
