"""Currencies: their codes, which symbol means which, and which are counted in whole numbers."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Currencies:
    """`codes` of ISO 4217; `whole` those without decimals in practice; `shared` symbol -> codes it may mean."""

    codes: frozenset[str]
    whole: frozenset[str]
    shared: Mapping[str, frozenset[str]]


@cache
def currencies() -> Currencies:
    """What currencies.toml lists."""
    table = tomllib.loads(files("landas.language").joinpath("currencies.toml").read_text(encoding="utf-8"))
    return Currencies(
        frozenset(table["codes"].split()),
        frozenset(table["whole"].split()),
        {symbol: frozenset(codes.split()) for symbol, codes in table["shared"].items()},
    )


def is_whole(currency: str | None) -> bool:
    """True where "1.500" can only be one thousand five hundred."""
    return currency in currencies().whole


def meant_currency(symbol: str, usual: str, default_currency: str | None) -> str:
    """The currency a symbol means: the project's own where the symbol may stand for it, else the usual one."""
    if default_currency is not None and default_currency in currencies().shared.get(symbol, ()):
        return default_currency
    return usual
