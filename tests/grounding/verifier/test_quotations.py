"""What a reply puts in quotation marks must stand in the source text letter for letter."""

import pytest

from landas.grounding.claims import Grounds, is_faithful
from landas.grounding.verifier.verify import Verifier
from landas.language.pack import load_packs

TEXT = "Ann said that the garden gate is never locked. The dog can’t open it."
VERIFIER = Verifier(Grounds(text=TEXT), load_packs(("en", "id")))


@pytest.mark.parametrize(
    "reply",
    [
        'Ann said that "the garden gate is never locked."',
        "Ann said “the garden  gate is never locked”.",
        'The text says "the dog can\'t open it".',
        'The "gate" is never locked.',
    ],
)
def test_a_literal_quotation_passes(reply: str) -> None:
    assert is_faithful(VERIFIER.claims(reply))


@pytest.mark.parametrize(
    "reply",
    ['Ann said that "the gate is never locked".', "Ann said “the garden gate is locked”."],
)
def test_a_quotation_in_other_words_is_refused(reply: str) -> None:
    assert not is_faithful(VERIFIER.claims(reply))
