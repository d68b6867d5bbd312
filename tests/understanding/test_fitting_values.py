"""A value is of the field that fits the kind of thing asked for; what hardly any such thing has is a word of texts."""

from landas.catalog.fields import Field
from landas.understanding.parse import IntentParser
from tests.understanding.other_worlds import Values, reader
from tests.understanding.world import parser


def workshop() -> IntentParser:
    """Lamps have a colour, wires one of their own; only three wires are said to be external."""
    fields = (
        Field("kind", "category", "kind", labels={"en": ("kind",)}),
        Field("color", "tags", "color", labels={"en": ("colour",)}),
        Field("wire_colour", "category", "wire_colour", labels={"en": ("wire colour",)}),
        Field("mounting", "category", "mounting", labels={"en": ("mounting",)}),
    )
    rows: list[tuple[str, Values]] = []
    for n in range(60):
        rows += [(f"Lamp {n} external switch", {"kind": "lamp", "color": (("Green", "Red")[n % 2],)})] * 2
        wire: Values = {"kind": "wire", "wire_colour": ("Green", "Blue")[n % 2]}
        rows += [(f"Wire {n}", wire | ({"mounting": "External"} if n < 3 else {}))] * 2
    return reader(fields, rows, "kind")


SHOP = workshop()


def wishes(text: str) -> list[tuple[str, object, str]]:
    return [(c.field, c.value, c.strength) for c in SHOP.parse(text).constraints]


def test_a_value_is_of_the_field_that_things_of_the_kind_have() -> None:
    assert wishes("a green lamp") == [("color", "Green", "hard")]
    assert wishes("a green wire") == [("wire_colour", "Green", "hard")]


def test_what_hardly_any_thing_of_the_kind_has_is_a_word_of_its_texts() -> None:
    read = SHOP.parse("external lamp")
    assert (read.constraints, read.categories, read.loose) == ((), ("lamp",), ("external",))
    assert wishes("external wire") == [("mounting", "External", "hard")]
    assert wishes("lamp, mounting external") == [("mounting", "External", "hard")]


def test_a_question_for_a_field_of_a_kind_asks_for_that_kind() -> None:
    shop = parser()
    for text in ("what colours do you have for a phone?", "ada warna apa aja buat hp?"):
        assert shop.parse(text).categories == ("phone",)
    assert shop.parse("something for my phone").categories == ()


def test_an_answer_that_names_no_field_is_of_the_one_that_was_asked_about() -> None:
    fields = (
        Field("width", "number", "width", unit="mm", labels={"en": ("width",)}),
        Field("height", "number", "height", unit="mm", labels={"en": ("height",)}),
        Field("brand", "category", "brand", labels={"en": ("brand",)}),
        Field("length", "number", "length", unit="m", labels={"en": ("length",)}),
    )
    rows: list[tuple[str, Values]] = [
        (
            f"Shelf {n}",
            {"width": 10.0 + n, "height": 12.0 + n, "brand": ("3M", "Korva")[n % 2], "length": 1.0 + n},
        )
        for n in range(40)
    ]
    shop = reader(fields, rows)
    for asked in ("width", "height"):
        assert [c.field for c in shop.parse("between 16 and 40 mm", asked=asked).constraints] == [asked]
    assert [(c.field, c.value) for c in shop.parse("a shelf from 3M").constraints] == [("brand", "3M")]
    assert [(c.field, c.op) for c in shop.parse("a shelf from 3 m").constraints] == [("length", "gte")]
