"""A field is asked after by a word of the same stem as its name, where nothing else is asked."""

import pytest

from landas.catalog.fields import Field
from landas.understanding.shown.about_words import about_words
from landas.understanding.shown.asked_fields import fields_akin
from tests.grounding.world import schema_with
from tests.understanding.world import PACKS

PLANTS = schema_with(
    Field("watering", "category", "watering", labels={"en": ("watering",), "id": ("penyiraman",)}),
    Field("pot", "number", "pot", unit="cm", labels={"en": ("pot width",), "id": ("lebar pot",)}),
)


@pytest.mark.parametrize(
    ("asked", "fields"),
    [
        ("much water", ["watering"]),
        ("sering disiram", ["watering"]),
        ("thorns", []),
        ("potable", []),
    ],
)
def test_a_word_of_the_same_stem_asks_the_field(asked: str, fields: list[str]) -> None:
    assert fields_akin([asked], about_words(PLANTS, PACKS)) == fields
