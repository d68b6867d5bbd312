"""Sums and amounts as people say them, days told from today, and multiples of what was shown."""

from datetime import date

import pytest

from landas.catalog.fields import Field
from landas.language.detect import detect_language
from landas.request.intent import Intent
from landas.understanding.parse import IntentParser
from landas.understanding.turns.merge import merge
from tests.understanding.other_worlds import reader
from tests.understanding.world import parser

SHOP = parser()
Wishes = list[tuple[str, str, object]]


def wishes(text: str, shop: IntentParser = SHOP) -> Wishes:
    return [(c.field, c.op, c.value) for c in shop.parse(text).constraints]


def dollars() -> IntentParser:
    fields = (
        Field("price", "money", "price", currency="USD", better="lower", labels={"en": ("price",)}),
        Field("maker", "category", "maker", labels={"en": ("brand",)}),
        Field("use", "category", "use", labels={"en": ("use",)}),
        Field("battery", "number", "battery", unit="mAh", labels={"en": ("battery capacity",)}),
        Field("ports", "number", "ports", labels={"en": ("ports",)}),
        Field("lamp", "flag", "lamp", labels={"en": ("lamp",)}),
        Field("kind", "category", "kind", labels={"en": ("kind",)}),
        Field("starts", "date", "starts", labels={"en": ("starts",), "id": ("jadwal",)}),
    )
    rows = [
        (
            f"Korva {n}",
            {
                "price": 20.0 + 40 * n,
                "maker": ("Korva", "HP")[n % 2],
                "use": ("Study", "Home & Office")[n % 2],
                "battery": 5000.0 + 1000 * n,
                "ports": float(2 + n % 4),
                "lamp": n % 2 == 0,
                "kind": ("lamp", "hub", "ports", "monitor")[n % 4],
                "starts": f"2026-{1 + n % 12:02}-15",
            },
        )
        for n in range(48)
    ]
    return reader(fields, rows, "kind", currency="USD")


DOLLARS = dollars()


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("hub under a grand", ("price", "lt", 1000.0)),
        ("a couple hundred dollars for a hub, tops", ("price", "lte", 200.0)),
        ("hub, two to three hundred dollars", ("price", "between", (200.0, 300.0))),
        ("a hub around the $50 mark", ("price", "between", (45.0, 55.0))),
        ("hub that won't cost me more than 180 dollars", ("price", "lte", 180.0)),
        ("nothing over $25, need a hub", ("price", "lte", 25.0)),
        ("a hub in the 30-60 dollar bracket", ("price", "between", (30.0, 60.0))),
        ("lamp not exceeding fifty dollars", ("price", "lte", 50.0)),
        ("hub minimal 10.000 mAh yang awet", ("battery", "gte", 10_000.0)),
        ("hub for no more than three fifty", ("price", "lte", 350.0)),
        ("hub between two thousand and three thousand dollars", ("price", "between", (2000.0, 3000.0))),
        ("hub between eight hundred and twelve hundred dollars", ("price", "between", (800.0, 1200.0))),
        ("hub between two hundred and one thousand dollars", ("price", "between", (200.0, 1000.0))),
        ("hub between one hundred and fifty and two hundred dollars", ("price", "between", (150.0, 200.0))),
        ("hub antara dua ratus dan tiga ratus dolar", ("price", "between", (200.0, 300.0))),
        ("hub under two thousand and five hundred dollars", ("price", "lt", 2500.0)),
        ("hub under one and a half thousand dollars", ("price", "lt", 1500.0)),
        ("hub, don't want to go over 75 dollars", ("price", "lte", 75.0)),
        ("hub 150 dolaran", ("price", "between", (135.0, 165.0))),
        ("my budget for a hub is 180 dollars", ("price", "lte", 180.0)),
        ("hub under two fifty", ("price", "lt", 250.0)),
        ("hub at least 10,000 mAh", ("battery", "gte", 10_000.0)),
    ],
)
def test_a_sum_is_read_as_people_say_it(text: str, wish: tuple[str, str, object]) -> None:
    read = DOLLARS.parse(text)
    assert [(c.field, c.op, c.value) for c in read.constraints] == [wish]
    assert read.categories == (("lamp",) if "lamp" in text else ("hub",))


def test_what_looks_like_a_number_is_compared_only_within_its_own_clause() -> None:
    assert wishes("monitor with 4k resolution, min 5000 mAh", DOLLARS) == [("battery", "gte", 5000.0)]


def test_what_is_not_needed_is_no_wish() -> None:
    assert wishes("laptop, no bluetooth needed, under 9 million") == [("price", "lt", 9_000_000.0)]
    assert wishes("laptop without bluetooth") == [("bluetooth", "ne", True)]


def test_the_name_of_a_field_behind_a_superlative_is_no_kind_of_thing() -> None:
    read = DOLLARS.parse("which hub has the most ports")
    assert read.categories == ("hub",)
    assert read.sort is not None
    assert (read.sort.field, read.sort.direction) == ("ports", "higher")
    assert wishes("hub with four ports", DOLLARS) == [("ports", "eq", 4.0)]


