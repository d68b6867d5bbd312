"""Places in the list point at items also where the catalogue knows the words for them not at all."""

import pytest

from landas.ids import ItemId
from landas.understanding.shown.about_words import about_words
from landas.understanding.shown.references import Listed, Talk, references
from tests.understanding.world import PACKS, SCHEMA

TALK = Talk(
    tuple(Listed(ItemId(name), f"The {name.title()} Ledger") for name in ("amber", "winter", "glass"))
)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("compare the first two", ["amber", "winter"]),
        ("is the second one signed?", ["winter"]),
        ("how many pages does the first one have?", ["amber"]),
    ],
)
def test_a_place_behind_an_article_is_no_thing_that_was_spoken_of(text: str, items: list[str]) -> None:
    every_word = range(len(text.split()))
    assert references(text, TALK, about_words(SCHEMA, PACKS), nouns=every_word).items == items
