"""Values as people read them, and that what is shown is read back as the same value."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from landas.language.display import show_money, show_number, show_value
from landas.language.money import currencies
from landas.language.pack import load_packs
from landas.language.quantities import find_quantities
from landas.language.units import all_units, dimension

PACKS = {"en": load_packs(("en", "id")), "id": load_packs(("id", "en"))}
SENTENCES = {
    "en": ("{}", "It costs {}.", "the first, {}, is cheaper"),
    "id": ("{}", "Harganya {}.", "yang pertama, {}, saja"),
}
LANGUAGES = st.sampled_from(["en", "id"])


@pytest.mark.parametrize(
    ("amount", "currency", "english", "indonesian"),
    [
        (1299.99, "USD", "$1,299.99", "US$1.299,99"),
        (30, "USD", "$30", "US$30"),
        (30.5, "USD", "$30.50", "US$30,50"),
        (1_500_000, "IDR", "Rp 1,500,000", "Rp1.500.000"),
        (0, "IDR", "Rp 0", "Rp0"),
        (-5, "USD", "-$5", "-US$5"),
        (12.5, "EUR", "€12.50", "€12,50"),
        (500, "JPY", "¥500", "JP¥500"),
        (12.5, "KES", "KES 12.50", "KES 12,50"),
        (1234.5, None, "1,234.5", "1.234,5"),
    ],
)
def test_money_is_shown_as_the_language_writes_it(
    amount: float, currency: str | None, english: str, indonesian: str
) -> None:
    assert show_money(amount, currency, "en") == english
    assert show_money(amount, currency, "id") == indonesian


@pytest.mark.parametrize(
    ("value", "unit", "english", "indonesian"),
    [
        (1.3, "kg", "1.3 kg", "1,3 kg"),
        (0.1 + 0.2, "kg", "0.3 kg", "0,3 kg"),
        (16, "GB", "16 GB", "16 GB"),
        (15.6, "in", "15.6 inches", "15,6 inci"),
        (1, "in", "1 inch", "1 inci"),
        (2, "year", "2 years", "2 tahun"),
        (5000, "mAh", "5000 mAh", "5000 mAh"),
        (15_000, "mAh", "15,000 mAh", "15.000 mAh"),
        (50, "%", "50%", "50%"),
        (-5, "°C", "-5 °C", "-5 °C"),
        (2024, None, "2024", "2024"),
        (1_234_567, None, "1,234,567", "1.234.567"),
        (1 / 3, "l", "0.3333333 l", "0,3333333 l"),
    ],
)
def test_numbers_are_shown_with_their_unit_and_without_noise(
    value: float, unit: str | None, english: str, indonesian: str
) -> None:
    assert show_number(value, unit, "en") == english
    assert show_number(value, unit, "id") == indonesian


def test_a_value_is_shown_by_the_type_of_its_field() -> None:
    assert show_value(749.0, "money", "USD", "en") == "$749"
    assert show_value(1.4, "number", "kg", "id") == "1,4 kg"
    assert show_value(True, "flag", None, "en") == "yes"
    assert show_value(False, "flag", None, "id") == "tidak"
    assert show_value(("red", "blue"), "tags", None, "en") == "red, blue"
    assert show_value("black", "category", None, "id") == "black"
    assert show_value("2026-03-31", "date", None, "en") == "31 March 2026"
    assert show_value("2026-03-31", "date", None, "id") == "31 Maret 2026"
    assert show_value("about 2026", "date", None, "id") == "about 2026"


@settings(deadline=None)  # the first example imports babel
@given(
    st.one_of(st.integers(-(10**12), 10**12), st.integers(-(10**9), 10**9).map(lambda cents: cents / 100)),
    st.one_of(st.sampled_from(["USD", "IDR", "EUR"]), st.sampled_from(sorted(currencies().codes))),
    LANGUAGES,
    st.integers(0, 2),
)
def test_money_shown_is_read_back(amount: float, currency: str, language: str, sentence: int) -> None:
    text = SENTENCES[language][sentence].format(show_money(amount, currency, language))
    (found,) = find_quantities(text, PACKS[language])
    assert (found.low, found.high, found.currency, found.unit) == (amount, amount, currency, None)


@settings(deadline=None)  # the first example imports babel
@given(
    st.one_of(
        st.integers(-(10**9), 10**12),
        st.decimals(-10_000, 10_000, places=2, allow_nan=False).map(float),
        st.decimals(0, 10, places=4, allow_nan=False).map(float),
    ),
    st.sampled_from([None, *all_units()]),
    LANGUAGES,
    st.integers(0, 2),
)
def test_numbers_shown_are_read_back(value: float, unit: str | None, language: str, sentence: int) -> None:
    shown = show_number(value, unit, language)
    text = SENTENCES[language][sentence].format(shown)
    (found,) = find_quantities(text, PACKS[language])
    assert (found.low, found.currency) == (value, None)
    assert found.unit == unit
    assert text[found.start : found.end] == shown


@pytest.mark.parametrize(
    ("language", "text", "low", "unit", "currency"),
    [
        ("id", "jaraknya 5 mil", 5, "mi", None),
        ("id", "US$5 mil", 5e6, None, "USD"),
        ("en", "$5 mil", 5e6, None, "USD"),
    ],
)
def test_a_word_for_miles_and_millions_is_read_by_the_first_language(
    language: str, text: str, low: float, unit: str | None, currency: str | None
) -> None:
    (found,) = find_quantities(text, PACKS[language])
    assert (found.low, found.unit, found.currency) == (low, unit, currency)


@settings(deadline=None)  # the first example imports babel
@given(st.floats(-1e12, 1e12, allow_nan=False), LANGUAGES)
def test_any_fraction_is_read_back_to_seven_digits(value: float, language: str) -> None:
    assume(abs(value) > 1e-6)
    (found,) = find_quantities(show_number(value, "kg", language), PACKS[language])
    assert found.low == pytest.approx(value, rel=1e-6)
    assert dimension(found.unit or "") == "mass"
