"""From a query's words to groups of terms: what is asked, and the other spellings that count as the same.

A group stands for one word or phrase of the query. Its variants come from stemming (both languages at once),
from the packs' glossaries in both directions, and from words that are run together or split.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from landas.catalog.title_chunks import HeadWords
from landas.language.pack import LanguagePack
from landas.language.stemming import singular, stem
from landas.language.tokens import tokenize

STEM_WEIGHT = 0.3
GLOSSARY_WEIGHT = 0.8
COMPOUND_WEIGHT = 0.5
_LONG = 100
"""Words of a query that is a long text."""
_SHORTEST_PART = 3
_KINDS_KEPT = 16_384
"""Names of kinds whose main word is remembered: every candidate of a search is asked for its own."""

NamesKind = Callable[[str], bool]
"""Whether a term is the main word of a kind of thing in the catalogue."""
Count = Callable[[str], int]
"""In how many rows a term occurs."""
Family = Callable[[str], Sequence[str]]
"""The terms of the catalogue that share a stem (`en:charg`)."""


@dataclass(frozen=True, slots=True)
class TermGroup:
    """One wish in words: `variants` are terms with their weight, the best for the word as it was typed."""

    variants: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """Other words for a phrase, how much they count, and whether they translate an English phrase."""

    words: tuple[str, ...]
    weight: float
    from_english: bool = False


class QueryTerms:
    """Turns texts into term groups with the words of a project's languages."""

    def __init__(self, packs: Sequence[LanguagePack]) -> None:
        self._codes = tuple(pack.code for pack in packs)
        self._stop_words = frozenset(word for pack in packs for word in pack.stop_words)
        self._head_words = HeadWords(packs)
        self._meanings: dict[tuple[str, ...], list[_Meaning]] = {}
        self._synonyms: dict[str, list[str]] = {}
        for pack in packs:
            for word, english in pack.glossary.items():
                here, there = _keys(word), _keys(english)
                if here and there and here != there:
                    self._meanings.setdefault(here, []).append(_Meaning(there, GLOSSARY_WEIGHT))
                    self._meanings.setdefault(there, []).append(_Meaning(here, GLOSSARY_WEIGHT, True))
            for word, other in _synonyms(pack):
                self._synonyms.setdefault(word, []).append(other)
        self._longest = max((len(phrase) for phrase in self._meanings), default=1)
        self._main_words = lru_cache(maxsize=_KINDS_KEPT)(self._main_word)

    def main_word(self, kind: str) -> str:
        """The last word of a kind's name, or the first where its language puts the main word there."""
        return self._main_words(kind)

    def _main_word(self, kind: str) -> str:
        words = _keys(kind) or ("",)
        return words[0] if words[0] in self._head_words.first else words[-1]

    def groups(self, text: str, count: Count, family: Family, names_kind: NamesKind) -> tuple[TermGroup, ...]:
        """The groups of a query; stop words are left out unless there is nothing else.

        The last word is kept where the catalogue has it, since it says what is wanted ("gps watch").
        """
        keys = [token.key for token in tokenize(text)]
        last = len(keys) - 1
        kept = [
            key
            for place, key in enumerate(keys)
            if key not in self._stop_words or (place == last and count(singular(key)))
        ] or keys
        words = [singular(key) for key in kept]
        found: list[dict[str, float]] = []
        for word in words:
            found.extend(_split(word, count))
        self._add_stems(found, words, family)
        self._add_meanings(found, words, count)
        self._add_synonyms(found, names_kind)
        _add_joined(found, words, count)
        groups = (TermGroup(tuple(sorted(group.items()))) for group in found)
        # Of a long text each word is looked up once: that it is said often tells little and costs much.
        return tuple(dict.fromkeys(groups) if len(found) > _LONG else groups)

    def _add_stems(self, groups: list[dict[str, float]], words: Sequence[str], family: Family) -> None:
        for group in groups:
            for word in list(group):
                for code in self._codes:
                    stemmed = stem(word, code)
                    for term in (stemmed, *family(f"{code}:{stemmed}")):
                        group.setdefault(term, STEM_WEIGHT)

    def _add_meanings(self, groups: list[dict[str, float]], words: Sequence[str], count: Count) -> None:
        """Words of a translation join the groups of the words they stand for."""
        if len(groups) != len(words):
            return
        for start, end, meaning in self._translated(words):
            for place, term in _aligned(words[start:end], meaning.words):
                # Careful: "hp" is a phone in Indonesian and a brand elsewhere. A word of another language joins an
                # English one that the catalogue uses only where it is the rarer of the two.
                own = count(words[start + place])
                if not meaning.from_english or not own or count(term) <= own:
                    groups[start + place].setdefault(term, meaning.weight)

    def _add_synonyms(self, groups: list[dict[str, float]], names_kind: NamesKind) -> None:
        """A word that names no kind of thing here stands for a synonym that does: "laptop" where the catalogue
        has notebooks, and laptops only in the names of their bags. The last word says what is wanted."""
        if not groups or any(names_kind(term) for term, weight in groups[-1].items() if weight == 1.0):
            return
        for term in [term for term, weight in groups[-1].items() if weight == 1.0]:
            for other in self._synonyms.get(term, ()):
                if names_kind(other):
                    groups[-1].setdefault(other, 1.0)

    def _translated(self, words: Sequence[str]) -> Iterator[tuple[int, int, "_Meaning"]]:
        for start in range(len(words)):
            for end in range(start + 1, min(start + self._longest, len(words)) + 1):
                for meaning in self._meanings.get(tuple(words[start:end]), ()):
                    yield start, end, meaning


