"""What kind of thing each item is, learnt from the titles of a catalogue that has no column for it.

A kind is named by a main word ("cable") and often the words before it ("patch cable"). Main words are nouns
that many items and several brands use, at the end of a stretch of plain words, in titles and descriptions
alike; each item takes the best supported one of its own words, so that "laptop bag" is a bag.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from landas.catalog.fields import Schema
from landas.catalog.items import Item
from landas.catalog.title_chunks import HeadWords, Place, brand_names, chosen_place, places_of
from landas.language.pack import load_packs
from landas.language.stemming import singular
from landas.language.tokens import word_keys

_ROUNDS = 4
_NO_NOUN = 0.2
"""What is left of a word that nothing shows to be a noun ("usb", "alkaline")."""
_LEAST_SHARE = 0.2
"""A word that stands elsewhere more often than this allows says what other things are for ("laptop" in a shop of
laptop bags)."""
_UNIT, _SHOUTED = 0.2, 0.2
"""What is left of a word that mostly follows a bare number, or is written in capitals."""
_TEXT_READ = 500
"""Code points of a text in which plurals are looked for."""
_SHARE_OF_HEAD, _SHARE_OF_NAME = 0.03, 0.3
"""A longer name is used where at least this share bears it of the items with its main word, or shorter name."""


class ProductTypes:
    """The learnt kinds: how strongly each word is a main word, and the longer names in use."""

    def __init__(
        self,
        strength: Mapping[str, float],
        names: frozenset[str],
        brands: frozenset[tuple[str, ...]],
        languages: Sequence[str],
    ) -> None:
        self._strength = strength
        self._names = names
        self._brands = brands
        self._languages = tuple(languages)
        self._words = HeadWords(load_packs(languages))

    def type_of(self, item: Item) -> str | None:
        """The kind of an item in lower-case singular ("laptop bag"); None where no known word names it."""
        best = chosen_place(places_of(item.title, item.text, self._words, self._brands), self._strength)
        if best is None:
            return None
        return next((name for name in best.names() if name in self._names), best.word)

    def to_document(self) -> dict[str, Any]:
        return {
            "strength": dict(self._strength),
            "names": sorted(self._names),
            "brands": sorted(" ".join(brand) for brand in self._brands),
            "languages": list(self._languages),
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "ProductTypes":
        return cls(
            document["strength"],
            frozenset(document["names"]),
            frozenset(tuple(brand.split()) for brand in document["brands"]),
            document["languages"],
        )


@dataclass(frozen=True, slots=True)
class _Read:
    """What is kept of an item while learning: its title, the words of its text, and its short text values."""

    title: str
    text: str
    values: tuple[str, ...]


def infer_product_types(items: Iterable[Item], schema: Schema) -> ProductTypes:
    """Learns the kinds of a catalogue from its titles and the beginnings of its texts. Reads `items` once."""
    words = HeadWords(load_packs(schema.languages))
    read, nouns = [], set(words.nouns)
    for item in items:
        text = item.text[:_TEXT_READ]
        read.append(_Read(item.title, text, _short_values(item, schema)))
        nouns.update(_plurals(item.title), _plurals(text))
    brands = brand_names((one.title, one.values) for one in read)
    places = [places_of(one.title, one.text, words, brands) for one in read]
    owners = [_owner(one, brands) for one in read]
    strength = _strengths(places, owners, nouns)
    return ProductTypes(strength, _names_in_use(places, owners, strength), brands, schema.languages)


def _short_values(item: Item, schema: Schema) -> tuple[str, ...]:
    names = (name for name, field in schema.fields.items() if field.type in ("category", "text"))
    return tuple(v for name in names if isinstance(v := item.values.get(name), str) and len(v) <= 40)


def _plurals(text: str) -> set[str]:
    """The singulars of the plurals in a text: what can be counted is a noun."""
    return {single for key in word_keys(text) if (single := singular(key)) != key}


def _owner(one: _Read, brands: frozenset[tuple[str, ...]]) -> str:
    """The item's brand; the first word of its title where none is known."""
    known = next((value for value in one.values if word_keys(value) in brands), None)
    return (known or one.title.split(" ", 1)[0]).casefold()


def _strengths(
    places: Sequence[Sequence[Place]], owners: Sequence[str], nouns: set[str]
) -> Mapping[str, float]:
    """How strongly each word is a main word, from 0 up; refined by what the items then choose."""
    ratio = _ratios([place for one in places for place in one], nouns)
    strength: Mapping[str, float] = ratio
    least = 2 if len(places) < 2000 else 3
    for _ in range(_ROUNDS):
        chosen: Counter[str] = Counter()
        used_by: defaultdict[str, set[str]] = defaultdict(set)
        for one, owner in zip(places, owners, strict=True):
            best = chosen_place(one, strength)
            if best is not None:
                chosen[best.word] += 1
                used_by[best.word].add(owner)
        strength = {
            word: round(ratio[word] * math.log1p(count) * math.log1p(len(used_by[word])), 4)
            for word, count in chosen.items()
            if count >= least or word in nouns
        }
    return strength


def _ratios(places: Iterable[Place], nouns: set[str]) -> dict[str, float]:
    """How often each word stands where main words do, less for what is no noun, a unit or an abbreviation."""
    occurring, counted, shouted = Counter[str](), Counter[str](), Counter[str]()
    closing = Counter[str]()
    for place in places:
        occurring[place.word] += 1
        closing[place.word] += place.closing
        counted[place.word] += place.counted
        shouted[place.word] += place.shouted
    ratio = {}
    for word, count in occurring.items():
        share = (closing[word] + 0.5) / (count + 1)
        if share >= _LEAST_SHARE and (word in nouns or len(word) > 2):
            share *= 1.0 if word in nouns else _NO_NOUN
            share *= _UNIT if counted[word] > 0.6 * count else 1.0
            ratio[word] = share * (_SHOUTED if shouted[word] > 0.9 * count else 1.0)
    return ratio


def _names_in_use(
    places: Sequence[Sequence[Place]], owners: Sequence[str], strength: Mapping[str, float]
) -> frozenset[str]:
    """Names of two or three words that enough items bear of those with their main word, or their shorter name."""
    borne: Counter[str] = Counter()
    owned: defaultdict[str, set[str]] = defaultdict(set)
    shorter: dict[str, str] = {}
    for one, owner in zip(places, owners, strict=True):
        best = chosen_place(one, strength)
        if best is not None:
            chain = [best.word, *reversed(best.names())]
            borne.update(chain)
            shorter.update(zip(chain[1:], chain, strict=False))
            for name in chain:
                owned[name].add(owner)
    return frozenset(
        name
        for name, base in shorter.items()
        if borne[name] >= max(2, (_SHARE_OF_NAME if " " in base else _SHARE_OF_HEAD) * borne[base])
        and (len(owned[name]) > 1 or len(owned[base]) == 1)
    )
