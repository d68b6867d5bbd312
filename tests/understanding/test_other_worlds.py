"""Requests to catalogues of other domains: what the language packs and the catalogue's own values make of them."""

from typing import Any

import pytest

from landas.catalog.fields import Field
from landas.request.intent import Intent
from tests.understanding.other_worlds import Values, clothes, films, places, reader

FILMS, PLACES, CLOTHES = films(), places(), clothes()


def said(intent: Intent) -> set[tuple[str, str, Any]]:
    return {
        (c.field, c.op, frozenset(c.value) if isinstance(c.value, tuple) and c.op != "between" else c.value)
        for c in intent.constraints
        if c.assumption is None
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("comedy from the 1990s", {("genre", "eq", "Comedy"), ("year", "between", (1990.0, 1999.0))}),
        ("komedi tahun 90an", {("genre", "eq", "Comedy"), ("year", "between", (1990.0, 1999.0))}),
        ("horror between 1980 and 1990", {("genre", "eq", "Horror"), ("year", "between", (1980.0, 1990.0))}),
        ("horor dari 1980 sampai 1990", {("genre", "eq", "Horror"), ("year", "between", (1980.0, 1990.0))}),
        ("drama sebelum tahun 1965", {("genre", "eq", "Drama"), ("year", "lt", 1965.0)}),
        ("drama 2001 ke atas", {("genre", "eq", "Drama"), ("year", "gte", 2001.0)}),
        ("drama, 2001 or later", {("genre", "eq", "Drama"), ("year", "gte", 2001.0)}),
        ("1998 western", {("genre", "eq", "Western"), ("year", "eq", 1998.0)}),
        ("western paling baru tahun 1980", {("genre", "eq", "Western"), ("year", "lte", 1980.0)}),
        ("thriller rating di atas 4", {("genre", "eq", "Thriller"), ("rating", "gt", 4.0)}),
        ("thriller minimal bintang 4", {("genre", "eq", "Thriller"), ("rating", "gte", 4.0)}),
        ("drama with more than 100 votes", {("genre", "eq", "Drama"), ("reviews", "gt", 100.0)}),
        ("science fiction for kids", {("genre", "eq", "Sci-Fi"), ("genre", "eq", "Children")}),
        ("film bergenre drama", {("genre", "eq", "Drama")}),
        ("bukan horor, bukan thriller, yang romantis",
         {("genre", "ne", "Horror"), ("genre", "ne", "Thriller"), ("genre", "eq", "Romance")}),
    ],
)  # fmt: skip
def test_years_decades_and_genres_of_films(text: str, expected: set[tuple[str, str, Any]]) -> None:
    intent = FILMS.parse(text)
    found = {
        key
        for field, op, value in said(intent)
        for key in ([(field, "ne", v) for v in value] if op == "not_in" else [(field, op, value)])
    }
    assert found == expected
    assert intent.categories == ()


@pytest.mark.parametrize("text", ["most popular drama", "drama paling populer"])
def test_an_order_by_a_field_the_catalogue_lacks_takes_the_nearest_one(text: str) -> None:
    sort = FILMS.parse(text).sort
    assert sort is not None
    assert (sort.field, sort.direction) == ("reviews", "higher")


@pytest.mark.parametrize(
    ("text", "kinds", "expected"),
    [
        ("masakan jepang di lembang", ("Japanese",), {("city", "eq", "Lembang")}),
        ("makanan italia yang ada parkirnya", ("Italian",), {("parking", "eq", True)}),
        ("tempat jepang yg murah", ("Japanese",), {("price_range", "eq", "cheap")}),
        ("affordable seafood", ("Seafood",), {("price_range", "eq", "cheap")}),
        ("bukan masakan jepang, di tanjung", (), {("cuisine", "ne", "Japanese"), ("city", "eq", "Tanjung")}),
        ("italian rated at least 4", ("Italian",), {("rating", "gte", 4.0)}),
        ("padang with seating for 20+", ("Padang",), {("seats", "gte", 20.0)}),
        ("without parking is fine, must be halal", (), {("halal", "eq", True)}),
        ("parking isn't needed, halal please", (), {("halal", "eq", True)}),
        ("tanpa parkir di bawah 20 kursi", (), {("parking", "ne", True), ("seats", "lt", 20.0)}),
    ],
)  # fmt: skip
def test_cuisines_price_bands_and_waived_wishes_of_places(
    text: str, kinds: tuple[str, ...], expected: set[tuple[str, str, Any]]
) -> None:
    intent = PLACES.parse(text)
    assert intent.categories == kinds
    assert said(intent) == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("kaos pria hitam L", "Kaos Pria", {("warna", "eq", "Hitam"), ("ukuran", "eq", "L")}),
        ("black men's t-shirt in L", "Kaos Pria", {("warna", "eq", "Hitam"), ("ukuran", "eq", "L")}),
        ("t-shirt for men, M or L", "Kaos Pria", {("ukuran", "in", frozenset({"M", "L"}))}),
        ("sneakers putih no 42", "Sepatu Sneakers", {("warna", "eq", "Putih"), ("ukuran", "eq", "42")}),
        ("sepatu abu2 43", "Sepatu Sneakers", {("warna", "eq", "Abu-abu"), ("ukuran", "eq", "43")}),
        ("sepatu di bawah 100rb", "Sepatu Sneakers", {("harga", "lt", 100_000.0)}),
        ("frying pan", "Wajan Anti Lengket", set()),
        ("wajan 200 ribuan", "Wajan Anti Lengket", {("harga", "between", (180_000.0, 220_000.0))}),
        ("kemeja hitm", "Kemeja Wanita", {("warna", "eq", "Hitam")}),
        ("kmeja ktun", "Kemeja Wanita", {("bahan", "eq", "Katun")}),
        ("kemeja bukan senja", "Kemeja Wanita", {("merek", "ne", "Senja Raya")}),
        ("kemeja dibawah 90rb", "Kemeja Wanita", {("harga", "lt", 90_000.0)}),
        ("kaos merek HP", "Kaos Pria", {("merek", "eq", "HP")}),
    ],
)  # fmt: skip
def test_sizes_heads_and_spellings_of_clothes(
    text: str, kind: str, expected: set[tuple[str, str, Any]]
) -> None:
    intent = CLOTHES.parse(text)
    assert intent.categories == (kind,)
    assert said(intent) == expected


