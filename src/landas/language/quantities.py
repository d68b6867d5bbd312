"""Quantities in running text: numbers with their unit or currency, and ranges of them, in all packs' languages.

How "1.500" is read: money is never written with three decimals, so it is 1500; a bare number is 1500 when it
ends in 000 or when `default_currency` is one of whole amounts (IDR); else the first pack's decimal mark decides,
so put the pack of the text's language first. "1.500.000", "1,5" and "0.750" can be read in one way only.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from landas.language.amounts import Amount, find_amounts
from landas.language.pack import LanguagePack
from landas.language.phrases import Phrases
from landas.language.ranges import AmountRange, find_ranges, shared_dimensions
from landas.language.tokens import Token, tokenize
from landas.language.vocabulary import Vocabulary, vocabulary

_ABOUT = frozenset("~≈±")
_THOUSAND = 1e3
_PARTING = frozenset(",;.!?()/-\n")
_FARTHEST_ABOUT = 6
"""Words behind a number within which a word such as "or so" may stand."""
_SIGNS = frozenset("<>=≤≥")


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
    at_least: bool = False
    """Whether a plus stands between number and unit: "4+ GB"."""
    out_of: float | None = None
    """The top of the scale that the number is said to be on: "4/5", "4 out of 5"."""

    @property
    def is_bare(self) -> bool:
        return self.unit is None and self.currency is None


def find_quantities(
    text: str, packs: Sequence[LanguagePack], default_currency: str | None = None
) -> list[Quantity]:
    """Every quantity of `text` in order, none overlapping another.

    With `default_currency` set, "$" is that currency where it can be, and an amount counted in money's words
    without a unit ("15 juta", "500rb", "30k") is in it. Other bare numbers have neither unit nor currency.
    """
    return quantities_in(text, vocabulary(packs), default_currency)


def quantities_in(text: str, voc: Vocabulary, default_currency: str | None = None) -> list[Quantity]:
    """What `find_quantities` gives, with the words of a vocabulary."""
    words = tokenize(text)
    amounts = shared_dimensions(text, find_amounts(text, words, voc, default_currency), voc)
    ranges = find_ranges(text, words, amounts, voc)
    found = [
        _quantity(text, words, part, voc)
        for part in ranges
        if not part.low.weak or part.low is not part.high or _is_compared(text, words, part.low, voc)
    ]
    rough = list(_rough_ranges(words, voc, default_currency))
    return sorted([*found, *rough], key=lambda quantity: quantity.start) if rough else found


def _rough_ranges(
    words: Sequence[Token], voc: Vocabulary, default_currency: str | None
) -> Iterator[Quantity]:
    """ "Belasan juta", "ratusan ribu": from 11 to 19 million, from 100 to 999 thousand."""
    for at, word in enumerate(words[:-1]):
        ends, factor = voc.rough_ranges.get(word.key), voc.magnitudes.get(words[at + 1].key, 1.0)
        if ends is not None and factor >= _THOUSAND:
            low, high = (end * factor for end in ends)
            yield Quantity(word.start, words[at + 1].end, low, high, None, default_currency)


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
        low.at_least,
        high.out_of,
    )


def _is_approximate(text: str, words: Sequence[Token], start: int, end: int, voc: Vocabulary) -> bool:
    if last_mark(text, start) in _ABOUT:
        return True
    before, after = word_before(words, start), word_before(words, end)
    # "Kisaran harga 50rb": the name of what is rough stands between.
    named = before > 0 and voc.links.starting([words[before - 1].key], 0) is not None
    for place in (before, before - 1) if named else (before,):
        if place == 0 or not _ends_in(words, place, voc.approximate_before):
            continue
        if _ends_in(words, place, voc.proposing_before):
            continue
        if not text[words[place - 1].end : start if place == before else words[place].start].strip(
            " .\u00a0"
        ):
            return True
    # "8 GB of RAM or so": what is counted stands between.
    keys = [word.key for word in words[after : after + _FARTHEST_ABOUT]]
    link = voc.links.starting(keys, 0)
    places = (after, after + link[0]) if link else (after,)
    return any(
        at < len(words)
        and _starts_with(words, at, voc.approximate_after)
        and not set(text[end : words[at].start]) & _PARTING
        for at in places
    )


def _is_compared(text: str, words: Sequence[Token], amount: Amount, voc: Vocabulary) -> bool:
    """True for "at least two", "under 4k": what alone would be no quantity is one beside a comparator."""
    if last_mark(text, amount.start) in _SIGNS:
        return True
    before, after = word_before(words, amount.start), word_before(words, amount.end)
    if _ends_in(words, before, voc.before) or _starts_with(words, after, voc.after):
        return True
    # "Minimal bintang empat", "seven seats minimum": what is counted stands between. "4K resolution, min 27 inch" are
    # two wishes.
    keys = [word.key for word in words]
    link = voc.links.ending(keys, before)
    if link and _ends_in(words, before - link[0], voc.before):
        return "," not in text[words[before - link[0]].start : amount.start]
    link = voc.links.starting(keys, after)
    behind = after + link[0] if link else len(words)
    if behind >= len(words) or "," in text[amount.end : words[behind].start]:
        return False
    return _starts_with(words, behind, voc.after)


def _ends_in(words: Sequence[Token], before: int, phrases: Phrases[Any]) -> bool:
    keys = [word.key for word in words[max(0, before - phrases.longest) : before]]
    return phrases.ending(keys, len(keys)) is not None


def _starts_with(words: Sequence[Token], at: int, phrases: Phrases[Any]) -> bool:
    keys = [word.key for word in words[at : at + phrases.longest]]
    return phrases.starting(keys, 0) is not None


def last_mark(text: str, before: int) -> str | None:
    """The last character before a place that is no space; None where the text begins."""
    while before > 0 and text[before - 1].isspace():
        before -= 1
    return text[before - 1] if before else None
