"""Which field an amount without a label is of, where several are measured so."""

from landas.catalog.fields import Field
from tests.understanding.other_worlds import reader

KINDS = ("flash drive", "laptop", "patch cable")
FIELDS = (
    Field("kind", "category", "kind"),
    Field("ram", "number", "ram", unit="GB", labels={"en": ("RAM", "memory")}),
    Field("storage", "number", "storage", unit="GB", labels={"en": ("storage",)}),
    Field("height", "number", "height", unit="cm", labels={"en": ("height",)}),
    Field("cable_length", "number", "cable_length", unit="m", labels={"en": ("cable length", "length")}),
)
SHOP = reader(
    FIELDS,
    [
        (
            f"{KINDS[n % 3]} {n}",
            {"kind": KINDS[n % 3]}
            | ({"ram": float(2 ** (n % 7)), "storage": 64.0 * 2 ** (n % 3)} if n % 3 == 1 else {})
            | ({"cable_length": 0.5 * (n % 5 + 1)} if n % 3 == 2 else {})
            | ({"height": 5.0 + n % 50} if n % 3 < 2 or n % 12 == 2 else {}),
        )
        for n in range(96)
    ],
    category="kind",
)


def wishes(text: str) -> list[tuple[str, object]]:
    return [(c.field, c.value) for c in SHOP.parse(text).constraints]


def test_the_gigabytes_of_what_stores_are_storage() -> None:
    assert wishes("flash drive 64 GB") == [("storage", 64.0)]
    assert wishes("laptop 16 GB") == [("ram", 16.0)]


def test_words_for_what_stores_tell_where_no_kind_is_known() -> None:
    fields = [f for f in FIELDS if f.name != "kind"]
    rows = [(f"Item {n}", {"ram": float(2 ** (n % 7)), "storage": 64.0 * 2 ** (n % 3)}) for n in range(96)]
    shop = reader(fields, [(title, dict(values)) for title, values in rows])
    assert [(c.field, c.value) for c in shop.parse("hardisk 64 GB").constraints] == [("storage", 64.0)]
    assert [(c.field, c.value) for c in shop.parse("two drives, 64 GB").constraints] == [("storage", 64.0)]


def test_two_listed_numbers_are_of_the_fields_that_have_them() -> None:
    assert wishes("laptop 8/128") == [("ram", 8.0), ("storage", 128.0)]
    assert wishes("laptop 7/9") == []


def test_a_length_in_another_unit_is_of_the_field_that_things_of_the_kind_have() -> None:
    assert wishes("patch cable 50 cm") == [("cable_length", 0.5)]
    assert wishes("laptop 30 cm") == [("height", 30.0)]


def test_no_before_a_comparison_is_no_label_of_a_field_without_a_unit() -> None:
    fields = (
        Field("size", "number", "size", labels={"en": ("size",)}),
        Field("height", "number", "height", unit="mm", labels={"en": ("height",)}),
    )
    rows = [(f"Thing {n}", {"size": 1.5 + n, "height": 10.0 + n}) for n in range(30)]
    (wish,) = (
        reader(fields, [(t, dict(v)) for t, v in rows]).parse("anything no taller than 11.2 mm?").constraints
    )
    assert (wish.field, wish.op, wish.value) == ("height", "lte", 11.2)


def test_a_bound_may_stand_behind_the_thing_that_the_number_measures() -> None:
    (wish,) = SHOP.parse("a 64 GB flash drive or bigger").constraints
    assert (wish.field, wish.op, wish.value) == ("storage", "gte", 64.0)
    (plain, length) = SHOP.parse("a 64 GB flash drive and at most 30 cm high").constraints
    assert (plain.op, length.op) == ("eq", "lte")
