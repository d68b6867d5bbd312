"""Units by their spellings, and conversions that keep the value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landas.language.pack import load_packs
from landas.language.units import all_units, convert, dimension, unit_symbol

BOTH = load_packs(("en", "id"))


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("kg", "kg"), ("Kilo", "kg"), ("GB", "GB"), ("gigs", "GB"), ("Inches", "in"), ("in", "in"), ("inci", "in"),
        ("in.", "in"), ('"', "in"), ("jam", "h"), ("persen", "%"), ("A", "A"), ("mAh", "mAh"), ("meter persegi", "m²"),
        ("L", "l"), ("", None), (" ", None), ("a", None), ("furlong", None), ("GiB", "GB"), ("nit", "nits"),
    ],
)  # fmt: skip
def test_a_unit_is_known_by_any_spelling(text: str, symbol: str | None) -> None:
    assert unit_symbol(text, BOTH) == symbol


def test_a_language_brings_its_own_spellings() -> None:
    assert unit_symbol("jam", ()) == "h"
    assert unit_symbol("meter persegi", ()) is None
    assert unit_symbol("meter persegi", load_packs(("id",))) == "m²"


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        (1500, "g", "kg", 1.5),
        (1, "in", "cm", 2.54),
        (2, "TB", "GB", 2048),
        (2, "ons", "g", 200),
        (100, "°C", "°F", 212),
        (32, "°F", "°C", 0),
        (1.5, "L", "ml", 1500),
        (2, "h", "min", 120),
        (10, "furlong", "furlong", 10),
    ],
)
def test_values_convert(value: float, source: str, target: str, result: float) -> None:
    assert convert(value, source, target) == pytest.approx(result)


def test_what_measures_different_things_does_not_convert() -> None:
    with pytest.raises(ValueError, match="kg measures mass, GB measures data"):
        convert(1, "kg", "GB")
    with pytest.raises(ValueError, match="'furlong' is not a known unit"):
        convert(1, "furlong", "m")


def test_dimensions_are_known_by_spelling_too() -> None:
    assert [dimension(unit) for unit in ("kg", "inch", "L", "furlong")] == ["mass", "length", "volume", None]


PAIRS = [(a, b) for a in all_units() for b in all_units() if dimension(a) == dimension(b)]


@given(st.floats(-1e6, 1e6), st.sampled_from(PAIRS))
def test_there_and_back_is_the_same(value: float, pair: tuple[str, str]) -> None:
    assert convert(convert(value, *pair), *reversed(pair)) == pytest.approx(value, rel=1e-9, abs=1e-6)


def test_no_two_units_share_a_spelling() -> None:
    spellings = [spelling for unit in all_units().values() for spelling in unit.spellings]
    assert len(spellings) == len(set(spellings))
    assert all(spelling == spelling.lower() for spelling in spellings)
