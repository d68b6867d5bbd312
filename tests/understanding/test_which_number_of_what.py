"""Which of several things a number counts: labels between two numbers, words of counting, and labels that two fields
share."""

import pytest

from landas.catalog.fields import Field
from tests.understanding.other_worlds import reader

SHOP = reader(
    (
        Field("kind", "category", "kind"),
        Field("maker", "category", "brand", labels={"en": ("brand",)}),
        Field("chip", "category", "chip", labels={"en": ("chip",)}),
        Field("price", "money", "price", currency="IDR", labels={"en": ("price",), "id": ("harga",)}),
        Field("sold", "number", "sold", labels={"en": ("sold",), "id": ("terjual",)}),
        Field("ports", "number", "ports", labels={"en": ("ports",), "id": ("port",)}),
        Field("weight", "number", "weight", unit="kg", labels={"en": ("weight",), "id": ("berat",)}),
        Field("rating", "number", "rating", labels={"en": ("rating",), "id": ("bintang",)}),
        Field("votes", "number", "votes", better="higher", labels={"en": ("ratings",), "id": ("penilaian",)}),
    ),
    [
        (
            f"{('Korva', 'Melda')[n % 2]} radio {n}",
            {
                "kind": "radio",
                "maker": ("Korva", "Melda")[n % 2],
                "price": 10_000.0 * (n + 1),
                "sold": 200.0 * n,
                "ports": float(n % 6 + 1),
                "weight": 0.5 + 0.1 * n,
                "rating": 1.0 + n % 5,
                "votes": 10.0 * n,
            }
            | ({"chip": ("Melda", "Torrin", "Aspik")[n % 3]} if n < 6 else {}),
        )
        for n in range(30)
    ],
    category="kind",
)


def wishes(text: str, asked: str | None = None) -> list[tuple[str, str, object]]:
    return [(c.field, c.op, c.value) for c in SHOP.parse(text, asked=asked).constraints]


@pytest.mark.parametrize(
    "text",
    ["radio di bawah 50rb yg terjual minimal 1000", "radios under 50 thousand that sold at least 1000"],
)
def test_a_relative_word_leads_a_label_to_the_number_behind_it(text: str) -> None:
    assert wishes(text) == [("price", "lt", 50_000.0), ("sold", "gte", 1000.0)]


@pytest.mark.parametrize("text", ["radio dua buah port", "radio 2 buah port", "radio with 2 pcs ports"])
def test_a_word_of_counting_may_stand_before_what_is_counted(text: str) -> None:
    assert wishes(text) == [("ports", "eq", 2.0)]


def test_of_two_fields_called_alike_the_one_that_has_such_numbers_is_meant() -> None:
    assert wishes("no more than 20 ratings") == [("votes", "lte", 20.0)]
    assert wishes("rating at least 4") == [("rating", "gte", 4.0)]


@pytest.mark.parametrize("text", ["terjual 2rb lebih", "terjual paling nggak 2rb"])
def test_more_behind_a_number_is_a_lower_bound_where_its_clause_ends(text: str) -> None:
    assert wishes(text) == [("sold", "gte", 2000.0)]
    assert wishes("radio 50rb lebih murah")[0] == ("price", "lte", 50_000.0)


def test_a_minimum_is_shared_by_what_is_joined_to_it_and_better_the_more() -> None:
    assert wishes("at least 2 ports and 100 ratings") == [("ports", "gte", 2.0), ("votes", "gte", 100.0)]
    assert wishes("at least 2 ports and weight 1 kg") == [("ports", "gte", 2.0), ("weight", "eq", 1.0)]
    assert wishes("2 ports or more and 100 ratings")[1] == ("votes", "eq", 100.0)


def test_a_sum_is_no_year() -> None:
    fields = (
        Field("price", "money", "price", currency="USD", labels={"en": ("price",)}),
        Field("released", "date", "released", labels={"en": ("released",)}),
    )
    rows = [(f"Item {n}", {"price": 150.0 * n, "released": f"20{n + 10}-03-01"}) for n in range(20)]
    shop = reader(fields, [(title, dict(values)) for title, values in rows], currency="USD")
    (sum_said,), (year,) = (shop.parse(t).constraints for t in ("at least $2020", "since 2020"))
    assert (sum_said.field, sum_said.value) == ("price", 2020.0)
    assert (year.field, year.value) == ("released", "2020-01-01")


def test_numbers_in_words_take_labels_and_short_units_as_digits_do() -> None:
    assert wishes("minimal bintang empat") == [("rating", "gte", 4.0)]
    assert wishes("radio di bawah satu setengah kg") == [("weight", "lt", 1.5)]


def test_a_maker_is_none_of_the_values_just_asked_about_unless_it_is_said_alone() -> None:
    assert wishes("made by Melda", asked="chip") == [("maker", "eq", "Melda")]
    assert wishes("Melda", asked="chip") == [("chip", "eq", "Melda")]
    assert wishes("Torrin", asked="chip") == [("chip", "eq", "Torrin")]
