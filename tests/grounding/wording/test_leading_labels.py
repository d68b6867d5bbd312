"""Labels that lead on to their value ("made for", "diajar oleh") are said before it, and pass."""

import pytest

from landas.catalog.fields import Field, Value
from landas.grounding.claims import is_faithful
from landas.grounding.verifier.verify import Verifier
from tests.grounding.world import PACKS, compared, grounds_for, reply_to, schema_with, shown_items


def _field(name: str, english: str, indonesian: str) -> Field:
    return Field(name, "category", name, labels={"en": (english,), "id": (indonesian,)})


DESKS = schema_with(
    _field("made_for", "made for", "dibuat untuk"),
    _field("taught_by", "taught by", "diajar oleh"),
    _field("kind", "category", "kategori"),
)
_VALUES: dict[str, dict[str, Value]] = {
    "Meja Kenari": {"made_for": "study", "taught_by": "Sekar", "kind": "Sports"},
    "Meja Cendana": {"made_for": "drawing", "taught_by": "Wirya", "kind": "Sports"},
}
SHOWN = shown_items(_VALUES, DESKS)


@pytest.mark.parametrize(
    ("language", "field", "said"),
    [
        ("en", "made_for", "Meja Kenari is made for study and Meja Cendana is made for drawing"),
        ("en", "taught_by", "Meja Kenari is taught by Sekar and Meja Cendana is taught by Wirya"),
        ("id", "made_for", "Meja Kenari dibuat untuk study dan Meja Cendana dibuat untuk drawing"),
        ("id", "taught_by", "Meja Kenari diajar oleh Sekar dan Meja Cendana diajar oleh Wirya"),
        ("en", "kind", "The category of both is Sports"),
    ],
)
def test_a_label_that_leads_on_stands_before_its_value(language: str, field: str, said: str) -> None:
    task = compared(SHOWN, DESKS, language, field)
    reply = reply_to(task)
    assert said.casefold() in reply.casefold()
    assert is_faithful(Verifier(grounds_for(task), PACKS, language).claims(reply))


@pytest.mark.parametrize(
    ("false", "language"),
    [
        ("Meja Kenari is made for drawing.", "en"),
        ("Meja Cendana is taught by Sekar.", "en"),
        ("The category of Meja Kenari is Music.", "en"),
        ("Meja Kenari dibuat untuk drawing.", "id"),
    ],
)
def test_what_is_false_of_such_a_label_is_refused(false: str, language: str) -> None:
    claims = Verifier(grounds_for(compared(SHOWN, DESKS, language, "made_for")), PACKS, language).claims(
        false
    )
    assert not is_faithful(claims)
