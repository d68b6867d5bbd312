"""Quantities in running text: numbers with their unit or currency, and ranges of them, in all packs' languages.

How "1.500" is read: money is never written with three decimals, so it is 1500; a bare number is 1500 when it
ends in 000 or when `default_currency` is one of whole amounts (IDR); else the first pack's decimal mark decides,
so put the pack of the text's language first. "1.500.000", "1,5" and "0.750" can be read in one way only.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from landas.language.amounts import Amount, find_amounts
from landas.language.pack import LanguagePack
from landas.language.ranges import AmountRange, find_ranges, shared_dimensions
from landas.language.tokens import Token, tokenize
from landas.language.vocabulary import Vocabulary, vocabulary

_ABOUT = "~≈±"
_SIGNS = "<>=≤≥"


@dataclass(frozen=True, slots=True)
class Quantity:
    """`low`..`high` of a unit, a currency or neither, as `text[start:end]` says it.

    `low` equals `high` but for ranges, where it is smaller. The span holds number, unit and currency; the words
    "about" and "under" before it are outside. `unit` is a symbol of units.toml, `currency` an ISO 4217 code.
    """

    start: int
    end: int
    low: float
    high: float
    unit: str | None = None
    currency: str | None = None
    approximate: bool = False


def find_quantities(
    text: str, packs: Sequence[LanguagePack], default_currency: str | None = None
) -> list[Quantity]:
    """Every quantity of `text` in order, none overlapping another.

    With `default_currency` set, "$" is that currency where it can be, and an amount counted in money's words
    without a unit ("15 juta", "500rb", "30k") is in it. Other bare numbers have neither unit nor currency.
    """
    voc = vocabulary(packs)
    words = tokenize(text)
    amounts = shared_dimensions(text, find_amounts(text, words, voc, default_currency))
    ranges = find_ranges(text, words, amounts, voc)
    return [
        _quantity(text, words, part, voc)
        for part in ranges
        if not part.low.weak or part.low is not part.high or _is_compared(text, words, part.low, voc)
    ]


def word_before(words: Sequence[Token], start: int) -> int:
    """Index of the first word at or after `start`; the words before it end before the place."""
    return bisect_left(words, start, key=lambda word: word.start)


def _quantity(text: str, words: Sequence[Token], part: AmountRange, voc: Vocabulary) -> Quantity:
    low, high = part.low, part.high
    about = low.approximate or high.approximate or _is_approximate(text, words, low.start, high.end, voc)
    return Quantity(
        low.start,
        high.end,
        min(low.value, high.value),
        max(low.value, high.value),
        high.unit,
        high.currency,
        about,
    )


def _is_approximate(text: str, words: Sequence[Token], start: int, end: int, voc: Vocabulary) -> bool:
    keys = [word.key for word in words[: word_before(words, start)]]
    if text[:start].rstrip()[-1:] in tuple(_ABOUT):
        return True
    if (
        keys
        and voc.approximate_before.ending(keys, len(keys))
        and text[words[len(keys) - 1].end : start].isspace()
    ):
        return True
    after = word_before(words, end)
    following = [word.key for word in words[after : after + 4]]
    found = voc.approximate_after.starting(following, 0)
    return found is not None and text[end : words[after].start].isspace()


def _is_compared(text: str, words: Sequence[Token], amount: Amount, voc: Vocabulary) -> bool:
    """True for "at least two", "under 4k": what alone would be no quantity is one beside a comparator."""
    if text[: amount.start].rstrip()[-1:] in tuple(_SIGNS):
        return True
    at = word_before(words, amount.start)
    nearby = [word.key for word in words[max(0, at - 6) : at]]
    after = [word.key for word in words[word_before(words, amount.end) :][:4]]
    return voc.before.ending(nearby, len(nearby)) is not None or voc.after.starting(after, 0) is not None
