"""Years and decades: alternatives, signs, what is refused, the last so many years."""

from datetime import date

import pytest

from landas.catalog.fields import Field
from tests.understanding.other_worlds import reader

FILMS = reader(
    (
        Field("genre", "tags", "genre", labels={"en": ("genre",)}),
        Field("year", "number", "year", labels={"en": ("year",), "id": ("tahun",)}),
        Field("rating", "number", "rating", labels={"en": ("rating",), "id": ("rating",)}),
    ),
    [
        (f"Salt Road {n}", {"genre": ("Drama", "Comedy")[n % 2], "year": 1955.0 + n, "rating": 1.0 + n % 5})
        for n in range(72)
    ],
)
NINETIES = tuple(float(year) for year in range(1990, 2000))
SEVENTIES = tuple(float(year) for year in range(1970, 1980))


@pytest.mark.parametrize(
    ("text", "op", "value"),
    [
        ("80s or 90s films", "between", (1980, 1999)),
        ("between the 70s and 80s", "between", (1970, 1989)),
        ("tahun 80-90an", "between", (1980, 1999)),
        ("from 1990 or 1991", "in", (1990, 1991)),
        ("between the years 1970 and 1975", "between", (1970, 1975)),
        ("from 1990 or 1995", "in", (1990, 1995)),
        ("70s or 90s films", "in", SEVENTIES + NINETIES),
        ("bukan tahun 90an", "not_in", NINETIES),
        ("not from the 90s", "not_in", NINETIES),
        ("year < 2000", "lt", 2000),
        ("year>=1990", "gte", 1990),
        ("film tahun 1979 atau lebih lama", "lte", 1979),
    ],
)
def test_years_are_read_as_said(text: str, op: str, value: object) -> None:
    assert [(c.field, c.op, c.value) for c in FILMS.parse(text).constraints] == [("year", op, value)]


@pytest.mark.parametrize("text", ["films of the last 10 years", "film 10 tahun terakhir"])
def test_the_last_years_are_counted_from_today(text: str) -> None:
    (found,) = FILMS.parse(text).constraints
    assert (found.field, found.op) == ("year", "gte")
    assert date.today().year - 10 - float(str(found.value)) in (0.0, 1.0)
