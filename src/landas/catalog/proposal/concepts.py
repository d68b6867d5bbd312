"""What is commonly known of standard fields (weight, colour, battery): their measure, usual range, better end.

`concepts.toml` holds it under the keys of the packs' `field_labels.toml`; the words are the packs' own.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from landas.catalog.fields import CATEGORY
from landas.language.pack import LanguagePack
from landas.language.tokens import fold


@dataclass(frozen=True, slots=True)
class Measure:
    """The units a standard field comes in, likeliest first, and its usual range in the first of them."""

    units: tuple[str, ...]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Concept:
    """One standard field. `kinds`: the types its values have, where not any."""

    key: str
    labels: Mapping[str, tuple[str, ...]]
    measure: Measure | None = None
    better: Literal["lower", "higher"] | None = None
    kinds: tuple[str, ...] = ()
    not_called: tuple[str, ...] = ()
    """Labels that heads of columns use for other things too, so that they tell nothing there."""


PARTS = frozenset({CATEGORY, "title"})
"""Standard fields that are parts of every item; only one column is each of them."""


class Concepts:
    """Standard fields by what columns are called."""

    def __init__(self, packs: Sequence[LanguagePack]) -> None:
        known = _known()
        self._by_key: dict[str, Concept] = {}
        self._by_phrase: dict[tuple[str, ...], Concept] = {}
        for key in dict.fromkeys([*(k for pack in packs for k in pack.field_labels), *known]):
            labels = {pack.code: pack.field_labels[key] for pack in packs if key in pack.field_labels}
            self._by_key[key] = replace(known.get(key, Concept(key, {})), labels=labels)
        for concept in self._by_key.values():
            self._by_phrase.setdefault(tuple(concept.key.split("_")), concept)
        self._head_first: set[tuple[str, ...]] = set()
        for concept in self._by_key.values():
            for pack in packs:
                for phrase in concept.labels.get(pack.code, ()):
                    if fold(phrase) in concept.not_called:
                        continue
                    words = words_of(phrase)
                    if self._by_phrase.setdefault(words, concept) is concept and head_is_first(pack):
                        self._head_first.add(words)
        for pack in packs:
            for key, heads in pack.table("feeds").get("heads", {}).items():
                for head in heads:
                    self._by_phrase.setdefault(words_of(head), self._by_key[key])
        names = [pack.table("feeds")["names"] for pack in packs]
        self._generic = frozenset(word for known in names for word in known["generic"])
        self._bounds = frozenset(word for known in names for word in known.get("bounds", ()))

    def get(self, key: str) -> Concept | None:
        return self._by_key.get(key)

    def of(self, words: tuple[str, ...]) -> Concept | None:
        """The standard field that a head names, words that say nothing ("product") aside."""
        for candidate in (words, tuple(w for w in words if w not in self._generic)):
            if candidate and (found := self._lookup(candidate)):
                return found
        return None

    def within(self, words: tuple[str, ...]) -> Concept | None:
        """The standard field a head is a kind of: "package weight" is a weight, "berat kemasan" and "weight min" too.

        A "cable type" is no kind of category, and the name of a part no kind of title.
        """
        found = self._within(words) or self._within(tuple(w for w in words if w not in self._bounds))
        return None if found is not None and found.key in PARTS else found

    def _within(self, words: tuple[str, ...]) -> Concept | None:
        for length in range(len(words), 0, -1):
            if found := self._lookup(words[-length:]):
                return found
            if words[:length] in self._head_first:
                return self._by_phrase[words[:length]]
        return None

    def _lookup(self, words: tuple[str, ...]) -> Concept | None:
        found = self._by_phrase.get(words)
        if found is None and words[-1].endswith("s"):
            found = self._by_phrase.get((*words[:-1], words[-1][:-1]))
        return found


def head_is_first(pack: LanguagePack) -> bool:
    """Whether the first noun of a phrase names the thing ("berat kemasan") rather than the last."""
    return bool(pack.table("understanding")["head"] == "first")


def words_of(phrase: str) -> tuple[str, ...]:
    """A label as the words of a head: "wi-fi" and "Wi Fi" are the same."""
    return tuple(fold(phrase).replace("-", " ").split())


@cache
def _known() -> dict[str, Concept]:
    text = files("landas.catalog.proposal").joinpath("concepts.toml").read_text(encoding="utf-8")
    return {key: _concept(key, entry) for key, entry in tomllib.loads(text).items()}


def _concept(key: str, entry: Mapping[str, Any]) -> Concept:
    measure = None
    if "units" in entry:
        low, high = entry["usual"]
        measure = Measure(tuple(entry["units"]), low, high)
    kinds = tuple(entry.get("kinds", ("number",) if measure else ()))
    return Concept(key, {}, measure, entry.get("better"), kinds, tuple(entry.get("not_called", ())))
