"""Names that begin with a word of two languages."""

import pytest

from landas.language.pack import load_packs
from landas.understanding.lexicon.forms import Translator

TRANSLATOR = Translator(load_packs(("en", "id")))


@pytest.mark.parametrize(
    ("name", "head", "other"),
    [
        ("motor skill toy", "toy", "motorcycle"),
        ("air mattress pump", "pump", "water"),
        ("map case", "case", "folder"),
    ],
)
def test_an_english_name_is_not_read_from_its_indonesian_beginning(name: str, head: str, other: str) -> None:
    heads = set(TRANSLATOR.heads(name, lambda word: False))
    assert head in heads
    assert other not in heads


def test_an_indonesian_name_leads_with_its_main_word_still() -> None:
    assert "motorcycle" in set(TRANSLATOR.heads("motor listrik", lambda word: False))
    assert "bag" in set(TRANSLATOR.heads("tas laptop", lambda word: False))