@pytest.mark.parametrize("text", ["hub for my home office", "my study is dark, need a lamp"])
def test_what_is_somebodys_own_is_assumed_and_hides_nothing(text: str) -> None:
    (wish,) = DOLLARS.parse(text).constraints
    assert (wish.field, wish.strength) == ("use", "soft")
    assert wish.assumption is not None


def test_a_makers_name_says_nothing_of_the_language() -> None:
    assert DOLLARS.parse("hp hub under 500").language == "en"
    assert detect_language("hp 2 jutaan", ("en", "id"), "en") == "id"


def test_a_word_within_a_name_is_assumed_at_most() -> None:
    fields = (Field("genre", "tags", "genre", labels={"en": ("genre",)}),)
    rows = [(f"Moon Wars {n}", {"genre": (("War", "Drama")[n % 2],)}) for n in range(8)]
    films = reader(fields, rows)
    (named,) = films.parse("a moon wars film").constraints
    (wanted,) = films.parse("some wars").constraints
    assert (named.strength, wanted.strength) == ("soft", "hard")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("hub starts this weekend", "2026-05-23", "2026-05-24"),
        ("hub jadwal bulan depan", "2026-06-01", "2026-06-30"),
        ("hub starts tomorrow", "2026-05-21", None),
    ],
)
def test_days_are_told_from_today(text: str, first: str, last: str | None) -> None:
    shop = IntentParser(DOLLARS._lexicon, DOLLARS._schema, DOLLARS._packs, today=lambda: date(2026, 5, 20))
    value = (first, last) if last else first
    assert wishes(text, shop) == [("starts", "between" if last else "eq", value)]


def test_days_far_from_every_date_are_no_wish() -> None:
    shop = IntentParser(DOLLARS._lexicon, DOLLARS._schema, DOLLARS._packs, today=lambda: date(2040, 5, 20))
    assert wishes("hub for this weekend", shop) == wishes("hub this weekend", shop) == []


@pytest.mark.parametrize(
    ("text", "field", "number", "op"),
    [
        ("twice the ram", "ram", 16.0, "gte"),
        ("ram dua kali lipat", "ram", 16.0, "gte"),
        ("half that price please", "price", 4_000_000.0, "lte"),
        ("setengah harga itu", "price", 4_000_000.0, "lte"),
        ("twice the storage", "storage", 512.0, "gte"),
    ],
)
def test_a_multiple_is_of_what_was_asked_for_or_shown(text: str, field: str, number: float, op: str) -> None:
    before = SHOP.parse("laptop ram 8 GB under 8 million")
    held = merge(before, SHOP.parse(text, before=before), shown={"storage": (256.0, 512.0)})
    (wish,) = [c for c in held.constraints if c.field == field and c.span]
    assert (wish.op, wish.value, wish.strength) == (op, number, "hard")
    again = Intent.from_document(SHOP.parse(text).to_document())
    assert again.comparatives == SHOP.parse(text).comparatives


def test_a_newer_one_is_an_order_where_nothing_shown_has_a_number_to_be_newer_than() -> None:
    before = SHOP.parse("laptop under 8 million")
    held = merge(before, SHOP.parse("anything a bit newer?", before=before), shown={"price": (4e6,)})
    assert held.sort is not None
    assert (held.sort.field, held.sort.direction) == ("released", "higher")
    assert [(c.field, c.op) for c in held.constraints] == [("price", "lt")]


def test_a_year_right_before_the_name_of_a_field_of_numbers_is_a_number_of_it() -> None:
    assert wishes("hub with at least 2000 mAh", DOLLARS) == [("battery", "gte", 2000.0)]
    assert wishes("laptop released since 2022") == [("released", "gte", "2022-01-01")]


def test_a_letter_behind_a_range_of_sums_is_a_magnitude() -> None:
    assert wishes("laptop bag 150k-1.5m") == [("price", "between", (150_000.0, 1_500_000.0))]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("laptop bag under dua ratus ribu", ("lt", 200_000.0)),
        ("laptop dua juta lima ratus ke bawah", ("lte", 2_500_000.0)),
        ("laptop di bawah 5 juta 500", ("lt", 5_500_000.0)),
        ("laptop jangan sampai lebih dari 9 juta", ("lte", 9_000_000.0)),
        ("uangku cuma 9.000.000, cari laptop", ("lte", 9_000_000.0)),
        ("laptop antara lima juta dan tujuh juta", ("between", (5_000_000.0, 7_000_000.0))),
        ("I can't afford more than 9 million for a laptop", ("lte", 9_000_000.0)),
    ],
)
def test_a_limit_is_said_in_many_ways(text: str, wish: tuple[str, object]) -> None:
    assert wishes(text) == [("price", *wish)]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("laptop, rating hampir 4", ("rating", "between", (3.6, 4.4))),
        ("laptop with 8 GB RAM or so", ("ram", "between", (7.2, 8.8))),
        ("laptop layar di angka 14 inci", ("screen_size", "between", (12.6, 15.4))),
        ("laptop, 15 inches in width or less", None),
    ],
)
def test_words_of_about_may_stand_beside_what_is_counted(
    text: str, wish: tuple[str, str, object] | None
) -> None:
    found = wishes(text)
    assert found == [wish] if wish else [op for _, op, _ in found] == ["lte"]