@pytest.mark.parametrize("text", ["hp ram besar", "hp keluaran terbaru"])
def test_a_brand_that_is_a_plain_word_is_meant_only_where_it_is_spelt_so(text: str) -> None:
    assert not [c for c in CLOTHES.parse(text).constraints if c.field == "merek"]


@pytest.mark.parametrize("text", ["bukan hp", "jangan hp deh", "hp gak mau"])
def test_a_brand_that_is_a_plain_word_is_refused_where_it_was_wished_for_or_the_talk_is_of_a_kind(
    text: str,
) -> None:
    for before in ("kaos merek HP", "kaos"):
        said = CLOTHES.parse(text, before=CLOTHES.parse(before))
        assert [(c.op, c.value) for c in said.constraints] == [("ne", "HP")]
    assert CLOTHES.parse(f"kaos {text}").constraints[0].op == "ne"
    assert not CLOTHES.parse(text).constraints


def test_a_day_without_a_year_is_the_value_that_a_field_has_of_it() -> None:
    fields = (Field("day", "category", "day", labels={"en": ("day",), "id": ("hari",)}),)
    rows: list[tuple[str, Values]] = [(f"Concert {n}", {"day": f"March {n}th"}) for n in range(4, 9)]
    concerts = reader(fields, rows)
    for text in ("on March 5th", "anything for March 5th?", "Not March 6th after all, make it March 5th"):
        wishes = {(c.op, c.value) for c in concerts.parse(text).constraints}
        assert ("eq", "March 5th") in wishes


def test_an_explicit_limit_says_what_the_vague_word_meant() -> None:
    intent = CLOTHES.parse("kaos murah di bawah 70rb")
    assert [(c.field, c.op, c.value) for c in intent.constraints] == [("harga", "lt", 70_000.0)]


def test_whom_a_thing_is_for_is_no_kind_of_thing() -> None:
    assert CLOTHES.parse("wanita").categories == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("any genre but horror", {("genre", "ne", "Horror")}),
        ("komedi tahun sembilan puluhan", {("genre", "eq", "Comedy"), ("year", "between", (1990.0, 1999.0))}),
        ("ada film komedi 90an ga", {("genre", "eq", "Comedy"), ("year", "between", (1990.0, 1999.0))}),
        ("a drama that doesn't cost more than 9 votes", {("genre", "eq", "Drama"), ("reviews", "lte", 9.0)}),
    ],
)
def test_exceptions_decades_and_limits_said_in_a_roundabout_way(
    text: str, expected: set[tuple[str, str, Any]]
) -> None:
    assert said(FILMS.parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "field", "direction"),
    [
        ("one with a higher rating", "rating", "higher"),
        ("yang ulasannya lebih sedikit", "reviews", "lower"),
    ],
)
def test_a_degree_without_a_field_of_its_own_speaks_of_the_one_named_beside_it(
    text: str, field: str, direction: str
) -> None:
    compared = [(c.field, c.direction) for c in FILMS.parse(text).comparatives]
    assert compared == [(field, direction)]


def test_an_order_is_by_the_field_that_is_called_just_so() -> None:
    sort = FILMS.parse("highest rated western").sort
    assert sort is not None
    assert sort.field == "rating"


def test_a_field_that_is_only_named_is_part_of_what_a_thing_is_for() -> None:
    assert [p.text for p in FILMS.parse("a drama for rating day").preferences] == ["for rating day"]
