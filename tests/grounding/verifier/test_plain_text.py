"""Sentences against plain source text: every word may stand in it and the sentence still be false."""

import pytest

from landas.grounding.claims import Grounds, is_faithful
from landas.grounding.verifier.verify import Verifier
from landas.language.pack import load_packs

PACKS = load_packs(("en", "id"))
EN = Verifier(
    Grounds(
        text="The council of Lembang approved the new market hall in March. The hall may open in 2027. Some traders "
        "asked for lower rents, and the mayor, Rina Hadi, promised a review. The builder, Karya Baru, sued the "
        "council over late payments. The hall has 140 stalls and a car park for 60 cars. Critics say the road is "
        "too narrow. A second hall has not been announced."
    ),
    PACKS,
)
ID = Verifier(
    Grounds(
        text="Dewan Lembang menyetujui gedung pasar baru pada bulan Maret. Gedung itu mungkin dibuka tahun 2027. "
        "Sebagian pedagang meminta sewa lebih rendah, dan wali kota, Rina Hadi, menjanjikan peninjauan. Kontraktor "
        "Karya Baru menggugat dewan karena pembayaran terlambat. Gedung itu punya 140 kios dan tempat parkir untuk "
        "60 mobil."
    ),
    PACKS,
)


@pytest.mark.parametrize(
    "said",
    [
        "The council sued Karya Baru over late payments.",
        "Rina Hadi asked for lower rents.",
        "The traders promised a review.",
        "The builder approved the new market hall in March.",
        "The mayor sued the council over late payments.",
    ],
)
def test_who_did_it_to_whom_is_read(said: str) -> None:
    assert not is_faithful(EN.claims(said))


@pytest.mark.parametrize(
    "said",
    [
        "Dewan menggugat Karya Baru karena pembayaran terlambat.",
        "Wali kota meminta sewa lebih rendah.",
        "Pedagang menjanjikan peninjauan.",
    ],
)
def test_who_did_it_to_whom_is_read_in_indonesian(said: str) -> None:
    assert not is_faithful(ID.claims(said))


@pytest.mark.parametrize(
    "said",
    [
        "The hall will open in 2027.",
        "All traders asked for lower rents.",
        "Hundreds of traders asked for lower rents.",
        "The mayor must review the rents.",
        "The road is too narrow.",
    ],
)
def test_what_is_only_possible_partial_or_hearsay_is_no_fact(said: str) -> None:
    assert not is_faithful(EN.claims(said))


@pytest.mark.parametrize(
    "said", ["Gedung itu pasti dibuka tahun 2027.", "Semua pedagang meminta sewa lebih rendah."]
)
def test_what_is_only_possible_or_partial_is_no_fact_in_indonesian(said: str) -> None:
    assert not is_faithful(ID.claims(said))


@pytest.mark.parametrize(
    "said",
    [
        "Traders asked for higher rents.",
        "The hall may close in 2027.",
        "The council rejected the new market hall in March.",
        "The mayor refused a review.",
        "No traders asked for lower rents.",
        "A second hall was announced.",
    ],
)
def test_opposites_and_denials_are_read(said: str) -> None:
    assert not is_faithful(EN.claims(said))


@pytest.mark.parametrize(
    "said",
    [
        "Sebagian pedagang meminta sewa lebih tinggi.",
        "Gedung itu mungkin ditutup tahun 2027.",
        "Dewan menolak gedung pasar baru pada bulan Maret.",
        "Dewan tidak menyetujui gedung pasar baru.",
    ],
)
def test_opposites_and_denials_are_read_in_indonesian(said: str) -> None:
    assert not is_faithful(ID.claims(said))


@pytest.mark.parametrize("said", ["The hall has 60 stalls.", "The car park has room for 140 cars."])
def test_a_number_of_something_else_is_no_number_of_it(said: str) -> None:
    assert not is_faithful(EN.claims(said))


@pytest.mark.parametrize(
    "said",
    [
        "The council of Lembang approved the new market hall in March after a heated debate.",
        "The builder won the case.",
        "Residents welcomed the hall.",
    ],
)
def test_a_statement_that_the_text_never_makes_is_not_paraphrase(said: str) -> None:
    assert not is_faithful(EN.claims(said))


@pytest.mark.parametrize(
    "said",
    [
        "The council approved the new market hall in March.",
        "The hall may open in 2027.",
        "Some traders asked for lower rents.",
        "The mayor promised a review.",
        "Karya Baru sued the council over late payments.",
        "The council was sued by Karya Baru.",
        "The hall has 140 stalls.",
        "Critics say the road is too narrow.",
        "The car park holds 60 cars.",
    ],
)
def test_what_the_text_says_passes(said: str) -> None:
    assert is_faithful(EN.claims(said))


@pytest.mark.parametrize(
    "said",
    [
        "Dewan menyetujui gedung pasar baru pada bulan Maret.",
        "Gedung itu mungkin dibuka tahun 2027.",
        "Sebagian pedagang meminta sewa lebih rendah.",
        "Wali kota menjanjikan peninjauan.",
        "Gedung itu punya 140 kios.",
    ],
)
def test_what_an_indonesian_text_says_passes(said: str) -> None:
    assert is_faithful(ID.claims(said))
