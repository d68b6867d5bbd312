"""Values with stops, commas and "no." inside them, and flags named by words that change what is said elsewhere."""

import pytest

from landas.grounding.claims import GroundFact, GroundItem, Grounds
from landas.grounding.wording.phrasebook import load_phrasebook
from tests.grounding.verifier.worlds import faults_of


def _place(item_id: str, title: str, address: str, city: str, free: bool) -> GroundItem:
    return GroundItem(
        item_id,
        title,
        (
            GroundFact(f"{item_id}#address", ("address", "alamat"), address),
            GroundFact(f"{item_id}#city", ("city", "kota"), city),
            GroundFact(
                f"{item_id}#free", ("free entry", "free", "gratis", "masuk gratis"), free, type="flag"
            ),
        ),
    )


PLACES = Grounds(
    items=(
        _place("a", "Taman Lembayung", "Jl. Rd. Sekarsari no. 5, Kota Arumdalu", "Kota Arumdalu", free=True),
        _place("b", "Merrow Gardens", "12 Tilney St., Port Osric, CA", "Port Osric, CA", free=False),
    )
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Taman Lembayung punya alamat Jl. Rd. Sekarsari no. 5, Kota Arumdalu.", "id"),
        ("The address of Taman Lembayung is Jl. Rd. Sekarsari no. 5, Kota Arumdalu.", "en"),
        ("The city of Merrow Gardens is Port Osric, CA. The city of Taman Lembayung is Kota Arumdalu.", "en"),
        ("The address of Merrow Gardens is 12 Tilney St., Port Osric, CA.", "en"),
        ("Yes, Taman Lembayung has free entry.", "en"),
        ("Merrow Gardens has no free entry.", "en"),
        ("Ya, Taman Lembayung punya gratis.", "id"),
    ],
)
def test_true_of_places_to_visit(text: str, language: str) -> None:
    assert faults_of(text, PLACES, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Taman Lembayung punya alamat Jl. Rd. Sekarsari no. 7, Kota Arumdalu.", "id"),
        ("Merrow Gardens punya alamat Jl. Rd. Sekarsari no. 5, Kota Arumdalu.", "id"),
        ("The city of Taman Lembayung is Port Osric, CA. The city of Merrow Gardens is Kota Arumdalu.", "en"),
        ("The address of Taman Lembayung isn't Jl. Rd. Sekarsari no. 5, Kota Arumdalu.", "en"),
        ("The address of Merrow Gardens is 14 Tilney St., Port Osric, CA.", "en"),
        ("Merrow Gardens has free entry.", "en"),
        ("Taman Lembayung has no free entry.", "en"),
        ("Taman Lembayung has free entry until Sunday.", "en"),
        ("Taman Lembayung has free parking.", "en"),
        ("Taman Lembayung gratis parkir.", "id"),
    ],
)
def test_false_of_places_to_visit(text: str, language: str) -> None:
    assert faults_of(text, PLACES, language) != []


@pytest.mark.parametrize(
    ("label", "language"),
    [
        *(
            (label, "en")
            for label in ("good for kids", "free", "serves alcohol", "has live music", "near the beach")
        ),
        *((label, "en") for label in ("in stock", "suitable for children", "pets allowed", "wifi")),
        *(
            (label, "id")
            for label in ("gratis", "cocok untuk anak", "tersedia parkir", "menyajikan alkohol", "ada lift")
        ),
    ],
)
@pytest.mark.parametrize("holds", [True, False])
def test_what_the_templates_say_of_a_flag_is_checked(label: str, language: str, holds: bool) -> None:
    facts = (GroundFact("a#flag", (label,), holds, type="flag"),)
    place = Grounds(items=(GroundItem("a", "Merrow Osric", facts),))
    forms = load_phrasebook(language).flag(label)
    assert (faults_of(f"Merrow Osric {forms.does}.", place, language) == []) is holds
    assert (faults_of(f"Merrow Osric {forms.lacks}.", place, language) == []) is not holds