def _synonyms(pack: LanguagePack) -> Iterator[tuple[str, str]]:
    """Single words of the pack that mean the same, each way."""
    for group in pack.tables.get("synonyms", {}).get("groups", ()):
        keys = list(dict.fromkeys(key[0] for phrase in group if len(key := _keys(phrase)) == 1))
        yield from ((here, there) for here in keys for there in keys if here != there)


def _aligned(here: Sequence[str], there: Sequence[str]) -> list[tuple[int, str]]:
    """Which word of a translation stands for which place of the phrase.

    One word stands for the whole phrase it translates; of two phrases, the words that differ stand for each other
    ("tas laptop", "laptop bag"). A phrase for a single word would bring in words of other things.
    """
    if len(there) == 1:
        return [(place, there[0]) for place in range(len(here))]
    fresh = [term for term in there if term not in here]
    places = [place for place, word in enumerate(here) if word not in there]
    return list(zip(places, fresh, strict=True)) if len(here) > 1 and len(fresh) == len(places) else []


def _keys(phrase: str) -> tuple[str, ...]:
    return tuple(singular(token.key) for token in tokenize(phrase))


def _split(word: str, count: Count) -> list[dict[str, float]]:
    """The word as one group, or two where the catalogue has it only as two words: `laptopbag`."""
    if count(word) == 0 and len(word) >= 2 * _SHORTEST_PART and word.isalpha():
        places = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        best = max(places, key=lambda place: min(count(word[:place]), count(word[place:])))
        if min(count(word[:best]), count(word[best:])) > 0:
            return [{word[:best]: COMPOUND_WEIGHT}, {word[best:]: COMPOUND_WEIGHT}]
    return [{word: 1.0}]


def _add_joined(groups: list[dict[str, float]], words: Sequence[str], count: Count) -> None:
    """`note book` also finds `notebook`: the joined word stands for both."""
    if len(groups) != len(words):
        return
    for place in range(len(words) - 1):
        joined = words[place] + words[place + 1]
        if joined.isalpha() and count(joined):
            groups[place].setdefault(joined, COMPOUND_WEIGHT)
            groups[place + 1].setdefault(joined, COMPOUND_WEIGHT)
