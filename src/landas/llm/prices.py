"""What a model's tokens cost: by the project's own keys, else by the published price, else unknown.

Amounts are whole billionths of the currency's unit, so that sums in a database are exact.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from landas.llm.calls import CallRecord
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
    batch: bool = False

    def nanos(self, input_tokens: int, output_tokens: int) -> int:
        """As `Price`. Raises LookupError for a model it doesn't know."""
        from genai_prices import Usage, calc_price

        usage = Usage(input_tokens=input_tokens, output_tokens=output_tokens)
        how = {"processing": "batch"} if self.batch else None
        if self.base_url is not None:
            found = calc_price(usage, self.model, provider_api_url=self.base_url, price_context=how)
        else:
            found = calc_price(usage, self.model, provider_id=self.provider, price_context=how)
        return math.ceil(float(found.total_price) * NANO)


def price_of(section: LlmSection) -> Price | None:
    """The price that holds for a section; None where nobody knows it. The first published price takes 0.3 s to find."""
    if section.price_input is not None and section.price_output is not None:
        return FixedPrice(section.price_input, section.price_output)
    if section.provider in FREE:
        return FixedPrice(0.0, 0.0)
    published = PublishedPrice(section.model, section.provider, section.base_url)
    return published if _known(published, PER) is not None else None


def batch_price_of(section: LlmSection) -> Price | None:
    """What the same calls would cost in a batch, by the project's own keys, else as published; None: nobody knows."""
    if section.price_input_batch is not None and section.price_output_batch is not None:
        return FixedPrice(section.price_input_batch, section.price_output_batch)
    if section.price_input is not None or section.provider in FREE:
        return None
    one_by_one = PublishedPrice(section.model, section.provider, section.base_url)
    batch = replace(one_by_one, batch=True)
    found = _known(batch, PER)
    # The list gives the plain price where a model has no other.
    return batch if found is not None and found != _known(one_by_one, PER) else None


def batch_prices(llm: LlmSection | None) -> Callable[[CallRecord], Price | None]:
    """The batch price of each call's model: the settings' where they name that model, else the published one."""
    found: dict[tuple[str, str, str], Price | None] = {}

    def price(call: CallRecord) -> Price | None:
        key = call.task, call.provider, call.model
        if key not in found:
            section = llm.for_task(call.task) if llm else None
            if section is None or (section.provider, section.model) != key[1:]:
                section = LlmSection.model_validate({"provider": call.provider, "model": call.model})
            found[key] = batch_price_of(section)
        return found[key]

    return price


def _known(price: PublishedPrice, tokens: int) -> int | None:
    """What so many tokens cost each way; None for a model that isn't listed."""
    try:
        return price.nanos(tokens, tokens)
    except (LookupError, ImportError):
        return None
