"""Two amounts that make one range ("3-5 juta", "between 5 and 10 kg"), and sizes that share a unit ("30 x 20 cm")."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from landas.language.amounts import Amount
from landas.language.tokens import Token, fold, tokenize
from landas.language.units import convert, dimension
from landas.language.vocabulary import Vocabulary

_TIMES = ("x", "×", "*", "by", "/")
_HUNDRED, _THOUSAND, _MILLION = 1e2, 1e3, 1e6


@dataclass(frozen=True, slots=True)
class AmountRange:
    """From `low` to `high`; a single amount is both."""

    low: Amount
    high: Amount


def find_ranges(
    text: str, words: Sequence[Token], amounts: Sequence[Amount], voc: Vocabulary
) -> list[AmountRange]:
    """The amounts in order, neighbours joined where a range of the packs joins them."""
    joined: list[AmountRange] = []
    position = 0
    while position < len(amounts):
        pair = _joined(text, words, amounts, position, voc)
        joined.append(pair or AmountRange(amounts[position], amounts[position]))
        position += 2 if pair else 1
    return joined


def _joined(
    text: str, words: Sequence[Token], amounts: Sequence[Amount], position: int, voc: Vocabulary
) -> AmountRange | None:
    if position + 1 >= len(amounts):
        return None
    first, second = amounts[position], amounts[position + 1]
    joint = text[first.end : second.start]
    if joint.isspace() and second.number < 0:  # "3 -5 juta": the minus is the joint
        second, joint = replace(second, start=second.start + 1, number=-second.number), "-"
    if fold(joint) in voc.spreads:
        return _spread(first, second)
    openings = voc.ranges.get(fold(joint))
    if openings is None or "\n" in joint:
        return None
    opened = _opening(text, words, first.start, voc) in openings
    if not opened and "" not in openings:
        return None
    return _matched(first, _as_money(text, first, second, voc), opened)


def _spread(middle: Amount, off: Amount) -> AmountRange | None:
    """ "300 give or take 50" is from 250 to 350."""
    if off.is_bare and off.factor == 1:
        off = replace(off, unit=middle.unit, currency=middle.currency)
    if (off.unit, off.currency) != (middle.unit, middle.currency) or not 0 < off.value < middle.value:
        return None
    low, high = (float(f"{end:.12g}") for end in (middle.value - off.value, middle.value + off.value))
    low_end, high_end = (replace(middle, number=end, factor=1.0) for end in (low, high))
    return AmountRange(low_end, replace(high_end, end=off.end))


def _as_money(text: str, first: Amount, second: Amount, voc: Vocabulary) -> Amount:
    """ "500k - 1.5m": a letter that is a unit of length elsewhere is a magnitude behind a sum."""
    letter = text[second.end - 1 : second.end].casefold()
    glued = text[second.end - 2 : second.end - 1].isdigit()
    if first.currency is None or second.unit is None or second.factor > 1 or not glued:
        return second
    factors = [f for f in sorted(voc.money_magnitudes.get(letter, ())) if second.number * f > first.value]
    return replace(second, unit=None, factor=factors[0], currency=first.currency) if factors else second


def _opening(text: str, words: Sequence[Token], start: int, voc: Vocabulary) -> str | None:
    """The range's opening word right before `start`, a word of approximation between them allowed."""
    before = bisect_left(words, start, key=lambda word: word.start)
    longest = voc.approximate_before.longest + voc.openings.longest
    keys = [word.key for word in words[max(0, before - longest) : before]]
    about = voc.approximate_before.ending(keys, len(keys))
    at = len(keys) - (about[0] if about else 0)
    found = voc.openings.ending(keys, at)
    return found[1] if found else None


def _matched(first: Amount, second: Amount, opened: bool) -> AmountRange | None:
    """The range with unit, currency and magnitude on both sides; None where the two can't be of one kind."""
    least = _HUNDRED if first.value < _HUNDRED and second.value < _THOUSAND else _THOUSAND
    if second.in_words and first.value < least <= second.value:
        second = _in_magnitudes(second, first.value)
    if first.factor == 1 and second.factor > 1 and first.is_bare | (first.currency is not None):
        first = _magnified(first, second)
    if first.counted_as_money and second.unit is not None:
        first = replace(first, currency=None)
    if first.is_bare:
        first = replace(first, unit=second.unit, currency=second.currency)
    elif second.is_bare:
        second = replace(second, unit=first.unit, currency=first.currency)
    if first.currency != second.currency or (first.unit is None) != (second.unit is None):
        return None
    if first.unit != second.unit and dimension(first.unit or "") != dimension(second.unit or ""):
        return None
    if first.unit != second.unit and first.unit and second.unit:
        in_second = convert(first.value, first.unit, second.unit)
        first = replace(first, number=float(f"{in_second:.12g}"), factor=1.0, unit=second.unit)
    if (
        first.unit != second.unit
        or first.value == second.value
        or (first.value > second.value and not opened)
    ):
        return None
    return AmountRange(first, second)


def _in_magnitudes(amount: Amount, beside: float) -> Amount:
    """ "Eighty thousand" as eighty times a thousand, as digits have it: "fifty to eighty thousand"; beside a small
    number in hundreds: "two to three hundred", "two to four hundred thousand"."""
    factor = next(f for f in (_MILLION, _THOUSAND, 1.0) if amount.value % f == 0 and amount.value >= f)
    number = amount.value / factor
    if number % _HUNDRED == 0 and beside < number / _HUNDRED:
        factor, number = factor * _HUNDRED, number / _HUNDRED
    return replace(amount, number=number, factor=factor) if factor > 1 else amount


def _magnified(first: Amount, second: Amount) -> Amount:
    """ "3-5 juta" is three to five million; "500-1 juta" begins at five hundred thousand. What has its own
    thousands is left as it is: "6,500,000 to 11.5 million"."""
    if first.number >= second.value:
        return first
    if first.number < second.number or (first.number == second.number and second.factor > _HUNDRED):
        return replace(first, factor=second.factor)
    in_thousands = replace(first, factor=_THOUSAND)
    return in_thousands if second.factor == _MILLION and in_thousands.value < second.value else first


def _leaves_magnitude_out(text: str, amount: Amount, following: Amount, voc: Vocabulary) -> bool:
    """The 2 of "2 or 3 million"."""
    if not amount.is_bare or amount.factor != 1 or following.currency is None or following.factor < _THOUSAND:
        return False
    keys = [word.key for word in tokenize(text[amount.end : following.start])]
    joint = voc.alternatives.starting(keys, 0)
    return joint is not None and joint[0] == len(keys) and amount.number < following.number


def shared_dimensions(text: str, amounts: Sequence[Amount], voc: Vocabulary) -> list[Amount]:
    """ "30 x 20 x 10 cm": each number gets the unit of the one it is joined to; so "8/128GB"."""
    shared: list[Amount] = []
    for amount in reversed(amounts):
        following = shared[-1] if shared else None
        if following is not None and amount.is_bare and following.unit is not None:
            joint = fold(text[amount.end : following.start])
            if joint in _TIMES:
                amount = replace(amount, unit=following.unit, weak=False)
        if following is not None and _leaves_magnitude_out(text, amount, following, voc):
            amount = replace(amount, factor=following.factor, currency=following.currency, weak=False)
        shared.append(amount)
    return shared[::-1]
