"""The unit of a number column: said by its head or its values, else guessed from the usual range of such things.

A guess is made only where the numbers leave little doubt: weights of 0.3 to 80,000 are in grams. Where many would
be odd in any unit the column mixes units, and one unit for all of them would make false statements.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from landas.catalog.proposal.concepts import Concept, Measure
from landas.catalog.proposal.kinds import Reading
from landas.catalog.proposal.names import Head
from landas.language.units import convert, dimension

_FITTING = 0.9
_MIXED = 0.5


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit found for a column. `feed_unit` is that of bare numbers, where it differs."""

    symbol: str | None = None
    feed_unit: str | None = None
    guess: str | None = None
    """Why it is a guess; None where the feed says it."""
    doubt: str | None = None
    """Why none could be told, where a thing like this has one."""


def find_unit(head: Head, reading: Reading, concept: Concept | None) -> Unit:
    """The unit of a number column. `concept` is the standard field that the head names or is a kind of."""
    measure = concept.measure if concept else None
    named = head.unit if head.unit_is_sure else None
    if reading.units:
        common = reading.units.most_common(1)[0][0]
        if reading.bare and named and dimension(named) == dimension(common):
            return Unit(common, named)
        return Unit(common)
    if named:
        return Unit(named)
    return _guess(reading.numbers, measure) if measure else Unit()


def _guess(numbers: Sequence[float], measure: Measure) -> Unit:
    positive = sorted(number for number in numbers if number > 0)
    if not positive:
        return Unit()
    shares = [(_share_in_range(positive, unit, measure), unit) for unit in measure.units]
    best, unit = max(shares, key=lambda entry: round(entry[0], 2))
    shown = f"{_shown(positive[len(positive) // 20])} to {_shown(positive[-1 - len(positive) // 20])}"
    if best >= _FITTING:
        others = f"; {1 - best:.0%} of them would be odd" if best < 0.99 else ""
        return Unit(unit, guess=f"{unit}, from the size of the numbers ({shown}){others}")
    if best >= _MIXED:
        return Unit(
            doubt=f"the numbers ({shown}) seem to mix units; give them one in the feed, then name it here"
        )
    return Unit(doubt=f"the numbers ({shown}) fit none of {', '.join(measure.units)}")


def _share_in_range(numbers: Sequence[float], unit: str, measure: Measure) -> float:
    factor = convert(1.0, unit, measure.units[0])
    return sum(measure.low <= number * factor <= measure.high for number in numbers) / len(numbers)


def _shown(number: float) -> str:
    return f"{number:,.4g}" if number < 10_000 else f"{number:,.0f}"
