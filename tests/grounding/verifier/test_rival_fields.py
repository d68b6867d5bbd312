"""Two declared fields never stand for each other, however alike the thesaurus or a stem takes them for."""

import pytest

from landas.grounding.claims import GroundFact, GroundItem, Grounds
from landas.grounding.verify_request import VerifyItem, VerifyRequest
from tests.grounding.verifier.worlds import PACKS, faults_of

_LABELS = {
    "fee": ("tarif", "price", "rate"),
    "stars": ("bintang", "stars"),
    "rating": ("rating", "nilai"),
    "room": ("luas kamar", "room size"),
}
_UNITS = {"fee": "IDR", "room": "m2"}


def _inn(item_id: str, title: str, **values: float) -> GroundItem:
    facts = tuple(GroundFact(f"{item_id}#{k}", _LABELS[k], v, _UNITS.get(k)) for k, v in values.items())
    return GroundItem(item_id, title, facts)


INNS = Grounds(
    items=(
        _inn("p1", "Wisma Teratai", fee=650000.0, stars=3.0, rating=4.2, room=25.0),
        _inn("p2", "Wisma Kamboja", fee=540000.0, stars=4.0, rating=3.9, room=20.0),
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "Rating Wisma Teratai di atas 4,5.",
        "Rating Wisma Teratai minimal 4,5.",
        "Rating Wisma Teratai 3.",
        "Wisma Teratai bintang 4,2.",
        "Wisma Teratai berbintang 4,2.",
        "Bintang Wisma Teratai di atas 4.",
        "Rating Wisma Kamboja di atas 3,95.",
        "Wisma Kamboja ratingnya paling tinggi.",
        "Wisma Teratai lebih banyak bintangnya daripada Wisma Kamboja.",
        "The rating of Wisma Teratai is above 4.5.",
        "The rating of Wisma Teratai is 3.",
        "Wisma Teratai has 4.2 stars.",
        "Wisma Kamboja has a higher rating than Wisma Teratai.",
    ],
)
def test_a_word_that_names_one_field_is_not_answered_by_its_rival(text: str) -> None:
    assert faults_of(text, INNS, "id")


@pytest.mark.parametrize(
    "text",
    [
        "Rating Wisma Teratai di atas 4.",
        "Rating Wisma Teratai 4,2.",
        "Wisma Teratai berbintang 3.",
        "Wisma Teratai punya 3 bintang.",
        "Wisma Teratai ratingnya paling tinggi.",
        "Tarif Wisma Teratai Rp650.000.",
        "The rating of Wisma Teratai is above 4.",
        "Wisma Teratai has 3 stars.",
        "Wisma Teratai has a higher rating than Wisma Kamboja.",
        "The rate of Wisma Kamboja is 540,000 rupiah.",
    ],
)
def test_each_field_is_told_by_its_own_name(text: str) -> None:
    assert faults_of(text, INNS, "id") == []


def test_the_thesaurus_helps_where_no_other_field_has_the_word_for_its_name() -> None:
    scored = Grounds(items=(GroundItem("p3", "Wisma Nusa", (GroundFact("p3#score", ("score",), 4.2),)),))
    assert faults_of("The rating of Wisma Nusa is 4.2.", scored, "en") == []
    assert faults_of("The rating of Wisma Nusa is above 4.5.", scored, "en")


CLOCKS = VerifyRequest(
    items=[
        VerifyItem(item_id="m", facts={"name": "Hotel Melati", "check_in": "14:00", "check_out": "12:00"}),
        VerifyItem(item_id="t", facts={"name": "Hotel Tulip", "check_in": "13:00", "check_out": "11:00"}),
    ],
    reply="",
).grounds(PACKS)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Check-out is at 14:00 at Hotel Melati.",
        "At Hotel Melati check-in is at 12:00.",
        "Hotel Melati: check-in 14:00, check-out 14:00.",
        "Hotel Melati's checkout is at 14:00.",
        "You check out of Hotel Melati at 2 pm.",
        "Check-in at Hotel Melati is at 2 am.",
        "Check-in at Hotel Melati is at 14:20.",
        "Waktu check-out Hotel Melati pukul 14.00.",
    ],
)
def test_a_time_of_the_field_called_alike_is_another_value(text: str) -> None:
    assert faults_of(text, CLOCKS)


@pytest.mark.parametrize(
    "text",
    [
        "Check-out is at 12:00 at Hotel Melati.",
        "Hotel Melati: check-in 14:00, check-out 12:00.",
        "Hotel Melati's checkout is at 12:00.",
        "Check-in at Hotel Melati is at 2 pm.",
        "Check-in Hotel Melati pukul 14.00.",
        "Check-in di Hotel Melati jam 2 siang.",
    ],
)
def test_a_time_of_day_is_one_value_however_it_is_written(text: str) -> None:
    assert faults_of(text, CLOCKS) == []
