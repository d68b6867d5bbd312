"""Units of measure: their spellings, dimensions and conversion, read from units.toml and the packs."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from landas.language.pack import LanguagePack
from landas.language.tokens import fold


@dataclass(frozen=True, slots=True)
class Unit:
    """`value * factor + offset` is the value in the base unit of the dimension.

    `spellings` are compared without case; `exact` ones with it ("A" is ampere, "a" is not).
    """

    symbol: str
    dimension: str
    factor: float
    offset: float
    spellings: tuple[str, ...]
    exact: tuple[str, ...]


@cache
def all_units() -> Mapping[str, Unit]:
    """Symbol -> unit, as units.toml lists them."""
    table = tomllib.loads(files("landas.language").joinpath("units.toml").read_text(encoding="utf-8"))
    return {
        symbol: Unit(
            symbol,
            entry["dimension"],
            entry["factor"],
            entry.get("offset", 0.0),
            tuple(entry["spellings"]),
            tuple(entry.get("exact", ())),
        )
        for symbol, entry in table.items()
    }


def unit_symbol(text: str, packs: Sequence[LanguagePack]) -> str | None:
    """The symbol of a unit as written ("Inches", "kilo", "GB"); None where no unit is spelled so."""
    bare = text.strip()
    if not bare:
        return None
    if bare in all_units():
        return bare
    key = fold(bare).removesuffix(".")
    for pack in packs:
        if key in pack.unit_words:
            return pack.unit_words[key]
    return _exact_spellings().get(bare) or _shared_spellings().get(key)


def written(symbol: str) -> str:
    """The unit as a text with numbers may have it and be read again: "d" alone is no word for days there."""
    unit = all_units().get(symbol)
    if unit is None or len(symbol) > 1 or symbol in unit.exact or fold(symbol) in unit.spellings:
        return symbol
    return next(iter(unit.spellings), symbol)


def dimension(symbol: str) -> str | None:
    """What a unit measures ("kg" gives "mass"); None for an unknown one."""
    unit = _unit(symbol)
    return unit.dimension if unit else None


def convert(value: float, from_unit: str, to_unit: str) -> float:
    """The value in another unit. Raises ValueError for unknown units and for two that measure different things."""
    if from_unit == to_unit:
        return value
    source, target = _unit(from_unit), _unit(to_unit)
    if source is None or target is None:
        raise ValueError(f"{from_unit if source is None else to_unit!r} is not a known unit")
    if source.dimension != target.dimension:
        raise ValueError(f"{from_unit} measures {source.dimension}, {to_unit} measures {target.dimension}")
    if source is target:
        return value
    if source.offset == target.offset == 0:
        return value * (source.factor / target.factor)
    return (value * source.factor + source.offset - target.offset) / target.factor


@cache
def _unit(symbol: str) -> Unit | None:
    """Symbols first, then shared spellings: a project file may say "L" or "inch"."""
    units = all_units()
    return units.get(symbol) or units.get(_shared_spellings().get(fold(symbol), ""))


@cache
def _shared_spellings() -> Mapping[str, str]:
    # Careful: single letters count as spellings only where units.toml says so; "a" is no ampere.
    spelled = {fold(symbol): symbol for symbol in all_units() if len(symbol) > 1}
    for unit in all_units().values():
        spelled |= dict.fromkeys(map(fold, unit.spellings), unit.symbol)
    return spelled


@cache
def _exact_spellings() -> Mapping[str, str]:
    return {spelling: unit.symbol for unit in all_units().values() for spelling in unit.exact}
