"""What the verifier does in a faster way gives what the plain way gives."""

from hypothesis import given
from hypothesis import strategies as some

from landas.grounding.verifier.amounts import Amount, comparable, measure_of
from landas.grounding.verifier.once import once
from landas.language.numerals import _NUMERAL, _matches

UNITS = (None, "g", "kg", "m", "cm", "GB", "unknown thing", "")
CURRENCIES = (None, "USD", "IDR")
AMOUNTS = some.builds(
    Amount, some.just(0), some.just(1), some.just(1.0), some.just(1.0), some.sampled_from(UNITS),
    some.sampled_from(CURRENCIES),
)  # fmt: skip


@given(some.text(alphabet="0123456789.,/ ½¼x-\n\u00a0KGB", max_size=30))
def test_numerals_are_found_where_the_whole_pattern_finds_them(text: str) -> None:
    assert [m.span() for m in _matches(text)] == [m.span() for m in _NUMERAL.finditer(text)]


@given(AMOUNTS, AMOUNTS)
def test_two_amounts_are_comparable_when_they_have_one_measure(one: Amount, other: Amount) -> None:
    assert (measure_of(one) == measure_of(other)) == comparable(one, other)


def test_what_is_worked_out_once_is_worked_out_once() -> None:
    asked = []

    class Thing:
        @once
        def size(self) -> int:
            """How large."""
            asked.append(1)
            return 3

    thing = Thing()
    assert (thing.size, thing.size, len(asked)) == (3, 3, 1)
    assert Thing.size.__doc__ == "How large."
