"""Wishes that tell of a person what is theirs alone to say."""

import pytest

from landas.language.pack import load_packs
from landas.safety.sensitive_values import is_sensitive

PACKS = load_packs(("en", "id"))


@pytest.mark.parametrize(
    "text",
    [
        "Halal", "halal food", "Kosher", "makanan halal", "Gluten-Free", "bebas gluten", "Diabetic friendly",
        "wheelchair accessible", "ramah difabel", "LGBTQ friendly", "gay bar", "trade union", "serikat buruh",
        "Muslim wear", "baju muslimah", "gereja", "political books", "buku politik", "baju hamil", "maternity",
        "ethnicity", "Orang Jawa", "depresi",
    ],
)  # fmt: skip
def test_what_is_theirs_alone_is_known_in_both_languages(text: str) -> None:
    assert is_sensitive([text], PACKS)


@pytest.mark.parametrize(
    "text",
    [
        "black",
        "putih",
        "Velora",
        "HDMI port",
        "16 GB",
        "action",
        "drama",
        "Jakarta",
        "vegetarian",
        "leather",
        "brass",
    ],
)
def test_taste_is_not(text: str) -> None:
    assert not is_sensitive([text], PACKS)
