"""Column heads in plain words: `attr_n_battery_capacity (mAh)` is "battery capacity", in mAh.

What many heads begin with (`attr`, `specs`) says nothing about any of them and is taken off.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from landas.language.pack import LanguagePack
from landas.language.units import dimension, unit_symbol

_BRACKETS = re.compile(r"[\[(]([^\])]{1,20})[\])]\s*$")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[a-z]{2})(?=[A-Z])")
_BREAKS = re.compile(r"[^\w%\u2033\"]+|_+")
_NESTING = re.compile(r"\.(?!\d)|(?<!\d)\.")
_MANY = 8
_SIBLINGS = 3
_SHARE = 0.25
_WEAK = frozenset({"in", "min", "mil", "ons", "kaki", "d", "s", "l", "t", "a", "v", "m", "h", "b", "second"})
"""Spellings of units that are words or endings too; they count only where the rest of the head agrees."""
_COUNTED = frozenset({"cores", "pages"})
"""Dimensions whose unit is the thing itself: without it, "processor cores" says nothing."""
_ISO_CODES = frozenset(
    {
        "idr",
        "usd",
        "eur",
        "gbp",
        "sgd",
        "myr",
        "jpy",
        "cny",
        "inr",
        "aud",
        "thb",
        "vnd",
        "php",
        "krw",
        "cad",
        "chf",
        "brl",
        "mxn",
    }
)


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head: its words without prefix, unit and currency.

    `short` are the words of a nested head alone ("weight" of "body weight"), where they name one column only.
    """

    column: str
    words: tuple[str, ...]
    unit: str | None = None
    unit_is_sure: bool = False
    currency: str | None = None
    short: tuple[str, ...] = ()

    @property
    def phrase(self) -> str:
        return " ".join(self.words)


def read_heads(columns: Iterable[str], packs: Sequence[LanguagePack]) -> dict[str, Head]:
    """The head of every column, by column."""
    paths = _without_shared_levels({name: _levels(name) for name in columns})
    split = {name: _split(" ".join(path[-2:]), packs) for name, path in paths.items()}
    prefixes = _shared_prefixes([words for words, _ in split.values()])
    money_words = _money_words(packs)
    heads = {name: _head(name, *split[name], prefixes, money_words, packs) for name in paths}
    last = Counter(path[-1].casefold() for path in paths.values())
    siblings = Counter(path[:-1] for path in paths.values())
    for name, path in paths.items():
        if len(path) > 1 and last[path[-1].casefold()] == 1 and siblings[path[:-1]] >= _SIBLINGS:
            alone = _head(name, *_split(path[-1], packs), frozenset(), money_words, packs)
            heads[name] = replace(heads[name], short=alone.words)
    return heads


def _levels(name: str) -> tuple[str, ...]:
    """The levels of a nested column: `details.Body.Weight`."""
    return tuple(level.strip() for level in _NESTING.split(name) if level.strip()) or (name,)


def _without_shared_levels(paths: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Takes off the outer levels that many columns share."""
    while True:
        counts = Counter(path[0] for path in paths.values() if len(path) > 1)
        shared = {level for level, n in counts.items() if n >= _MANY and n >= _SHARE * len(paths)}
        if not shared:
            return paths
        paths = {
            name: path[1:] if len(path) > 1 and path[0] in shared else path for name, path in paths.items()
        }


def _split(name: str, packs: Sequence[LanguagePack]) -> tuple[tuple[str, ...], str | None]:
    """Words of a head in lower case, and what it names in brackets at its end."""
    bracket = _BRACKETS.search(name)
    inside = bracket[1].strip() if bracket else None
    if inside is not None and bracket is not None:
        name = name[: bracket.start()]
    words: list[str] = []
    for part in _BREAKS.split(unicodedata.normalize("NFKC", name)):
        known = unit_symbol(part, packs) if part else None
        pieces = [part] if known else _CAMEL.split(part)
        words += [piece.casefold() for piece in pieces if piece]
    return tuple(words), inside


def _shared_prefixes(heads: Sequence[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    """Beginnings that many heads share, with the single letter that may follow them (`attr_t_`)."""
    shared: set[tuple[str, ...]] = set()
    for length in (1, 2, 3):
        counts = Counter(words[:length] for words in heads if len(words) > length)
        for prefix, count in counts.items():
            whole = length == 1 or prefix[:-1] in shared
            if whole and count >= _MANY and count >= _SHARE * len(heads):
                shared.add(prefix)
    shared |= {
        w[:2] for w in heads if len(w) > 2 and w[:1] in shared and len(w[1]) == 1 and not w[1].isdigit()
    }
    return frozenset(shared)


def _head(
    name: str,
    words: tuple[str, ...],
    inside: str | None,
    prefixes: frozenset[tuple[str, ...]],
    money_words: Mapping[str, str],
    packs: Sequence[LanguagePack],
) -> Head:
    for length in (3, 2, 1):
        if words[:length] in prefixes and len(words) > length:
            words = words[length:]
            break
    unit, sure, currency = None, False, None
    if inside is not None:
        unit, currency = unit_symbol(inside, packs), money_words.get(inside.casefold())
        sure = unit is not None
        if unit is None and currency is None:
            words = (*words, *(w.casefold() for w in _BREAKS.split(inside) if w))
    if unit is None and len(words) > 1:
        last = words[-1]
        currency = currency or money_words.get(last)
        unit = None if currency else unit_symbol(last, packs)
        unit = None if unit and dimension(unit) in _COUNTED else unit
        sure = unit is not None and last not in _WEAK
        if sure or currency:
            words = words[:-1]
    return Head(name, _without_leftovers(words), unit, sure, currency)


def _money_words(packs: Sequence[LanguagePack]) -> dict[str, str]:
    words = {code: code.upper() for code in _ISO_CODES}
    for pack in packs:
        words |= {word.casefold(): code for word, code in pack.currencies.items()}
    return words


def _without_leftovers(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without the letters that exports make of brackets: "port(s)", "temperature (T-T)"."""
    while len(words) > 2 and len(words[-1]) == 1 and words[-1] == words[-2]:
        words = words[:-2]
    return words[:-1] if len(words) > 1 and words[-1] == "s" else words
