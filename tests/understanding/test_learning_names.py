"""Names the lexicon learns beside the ones the catalogue writes: parts of places, initials, fields called just so."""

from landas.catalog.fields import Field
from landas.understanding.parse import IntentParser
from tests.understanding.other_worlds import reader

PLACES = (
    "Kota Lembang",
    "Kab. Lembang",
    "Kutaraja Barat",
    "Kutaraja Timur",
    "Kota Tanjung",
    "Kota Tanjung Selatan",
)


def shop() -> IntentParser:
    fields = (
        Field("kind", "category", "kind"),
        Field("location", "category", "location", labels={"en": ("location",), "id": ("lokasi",)}),
        Field("price", "money", "price", currency="IDR", labels={"en": ("price",), "id": ("harga",)}),
        Field("sold", "number", "sold", labels={"en": ("sold",), "id": ("terjual",)}),
        Field("ports", "number", "ports", labels={"en": ("ports",), "id": ("port",)}),
        Field("webcam", "flag", "webcam", labels={"en": ("webcam",), "id": ("webcam",)}),
    )
    kinds = ("uninterruptible power supply", "webcam", "laptop")
    return reader(
        fields,
        [
            (
                f"{kinds[n % 3]} (UPS)" if n % 3 == 0 else f"{kinds[n % 3]} {n}",
                {
                    "kind": kinds[n % 3],
                    "location": PLACES[n % 6],
                    "price": 50_000.0 + 10_000 * n,
                    "sold": 100.0 * n,
                    "ports": float(n % 4),
                    "webcam": n % 2 == 0,
                },
            )
            for n in range(36)
        ],
        category="kind",
    )


SHOP = shop()


def wishes(text: str) -> dict[str, object]:
    return {
        c.field: set(c.value) if isinstance(c.value, tuple) else c.value for c in SHOP.parse(text).constraints
    }


def test_a_town_is_every_place_that_bears_its_name_last_or_begins_with_it() -> None:
    assert wishes("in Lembang")["location"] == {"Kota Lembang", "Kab. Lembang"}
    assert wishes("di Kutaraja")["location"] == {"Kutaraja Barat", "Kutaraja Timur"}


def test_a_place_said_in_full_is_that_place_alone() -> None:
    assert wishes("di Kota Tanjung")["location"] == "Kota Tanjung"
    assert wishes("in Kota Tanjung Selatan")["location"] == "Kota Tanjung Selatan"


def test_a_kind_is_known_by_the_initials_that_its_titles_use() -> None:
    assert SHOP.parse("ups with 2 ports").categories == ("uninterruptible power supply",)


def test_a_thing_that_other_things_have_is_asked_for_alone_and_is_had_beside_them() -> None:
    alone, had = SHOP.parse("a webcam"), SHOP.parse("laptop with webcam")
    assert (alone.categories, alone.constraints) == (("webcam",), ())
    assert (had.categories, [c.field for c in had.constraints]) == (("laptop",), ["webcam"])


def test_small_numbers_in_words_count_what_is_named_behind_them() -> None:
    assert wishes("laptop with two ports") == {"ports": 2.0}
    assert wishes("laptop dengan tiga port") == {"ports": 3.0}


def test_the_words_of_money_count_what_is_named_beside_them() -> None:
    assert wishes("sold more than two thousand") == {"sold": 2000.0}
    assert wishes("yang terjual lebih dari 2 ribu") == {"sold": 2000.0}
    assert wishes("lebih dari dua ribu") == {"price": 2000.0}
