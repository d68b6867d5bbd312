"""Values that would end a sentence, or say nothing without the name of their field."""

import pytest

from landas.catalog.fields import Field
from landas.dialogue.saying import SENTENCE_END
from landas.grounding.wording.naming import value_text
from landas.grounding.wording.phrasebook import load_phrasebook
from landas.grounding.wording.wishes import wish_text
from landas.request.intent import Constraint
from tests.grounding.world import schema_with

PLANTS = schema_with(
    Field("watering", "category", "watering", labels={"en": ("watering",), "id": ("penyiraman",)}),
    Field("place", "category", "place", labels={"en": ("place",), "id": ("lokasi",)}),
)


def _said(field: str, value: str | tuple[str, ...], language: str = "en", op: str = "eq") -> str:
    return wish_text(Constraint(field, "in" if isinstance(value, tuple) else op, value), PLANTS, language)  # type: ignore[arg-type]


def test_a_wish_for_a_level_names_its_field() -> None:
    assert _said("watering", "low") == "watering low"
    assert _said("watering", ("low", "medium")) == "watering low or medium"
    assert _said("watering", "rendah", "id") == "penyiraman rendah"


def test_other_values_speak_for_themselves() -> None:
    assert _said("watering", "twice a week") == "twice a week"
    assert _said("place", "Bandung") == "Bandung"


def test_a_full_stop_within_a_value_ends_no_sentence() -> None:
    said = value_text("Kab. Bandung", PLANTS.fields["place"], None, "en")
    assert SENTENCE_END.split(f"Where: {said}? Or not.") == [f"Where: {said}?", "Or not."]
    assert said.split() == ["Kab.", "Bandung"]


@pytest.mark.parametrize(
    ("label", "said"),
    [("pet safe", "is pet safe"), ("indoor", "is indoor"), ("edible", "is edible"), ("wifi", "has wifi")],
)
def test_flags_are_said_by_what_their_label_is(label: str, said: str) -> None:
    assert load_phrasebook("en").flag(label).does == said


def test_what_is_sold_or_left_is_counted() -> None:
    book = load_phrasebook("en")
    assert book.counts("sold")
    assert book.counts("rooms left")
    assert not book.counts("")
