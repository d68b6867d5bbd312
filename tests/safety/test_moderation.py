"""The words for which no model is asked."""

import pytest

from landas.language.pack import load_packs
from landas.safety.moderation import WordListModerator

MODERATOR = WordListModerator(load_packs(("en", "id")))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("You IDIOT", ("insult",)),
        ("dasar goblok", ("insult",)),
        ("i want to die", ("self_harm",)),
        ("aku mau bunuh diri, bangsat", ("insult", "self_harm")),
        ("send nudes", ("sexual",)),
    ],
)
def test_insults_sexual_talk_and_self_harm_are_flagged_in_both_languages(
    text: str, kinds: tuple[str, ...]
) -> None:
    assert MODERATOR.flags(text) == kinds


@pytest.mark.parametrize(
    "text", ["makanan anjing 2 kg", "sexy red dress", "Kill Bill", "daging babi", "shampoo"]
)
def test_words_are_whole_words_and_products_are_none_of_them(text: str) -> None:
    assert MODERATOR.flags(text) == ()
