"""The lexicon: what the words of one catalogue mean, learnt when a release is built and read by every request.

A phrase is looked up by the key of its words run together, so "note book", "note-book" and "notebook" are one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Literal, TypeVar

from landas.catalog.fields import Value
from landas.language.stemming import one_spelling, singular
from landas.language.tokens import fold, tokenize

Held = TypeVar("Held")
SenseKind = Literal["category", "value", "label"]
_NEAR_BELOW, _NEAR_ABOVE = 0.2, 5.0
"""A number may be a value of a field only within this distance of the field's lowest and highest."""
_MOST_COUNTED = 1000
EVERYWHERE = ""
"""Stands for "whatever the category" where something is kept per category."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing a phrase can mean. `weight`: how many items it holds for.

    `value` is the category, the field's value, or None for a label. `needs_label` marks phrases too short or
    too common ("M", "no") to mean the value without the field's label beside them.
    """

    kind: SenseKind
    field: str
    value: Value | None
    weight: int
    needs_label: bool = False
    translated: bool = False
    """Known by this phrase only through a glossary."""
    partial: bool = False
    """The phrase is only a part of the category's or the value's name."""
    loose: bool = False
    """It is the noun of the name alone ("attraction" of "Tourist Attraction"), which may well be said of others."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """The values of one numeric field in one category, in the field's unit; of a date its years, of a flag 0 and 1."""

    count: int
    low: float
    low_third: float
    high_third: float
    high: float
    distinct: tuple[float, ...] = ()
    """Every value there is, ascending, where they are few."""

    @property
    def is_measured(self) -> bool:
        """Whether the numbers measure something: what is only counted is whole and few."""
        return self.high > _MOST_COUNTED or any(not float(value).is_integer() for value in self.distinct)

    def is_near(self, low: float, high: float) -> bool:
        """Whether numbers from `low` to `high` come close to what values there are."""
        return self.low * _NEAR_BELOW <= high and low <= self.high * _NEAR_ABOVE


@dataclass(frozen=True)
class Lexicon:
    """What the catalogue's words mean. Built by `learning.build_lexicon`, kept as JSON in the release."""

    category_field: str
    senses: Mapping[str, tuple[Sense, ...]]
    standard: Mapping[str, tuple[str, ...]]
    """Standard field key of the language packs (`weight`) -> the catalogue's fields of that kind."""
    distributions: Mapping[str, Mapping[str, Distribution]]
    """Category, or EVERYWHERE -> field -> distribution."""
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Category, or EVERYWHERE -> words of its items' titles, values and texts."""
    named: frozenset[str] = frozenset()
    """Words of every name that the lexicon knows: of categories, values, labels, and of what they are also called."""
    title_names: frozenset[str] = frozenset()
    """Pairs of words of titles, the second another form of a value: "star wars" beside the genre War."""

    numbered: frozenset[str] | None = None
    """Numbers of titles with the word right before or behind: "mate 40", "6 drawers". None where a release has none."""
    filled: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Category, or EVERYWHERE -> field of names -> items that have it; beside the fields EVERYWHERE: all items."""

    def distribution(self, field_name: str, categories: Sequence[str] = ()) -> Distribution | None:
        """The field's values in the first category that has enough of them, else in the whole catalogue."""
        for category in (*categories, EVERYWHERE):
            found = self.distributions.get(category, {}).get(field_name)
            if found is not None:
                return found
        return None

    def most_filled(self, category: str) -> int:
        """Items of the category that have its commonest field."""
        return self._most_filled.get(category, 0)

    @cached_property
    def _most_filled(self) -> dict[str, int]:
        return {
            category: max((known.count for known in fields.values()), default=0)
            for category, fields in self.distributions.items()
        }

    @cached_property
    def first_of_standard(self) -> frozenset[str]:
        """The fields that a standard key means before any other."""
        return frozenset(names[0] for names in self.standard.values())

    def knows(self, word: str, categories: Sequence[str] = ()) -> bool:
        """Whether items of these categories (of any, where none is given) use the word."""
        return any(word in self.words.get(category, frozenset()) for category in categories or (EVERYWHERE,))

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """Single words long enough to be recognised when mistyped, in the order of the alphabet."""
        return tuple(sorted(key for key in self.senses if len(key) >= 4 and key.isalpha()))

    def to_document(self) -> dict[str, Any]:
        return {
            "category_field": self.category_field,
            "senses": {
                key: [
                    [s.kind, s.field, s.value, s.weight, s.needs_label, s.translated, s.partial, s.loose]
                    for s in senses
                ]
                for key, senses in self.senses.items()
            },
            "standard": {key: list(fields) for key, fields in self.standard.items()},
            "distributions": {
                category: {
                    name: [d.count, d.low, d.low_third, d.high_third, d.high, list(d.distinct)]
                    for name, d in fields.items()
                }
                for category, fields in self.distributions.items()
            },
            "named": " ".join(sorted(self.named)),
            "title_names": sorted(self.title_names),
            "numbered": None if self.numbered is None else sorted(self.numbered),
            "filled": {category: dict(fields) for category, fields in self.filled.items()},
            "words": {category: " ".join(sorted(words)) for category, words in self.words.items()},
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Lexicon":
        return cls(
            document["category_field"],
            _ReadLate(document["senses"], _senses),
            {key: tuple(fields) for key, fields in document["standard"].items()},
            {
                category: {
                    name: Distribution(d[0], d[1], d[2], d[3], d[4], tuple(d[5]))
                    for name, d in fields.items()
                }
                for category, fields in document["distributions"].items()
            },
            _ReadLate(document["words"], lambda words: frozenset(words.split())),
            frozenset(document["named"].split()),
            # Careful: releases built before have none.
            frozenset(document.get("title_names", ())),
            _numbered(document.get("numbered")),
            document.get("filled", {}),
        )


def _numbered(stored: Sequence[str] | None) -> frozenset[str] | None:
    return None if stored is None else frozenset(stored)


class _ReadLate(Mapping[str, Held]):
    """Entries of a stored lexicon, each read when it is first asked for: a request needs few of them."""

    def __init__(self, stored: Mapping[str, Any], read: Callable[[Any], Held]) -> None:
        self._stored = stored
        self._read = read
        self._known: dict[str, Held] = {}

    def __getitem__(self, key: str) -> Held:
        if key not in self._known:
            self._known[key] = self._read(self._stored[key])
        return self._known[key]

    def __contains__(self, key: object) -> bool:
        return key in self._stored

    def __iter__(self) -> Iterator[str]:
        return iter(self._stored)

    def __len__(self) -> int:
        return len(self._stored)


def _senses(stored: Sequence[Any]) -> tuple[Sense, ...]:
    return tuple(Sense(s[0], s[1], _value(s[2]), *s[3:]) for s in stored)


def _value(value: Any) -> Value | None:
    return tuple(value) if isinstance(value, list) else value


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """The form in which a word is looked up: folded, singular, one spelling of several, without possessive and
    inner marks ("Wi-Fi's" -> "wifi", "colours" -> "color")."""
    bare = fold(word).removesuffix("'s")
    plain = "".join(char for char in bare if char.isalnum())
    return one_spelling(singular(plain)) if plain.isalpha() else plain


def words_of(text: str) -> list[str]:
    """The keys of a text's words in order."""
    return [key for token in tokenize(text) if (key := word_key(token.text))]


def phrase_key(words: Iterable[str]) -> str:
    """The key of several word keys in a row."""
    return "".join(words)
