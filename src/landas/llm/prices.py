"""What a model's tokens cost: by the project's own keys, else by the published price, else unknown.

Amounts are whole billionths of the currency's unit, so that sums in a database are exact.
"""

import math
from dataclasses import dataclass
from typing import Protocol

from landas.settings import LlmSection

NANO = 1_000_000_000
PER = 1_000_000
"""Tokens that a price is given for."""
FREE = frozenset({"scripted", "hostile", "local"})
"""Providers that bill nobody."""


class Price(Protocol):
    """The price of one model."""

    def nanos(self, input_tokens: int, output_tokens: int) -> int:
        """The cost of one request in billionths, rounded up."""
        ...


@dataclass(frozen=True, slots=True)
class FixedPrice:
    """Prices of a million tokens."""

    input: float
    output: float

    def nanos(self, input_tokens: int, output_tokens: int) -> int:
        return math.ceil((input_tokens * self.input + output_tokens * self.output) * NANO / PER)


@dataclass(frozen=True, slots=True)
class PublishedPrice:
    """US dollars by the package `genai-prices`, which knows steps and dates."""

    model: str
    provider: str
    base_url: str | None

    def nanos(self, input_tokens: int, output_tokens: int) -> int:
        """As `Price`. Raises LookupError for a model it doesn't know."""
        from genai_prices import Usage, calc_price

        usage = Usage(input_tokens=input_tokens, output_tokens=output_tokens)
        if self.base_url is not None:
            found = calc_price(usage, self.model, provider_api_url=self.base_url)
        else:
            found = calc_price(usage, self.model, provider_id=self.provider)
        return math.ceil(float(found.total_price) * NANO)


def price_of(section: LlmSection) -> Price | None:
    """The price that holds for a section; None where nobody knows it. The first published price takes 0.3 s to find."""
    if section.price_input is not None and section.price_output is not None:
        return FixedPrice(section.price_input, section.price_output)
    if section.provider in FREE:
        return FixedPrice(0.0, 0.0)
    published = PublishedPrice(section.model, section.provider, section.base_url)
    try:
        published.nanos(1, 1)
    except (LookupError, ImportError):
        return None
    return published
