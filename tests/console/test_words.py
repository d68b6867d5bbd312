"""The pages' own words: every language says everything, and the one a browser asks for is chosen."""

import re

import pytest

from landas.console.words import choose_language, page_languages, page_words
from landas.retrieval.behaviour.kinds import BEHAVIOUR_SOURCES


def keys(language: str) -> dict[str, set[str]]:
    words = page_words(language)
    return {
        f"{section}.{key}": set(re.findall(r"\{(\w+)\}", text))
        for section, entries in words.items()
        for key, text in entries.items()
    }


@pytest.mark.parametrize("language", page_languages())
def test_every_language_has_the_same_keys_with_the_same_slots(language: str) -> None:
    assert keys(language) == keys("en")


@pytest.mark.parametrize(
    ("asked", "accepted", "chosen"),
    [
        ("id", "en-GB,en;q=0.9", "id"),
        (None, "id-ID,id;q=0.9,en;q=0.8", "id"),
        (None, "in-ID", "id"),
        (None, "fr-FR,id;q=0.5", "id"),
        (None, "fr", "en"),
        ("fr", "", "en"),
    ],
)
def test_the_language_asked_for_wins_then_the_browsers_then_the_first(
    asked: str | None, accepted: str, chosen: str
) -> None:
    assert choose_language(asked, accepted, ("en", "id")) == chosen


def test_every_source_that_proposes_has_a_name() -> None:
    proposing = {name for kind in BEHAVIOUR_SOURCES for name, count in kind.proposes.items() if count}
    # Those of single people are no part of a release.
    assert proposing - {"people"} <= set(page_words("en")["source"])
