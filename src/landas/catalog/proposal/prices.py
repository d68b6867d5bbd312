"""The currency of a feed and the scale of its prices: named, shown by a symbol, or guessed and marked as such."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from landas.catalog.amounts import WHOLE_CURRENCIES
from landas.catalog.proposal.column import Column
from landas.catalog.proposal.kinds import Packs, Reading
from landas.catalog.proposal.names import Head

DEFAULT = "USD"
_SURELY = 4
_ROUND = 100
_PRICE_ENDS = frozenset({0, 49, 50, 79, 90, 94, 95, 97, 98, 99})
_MOSTLY = 0.6
_CENTS_LEAST = 4000
"""Whole units would make one price in ten dearer than this; as cents it is 40."""


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency and why it is a guess, if it is."""

    code: str
    guess: str | None = None


def find_currency(
    prices: Sequence[tuple[Head, Reading]],
    currency_columns: Sequence[Column],
    language: str | None,
    packs: Packs,
) -> Currency:
    """The currency that most of a feed's price columns are in; `language` is that of the feed's texts."""
    named = Counter(head.currency for head, _ in prices if head.currency)
    shown: Counter[str] = Counter()
    for _, reading in prices:
        shown.update(reading.currencies or {})
    for column in currency_columns:
        shown.update({str(code).strip().upper(): count for code, count in (column.distinct or {}).items()})
    for counted in (shown, named):
        codes = [code for code, _ in counted.most_common() if len(code) == 3 and code.isalpha()]
        if codes:
            return Currency(codes[0])
    numbers = sorted(number for _, reading in prices[:1] for number in reading.numbers if number > 0)
    if numbers:
        return _from_size(numbers, language, packs)
    for pack in packs:
        if pack.code == language and (local := pack.table("feeds").get("prices")):
            return Currency(local["currency"], f"the texts are in {pack.name} and the feed holds no prices")
    return Currency(DEFAULT, "the feed holds no prices")


def _from_size(numbers: Sequence[float], language: str | None, packs: Packs) -> Currency:
    middle = numbers[len(numbers) // 2]
    whole = all(number.is_integer() for number in numbers)
    rounded = sum(number % _ROUND == 0 for number in numbers) >= _MOSTLY * len(numbers)
    for pack in packs:
        local = pack.table("feeds").get("prices")
        if local is None or not whole or middle < local["least"]:
            continue
        if pack.code == language:
            return Currency(local["currency"], f"texts in {pack.name}, whole prices around {middle:,.0f}")
        if rounded and middle >= _SURELY * local["least"]:
            return Currency(local["currency"], f"whole, round prices around {middle:,.0f}")
    return Currency(DEFAULT, "nothing in the feed names a currency")


def find_scale(reading: Reading, currency: str) -> tuple[float, str | None]:
    """(scale, why it is a guess): 0.01 where bare whole numbers look like cents."""
    numbers = sorted(reading.numbers)
    if currency in WHOLE_CURRENCIES or len(numbers) < 20 or reading.bare < len(numbers):
        return 1.0, None
    if not all(number.is_integer() for number in numbers):
        return 1.0, None
    ends = sum(int(number) % 100 in _PRICE_ENDS for number in numbers) / len(numbers)
    dear = numbers[-1 - len(numbers) // 10]
    if ends >= _MOSTLY and dear >= _CENTS_LEAST and numbers[len(numbers) // 20] >= 50:
        middle = numbers[len(numbers) // 2]
        return 0.01, f"whole prices around {middle:,.0f}, most ending in 95 or 99, look like cents"
    return 1.0, None
