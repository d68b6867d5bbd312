"""What is refused behind its name, and whom a thing is for."""

import pytest

from landas.catalog.fields import Field
from tests.understanding.other_worlds import reader

FIELDS = (
    Field("kind", "category", "kind"),
    Field("maker", "category", "brand", labels={"en": ("brand",)}),
    Field(
        "use",
        "category",
        "use",
        labels={"en": ("use",)},
        values={"study": {"en": ("students",), "id": ("mahasiswa",)}},
    ),
    Field("audience", "category", "audience", labels={"en": ("audience",)}),
    Field("colour", "category", "color", labels={"en": ("colour",)}),
)
SHOP = reader(
    FIELDS,
    [
        (
            f"{('Korva', 'Melda', 'Torrin')[n % 3]} radio {n}",
            {
                "kind": "radio",
                "maker": ("Korva", "Melda", "Torrin")[n % 3],
                "use": ("study", "work")[n % 2],
                "audience": ("adults", "pupils")[n % 2],
                "colour": ("black", "white")[n % 2],
            },
        )
        for n in range(24)
    ],
    category="kind",
)


def wishes(text: str) -> list[tuple[str, str, object, str]]:
    return [(c.field, c.op, c.value, c.strength) for c in SHOP.parse(text).constraints]


@pytest.mark.parametrize(
    ("text", "op", "value"),
    [
        ("a radio, but Korva is out", "ne", "Korva"),
        ("Korva and Melda are out", "not_in", ("Korva", "Melda")),
        ("radio, Korva skip aja", "ne", "Korva"),
        ("is the Korva out of stock", "eq", "Korva"),
    ],
)
def test_words_behind_a_value_refuse_it_where_they_end_the_clause(text: str, op: str, value: object) -> None:
    assert wishes(text) == [("maker", op, value, "hard")]


def test_people_are_whom_a_thing_is_for_and_what_it_is_made_for_is_assumed() -> None:
    assert wishes("a radio for students") == [("use", "eq", "study", "soft")]
    assert wishes("radio untuk mahasiswa") == [("use", "eq", "study", "soft")]
    assert wishes("a radio for study") == [("use", "eq", "study", "hard")]
    assert wishes("a radio for adults") == [("audience", "eq", "adults", "hard")]


def test_a_value_written_as_it_sounds_is_read() -> None:
    assert wishes("blak radio") == [("colour", "eq", "black", "hard")]
