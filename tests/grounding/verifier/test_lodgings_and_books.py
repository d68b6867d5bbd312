"""Words of places to stay and of books, in both languages, over facts labelled in either."""

import pytest

from landas.grounding.verify_request import VerifyRequest
from tests.grounding.verifier.worlds import PACKS, faults_of

INNS = VerifyRequest.model_validate(
    {
        "reply": "",
        "items": [
            {"item_id": "a", "facts": {
                "nama": "Wisma Teratai", "kota": "Sanur", "bintang": 4, "harga per malam": "Rp 850.000",
                "hewan peliharaan": False, "tanggal buka": "2012-06-14", "jam check-in": "14:00"}},
            {"item_id": "b", "facts": {
                "nama": "Wisma Kamboja", "kota": "Ubud", "bintang": 5, "harga per malam": "Rp 2.400.000",
                "hewan peliharaan": True, "tanggal buka": "2019-01-20", "jam check-in": "15:00"}},
        ],
    }
).grounds(PACKS)  # fmt: skip
BOOK = VerifyRequest.model_validate(
    {
        "reply": "",
        "facts": {
            "title": "The Hollow Harbour", "author": "Mirela Osten", "publisher": "Tern House", "year": 1964,
            "pages": 406, "signed": False,
        },
    }
).grounds(PACKS)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Wisma Teratai berbintang empat.",
        "Check-in di Wisma Kamboja mulai pukul 15.00.",
        "Wisma Kamboja allows pets.",
        "Wisma Teratai opened in 2012.",
        "Wisma Kamboja costs almost three times as much as Wisma Teratai.",
        "Wisma Teratai paling murah di antara keduanya.",
    ],
)
def test_true_of_places_to_stay(text: str) -> None:
    assert faults_of(text, INNS, "id" if "Check-in" in text or "di " in text else "en") == []


@pytest.mark.parametrize(
    "text",
    [
        "Wisma Teratai berbintang lima.",
        "Check-in di Wisma Kamboja mulai pukul 14.00.",
        "Wisma Teratai allows pets.",
        "Wisma Teratai opened in 2014.",
        "Wisma Kamboja costs almost four times as much as Wisma Teratai.",
        "Wisma Teratai termurah di kota.",
        "Wisma Teratai is the cheapest in the city.",
        "Wisma Teratai hampir penuh malam ini.",
    ],
)
def test_false_of_places_to_stay(text: str) -> None:
    assert faults_of(text, INNS, "id")


@pytest.mark.parametrize(
    "text",
    [
        "Written by Mirela Osten and printed in 1964.",
        "The Hollow Harbour karya Mirela Osten terbit tahun 1964.",
        "Buku ini tidak bertanda tangan.",
        "Penerbitnya Tern House.",
    ],
)
def test_true_of_a_book(text: str) -> None:
    assert faults_of(text, BOOK, "id") == []


@pytest.mark.parametrize(
    "text",
    [
        "Written by Tern House.",
        "The Hollow Harbour terbit tahun 1946.",
        "Buku ini bertanda tangan.",
        "The Hollow Harbour has 406 illustrated pages.",
    ],
)
def test_false_of_a_book(text: str) -> None:
    assert faults_of(text, BOOK, "id")
