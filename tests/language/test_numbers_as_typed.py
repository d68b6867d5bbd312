"""Numbers as people type and say them: glued together, in two units, with a spread, left half unsaid."""

import pytest

from landas.language.comparisons import find_comparisons
from landas.language.pack import load_packs
from landas.language.quantities import find_quantities

ENGLISH, INDONESIAN = load_packs(("en", "id")), load_packs(("id", "en"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sejuta dua", 1.2e6),
        ("dua juta lima ke bawah", 2.5e6),
        ("dua juta dua ratus", 2.2e6),
        ("dua juta dua puluh lima ribu", 2_025_000),
        ("dua juta, lima kamar", 2e6),
        ("dua juta lima kamar", 2e6),
        ("2jt500rb", 2.5e6),
        ("2jt500", 2.5e6),
        ("2juta5ratus", 2.5e6),
        ("duaratus ribu", 2e5),
        ("2jt kurang dikit", 2e6),
    ],
)
def test_sums_in_indonesian_are_read_as_said(text: str, value: float) -> None:
    quantity = find_quantities(text, INDONESIAN, "IDR")[0]
    assert (quantity.low, quantity.currency) == (value, "IDR")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1 hour 30 minutes", 1.5, "h"),
        ("an hour and thirty minutes", 1.5, "h"),
        ("1h 30m", 1.5, "h"),
        ("satu jam 30 menit", 1.5, "h"),
        ("5 ft 6 in", 5.5, "ft"),
        ("1/2 TB", 0.5, "TB"),
        ("half of a terabyte", 0.5, "TB"),
    ],
)
def test_a_length_weight_or_time_in_two_units_is_one(text: str, value: float, unit: str) -> None:
    quantities = find_quantities(text, ENGLISH)
    assert [(q.low, q.unit) for q in quantities] == [(value, unit)]


def test_listed_numbers_stay_two() -> None:
    assert [q.low for q in find_quantities("8/256GB, 2/4 GB, 16GB 1TB", ENGLISH)] == [8, 256, 2, 4, 16, 1]
    assert [q.low for q in find_quantities("two thousand, five hundred", ENGLISH)] == [2500]


@pytest.mark.parametrize(
    ("text", "op", "low", "high"),
    [
        ("4+ GB", "gte", 4, 4),
        ("$300 plus or minus 20", "between", 280, 320),
        ("300 give or take 50", "between", 250, 350),
        ("3jt +- 500rb", "between", 2.5e6, 3.5e6),
        ("Rp500.000-Rp1.000.000", "between", 5e5, 1e6),
        ("belasan juta", "between", 11e6, 19e6),
        ("harga ratusan ribu", "between", 1e5, 999e3),
        ("8 GB but no less", "gte", 8, 8),
        ("a cap of $40", "lte", 40, 40),
        ("minimal di 5jt", "gte", 5e6, 5e6),
        ("maksimal banget 3jt", "lte", 3e6, 3e6),
        ("paling pol 3 juta", "lte", 3e6, 3e6),
        ("di bawah atau sama dengan 3jt", "lte", 3e6, 3e6),
        ("3jt gak lebih", "lte", 3e6, 3e6),
        ("3jt, jangan kurang", "gte", 3e6, 3e6),
    ],
)
def test_limits_as_typed(text: str, op: str, low: float, high: float) -> None:
    (found,) = find_comparisons(text, INDONESIAN, "IDR")
    assert (found.op, found.low, found.high) == (op, low, high)


def test_a_bare_lower_limit_has_the_unit_of_the_upper_one_it_is_joined_to() -> None:
    found = find_comparisons("no less than 4 but no more than 8 GB", ENGLISH)
    assert [(c.op, c.low, c.unit) for c in found] == [("gte", 4, "GB"), ("lte", 8, "GB")]
