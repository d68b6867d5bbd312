"""Amounts as people write them, in English, Indonesian and both at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landas.language.pack import load_packs
from landas.language.quantities import Quantity, find_quantities

BOTH = load_packs(("en", "id"))
INDONESIAN_FIRST = load_packs(("id", "en"))


def only(text: str, **options: str) -> Quantity:
    found = find_quantities(text, BOTH, **options)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("Rp 1.500.000", 1_500_000, "IDR"),
        ("Rp1.500.000,00", 1_500_000, "IDR"),
        ("Rp\u00a01.500.000", 1_500_000, "IDR"),
        ("Rp. 500.000,-", 500_000, "IDR"),
        ("Rp1,5 juta", 1_500_000, "IDR"),
        ("rp500rb", 500_000, "IDR"),
        ("IDR 750000", 750_000, "IDR"),
        ("500 ribu rupiah", 500_000, "IDR"),
        ("Rp 5M", 5_000_000_000, "IDR"),
        ("Rp 1.500", 1500, "IDR"),
        ("$30", 30, "USD"),
        ("30$", 30, "USD"),
        ("30 dollars", 30, "USD"),
        ("thirty bucks", 30, "USD"),
        ("US$ 1,299.99", 1299.99, "USD"),
        ("US$1.299,99", 1299.99, "USD"),
        ("$1.500", 1500, "USD"),
        ("$5m", 5_000_000, "USD"),
        ("-$5", -5, "USD"),
        ("€12,50", 12.5, "EUR"),
        ("12,50 €", 12.5, "EUR"),
        ("£1,000", 1000, "GBP"),
        ("749 USD", 749, "USD"),
        ("749.5 KES", 749.5, "KES"),
        ("S$25", 25, "SGD"),
        ("RM 99", 99, "MYR"),
        ("2 million dollars", 2_000_000, "USD"),
        ("dua ratus ribu rupiah", 200_000, "IDR"),
    ],
)
def test_money_is_read_with_its_currency(text: str, value: float, currency: str) -> None:
    found = only(text)
    assert (found.low, found.high, found.currency, found.unit) == (value, value, currency, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15 juta", 15_000_000),
        ("1,5jt", 1_500_000),
        ("1.5 jt", 1_500_000),
        ("500 rb", 500_000),
        ("500rb", 500_000),
        ("30k", 30_000),
        ("2 million", 2_000_000),
        ("five grand", 5_000),
        ("2 setengah juta", 2_500_000),
        ("4 and a half thousand", 4_500),
        ("12 grand", 12_000),
        ("sejuta setengah", 1_500_000),
        ("3 juta setengah", 3_500_000),
        ("a million and a half", 1_500_000),
        ("dua koma lima juta", 2_500_000),
        ("two point two five million", 2_250_000),
        ("two hundred", 200),
        ("two hundred and fifty", 250),
        ("a hundred", 100),
        ("twenty-five", 25),
        ("dua ratus ribu", 200_000),
        ("dua ratus lima puluh ribu", 250_000),
        ("seribu lima ratus", 1500),
        ("sejuta", 1_000_000),
        ("setengah juta", 500_000),
        ("satu setengah juta", 1_500_000),
        ("5 ratus ribu", 500_000),
        ("1 juta 500 ribu", 1_500_000),
        ("3 miliar", 3_000_000_000),
        ("1.1 million", 1_100_000),
        ("1.500.000", 1_500_000),
        ("1,500,000.50", 1_500_000.5),
        ("500.000", 500_000),
        ("0.750", 0.75),
        ("12.345,5", 12345.5),
    ],
)
def test_a_bare_number_has_neither_unit_nor_currency(text: str, value: float) -> None:
    assert only(text) == Quantity(0, len(text), value, value)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("16GB", 16, "GB"),
        ("16 gb", 16, "GB"),
        ("15.6-inch", 15.6, "in"),
        ('15.6"', 15.6, "in"),
        ("15,6 inci", 15.6, "in"),
        ("14 inches", 14, "in"),
        ("5'", 5, "ft"),
        ("6 ft", 6, "ft"),
        ("half a kilo", 0.5, "kg"),
        ("setengah kilo", 0.5, "kg"),
        ("one and a half kilos", 1.5, "kg"),
        ("1/2 kg", 0.5, "kg"),
        ("1½ kg", 1.5, "kg"),
        ("2 ons", 2, "ons"),
        ("250 gr", 250, "g"),
        ("5000mAh", 5000, "mAh"),
        ("10k mAh", 10_000, "mAh"),
        ("65W", 65, "W"),
        ("5V", 5, "V"),
        ("2 A", 2, "A"),
        ("120 Hz", 120, "Hz"),
        ("3.2GHz", 3.2, "GHz"),
        ("50MP", 50, "MP"),
        ("8-core", 8, "core"),
        ("8 inti", 8, "core"),
        ("100 Mbps", 100, "Mbps"),
        ("2 tahun", 2, "year"),
        ("24 jam", 24, "h"),
        ("30 menit", 30, "min"),
        ("50%", 50, "%"),
        ("50 persen", 50, "%"),
        ("-5 °C", -5, "°C"),
        ("1,5 liter", 1.5, "l"),
        ("20 m²", 20, "m²"),
        ("20 meter persegi", 20, "m²"),
        ("35 km/h", 35, "km/h"),
        ("two inch", 2, "in"),
        ("5 and a half inches", 5.5, "in"),
        ("5 setengah kilo", 5.5, "kg"),
        ("sekilo setengah", 1.5, "kg"),
        ("lima kilo", 5, "kg"),
        (".5 kg", 0.5, "kg"),
    ],
)
def test_units_are_read_in_any_spelling(text: str, value: float, unit: str) -> None:
    found = only(text)
    assert (found.low, found.high, found.unit, found.currency) == (value, value, unit, None)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "currency"),
    [
        ("3-5 juta", 3_000_000, 5_000_000, None, None),
        ("fifty to eighty thousand", 50_000, 80_000, None, None),
        ("satu sampai tiga juta", 1_000_000, 3_000_000, None, None),
        ("fifty thousand to two million", 50_000, 2_000_000, None, None),
        ("ten to two thousand", 10, 2_000, None, None),
        ("3 - 5jt", 3_000_000, 5_000_000, None, None),
        ("3 to 5 million", 3_000_000, 5_000_000, None, None),
        ("antara 3 dan 5 juta", 3_000_000, 5_000_000, None, None),
        ("dari 3 sampai 5 juta", 3_000_000, 5_000_000, None, None),
        ("3 s/d 5 juta", 3_000_000, 5_000_000, None, None),
        ("500rb-1jt", 500_000, 1_000_000, None, None),
        ("500-1 juta", 500_000, 1_000_000, None, None),
        ("antara Rp 500.000 dan Rp 1.000.000", 500_000, 1_000_000, None, "IDR"),
        ("Rp 5-10 juta", 5_000_000, 10_000_000, None, "IDR"),
        ("$20 to $30", 20, 30, None, "USD"),
        ("from $20 to $30", 20, 30, None, "USD"),
        ("$20-30", 20, 30, None, "USD"),
        ("between 5 and 10 inch", 5, 10, "in", None),
        ("between 10 and 5 kg", 5, 10, "kg", None),
        ("24-70mm", 24, 70, "mm", None),
        ("two to four kilos", 2, 4, "kg", None),
    ],
)
def test_a_range_shares_magnitude_unit_and_currency(
    text: str, low: float, high: float, unit: str | None, currency: str | None
) -> None:
    found = only(text)
    assert (found.low, found.high, found.unit, found.currency) == (low, high, unit, currency)


@pytest.mark.parametrize("text", ["5 kg and 10 kg", "16GB, 512GB", "5 and 10", "16GB/512GB", "2 kg - 5 inch"])
def test_two_amounts_without_a_joint_stay_two(text: str) -> None:
    assert len(find_quantities(text, BOTH)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "RTX4070", "i7-1260P", "B07XJ8C8F5", "WH-1000XM4", "f/1.8", "2-in-1", "5-star", "1080p", "4K TV", "5G phone",
        "2026-03-31", "31/12/2025", "10:30", "16:9", "0812-3456-7890", "1st", "A4", "3.0.1", "show me two laptops",
        "that one", "half price", "24/7", "v2", "", "only one second-hand",
    ],
)  # fmt: skip
def test_names_dates_and_small_number_words_are_no_quantities(text: str) -> None:
    assert find_quantities(text, BOTH) == []


@pytest.mark.parametrize("text", ["USB 3.0", "iPhone 15", "Galaxy S 21", "windows 11", "iPhone 15 in black"])
def test_a_number_in_a_name_has_no_unit(text: str) -> None:
    assert [(q.unit, q.currency) for q in find_quantities(text, BOTH)] == [(None, None)]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("2 in stock", None),
        ("size 42 in blue", None),
        ("2 in Jakarta", None),
        ("15.6 in laptop", "in"),
        ("14 in HP laptop", "in"),
        ("screen of 14 in", "in"),
        ("14in", "in"),
        ('say "iPhone 15"', None),
        ("2 jam tangan", None),
        ("2 jam", "h"),
        ("harga 500rb min", None),
        ("30 min", "min"),
        ("won 5 times", None),
    ],
)
def test_a_word_that_is_also_a_unit_is_told_by_its_neighbours(text: str, unit: str | None) -> None:
    assert [(q.unit, q.currency) for q in find_quantities(text, BOTH)] == [(unit, None)]


@pytest.mark.parametrize(
    "text", ["about 5 kg", "~5 kg", "sekitar 5 kg", "kurang lebih 5 kg", "5 kg or so", "± 5 kg"]
)
def test_words_of_approximation_are_noticed_and_outside_the_span(text: str) -> None:
    found = only(text)
    assert found.approximate
    assert text[found.start : found.end] == "5 kg"


def test_a_magnitude_with_an_ending_is_approximate() -> None:
    assert only("laptop 5 jutaan") == Quantity(7, 15, 5_000_000, 5_000_000, approximate=True)
    assert only("hp 1.5 jt an") == Quantity(3, 12, 1_500_000, 1_500_000, approximate=True)
    assert only("seratusan ribu") == Quantity(0, 14, 100_000, 100_000, approximate=True)
    assert only("2 meteran") == Quantity(0, 9, 2, 2, "m", approximate=True)


def test_the_first_pack_settles_a_number_that_can_be_read_both_ways() -> None:
    assert [q.low for q in find_quantities("1.500 kg", BOTH)] == [1.5]
    assert [q.low for q in find_quantities("1.500 kg", INDONESIAN_FIRST)] == [1500]
    assert [q.low for q in find_quantities("1,500 kg", BOTH)] == [1500]
    assert [q.low for q in find_quantities("1,500 kg", INDONESIAN_FIRST)] == [1.5]


def test_the_projects_currency_settles_bare_numbers_symbols_and_words_of_money() -> None:
    assert only("under 1.500", default_currency="IDR").low == 1500
    assert only("15 juta", default_currency="IDR").currency == "IDR"
    assert only("30k", default_currency="USD").currency == "USD"
    assert only("10k mAh", default_currency="USD").unit == "mAh"
    assert only("$30", default_currency="SGD").currency == "SGD"
    assert only("20 pounds").unit == "lb"
    assert only("20 pounds", default_currency="GBP").currency == "GBP"


def test_sizes_joined_by_x_share_the_unit() -> None:
    found = find_quantities("30 x 20 x 10 cm", BOTH)
    assert [(q.low, q.unit) for q in found] == [(30, "cm"), (20, "cm"), (10, "cm")]


def test_a_list_with_slashes_shares_the_unit() -> None:
    found = find_quantities("HP RAM 8/128GB, HSPA 7.2/5.76 Mbps", BOTH)
    assert [(q.low, q.unit) for q in found] == [(8, "GB"), (128, "GB"), (7.2, "Mbps"), (5.76, "Mbps")]


def test_a_letter_glued_to_a_number_may_belong_to_a_name() -> None:
    assert [
        find_quantities(text, BOTH) for text in ("iPhone 5s", "canon 719H", "Laserjet 5N", "gen 10th")
    ] == [[]] * 4
    assert [only(text).unit for text in ("30s", "24h", "15A", "5 A", "500g", "120V", "200L")] == [
        "s", "h", "A", "A", "g", "V", "l",
    ]  # fmt: skip


def test_a_word_of_counting_may_be_glued_to_a_bare_number() -> None:
    assert only("beli 2pcs") == Quantity(5, 9, 2, 2)
    assert only("5 pcs") == Quantity(0, 1, 5, 5)


def test_a_standard_is_an_amount_only_beside_a_comparator() -> None:
    assert find_quantities("monitor 4k", BOTH) == []
    assert only("under 4k").low == 4000
    assert only("at least two").low == 2


def test_mixed_sentences_are_read_in_both_languages() -> None:
    found = find_quantities("laptop under 15 juta, RAM minimal 16GB, weight less than 1,5 kilo", BOTH)
    assert [(q.low, q.unit) for q in found] == [(15_000_000, None), (16, "GB"), (1.5, "kg")]


PIECES = st.lists(
    st.sampled_from(
        ["5", "1.500", "$", "Rp", "juta", "kg", '"', "'", "-", " ", "\n", "in", "antara", "dan", "max", "½", "x", "%",
         "k", "two", "hundred", "setengah", "~", ".", ",", "/", "<", "+", "and", "half", "1e9", "\u00a0", "°C", "5G"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@settings(deadline=None)  # the first example reads the packs
@given(st.one_of(st.text(max_size=60), PIECES))
def test_any_text_is_read_and_spans_lie_in_it_in_order(text: str) -> None:
    found = find_quantities(text, BOTH, "IDR")
    ends = [0]
    for quantity in found:
        assert ends[-1] <= quantity.start < quantity.end <= len(text)
        assert quantity.low <= quantity.high
        assert abs(quantity.high) < float("inf")
        ends.append(quantity.end)
