"""The words a language gives the verifier, read from the files of `packs/<code>`, all given languages together.

A reply may mix languages, so every word is read in all of them: two words mean the same when their senses
(the word, its stems, the value or English word it stands for) meet.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from landas.grounding.verifier.once import once
from landas.grounding.verifier.pack_tables import (
    Limit,
    dimensions_of,
    limit_of,
    merged_words,
    opposites_of,
    table_of,
    word_lists,
    words_in,
    words_of,
)
from landas.grounding.verifier.phrases import Marker, Phrases, phrases_of, stemmed_phrases
from landas.language.pack import LanguagePack
from landas.language.stemming import stem

Senses = frozenset[str]


@dataclass(frozen=True)
class Vocabulary:
    """All words of all given languages."""

    codes: tuple[str, ...]
    lists: Mapping[str, frozenset[str]]
    phrases: Phrases
    openings: frozenset[str]
    """First words of the phrases."""
    classes: Mapping[str, frozenset[str]]
    unit_words: Mapping[str, Senses]
    kinds: Mapping[str, Senses]
    kind_limits: Mapping[str, Limit]
    events: Mapping[str, Senses]
    """Events that a date may be of, each with its words: what was announced then was not yet released."""
    implied: Mapping[str, Senses]
    """Value word -> words that it says too: IP68 is against dust and water."""
    company: Mapping[str, Senses]
    """Concept -> words that say nothing more beside it."""
    cause_verbs: Mapping[str, Senses]
    demands: Mapping[str, frozenset[str]]
    """Kind of amount -> words that ask for it: what is "due" is money."""
    dimensions: Mapping[str, tuple[str, ...]]
    """Concept -> what its numbers may measure, what is meant first: dimensions of units, or "money"."""
    better: Mapping[str, str]
    """Concept -> "lower" where less of it is better."""
    glossary: Mapping[str, str]
    social_senses: Senses
    stemmed: Phrases
    """As `phrases`, by the stems of their words."""
    stemmed_openings: frozenset[str]
    carrier_stems: Senses
    opposites: Mapping[str, frozenset[str]]
    """Word -> words that say the opposite."""

    @once
    def closed(self) -> frozenset[str]:
        return self.lists["closed"]

    @once
    def _idle(self) -> frozenset[str]:
        return self.lists["closed"] | self.lists["negators"]

    def has(self, name: str, key: str) -> bool:
        return key in self.lists[name]

    def is_idle(self, key: str) -> bool:
        """True for words that need no fact behind them: closed ones and denials."""
        return key in self._idle

    def opposites_of(self, key: str) -> frozenset[str]:
        return self.opposites.get(key, frozenset())

    def turns(self, one: str, other: str) -> bool:
        """True where one of the words is the other behind a beginning that turns it ("unstructured")."""
        short, long = sorted((one, other), key=len)
        beginning = long[: len(long) - len(short)]
        return (
            len(short) > _SHORTEST_TURNED
            and long.endswith(short)
            and beginning in self.lists["turning_prefixes"]
        )

    def is_social(self, key: str) -> bool:
        """True for words of talk, in any of their forms ("helps")."""
        return key in self.lists["social"] or not self.senses(key).isdisjoint(self.social_senses)

    def is_carrier(self, key: str) -> bool:
        """True for words that carry a statement and add nothing to it ("clocks in at", "on board")."""
        forms = (key, *self.plain_forms(key))
        return any(not self.carrier_stems.isdisjoint(_own_stems(form, self.codes)) for form in forms)

    def plain_forms(self, key: str) -> tuple[str, ...]:
        """The written forms that a spoken one may stand for ("nambah": "tambah", "diumumin": "diumumkan")."""
        return _plain_forms(key, self.codes)

    def base(self, key: str) -> str:
        """The word without a suffix of its language that changes nothing here ("warnanya")."""
        return key if key in self.openings else _base(key, self.codes)

    def senses(self, key: str) -> Senses:
        return _senses(key, self.codes)

    def markers_at(self, keys: Sequence[str], position: int) -> Iterable[tuple[int, Marker]]:
        """(length, marker) of every phrase that starts at `position`, longest first."""
        return _markers_at(self.phrases, keys, position) if keys[position] in self.openings else ()

    def stems(self, keys: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """The words by their stems, once for each language."""
        return tuple(zip(*[_stems_of(key, self.codes) for key in keys], strict=True))

    def stemmed_at(self, stems: Sequence[tuple[str, ...]], position: int) -> list[tuple[int, Marker]]:
        """As `markers_at`, for phrases that are met in any form of their words; `stems` as `stems` gives them."""
        return [
            (len(phrase), marker)
            for words in stems
            if words[position] in self.stemmed_openings
            for phrase, marker in self.stemmed.get(words[position : position + 2], ())
            if words[position : position + len(phrase)] == phrase
        ]


@lru_cache(maxsize=65536)
def _senses(key: str, codes: tuple[str, ...]) -> Senses:
    found = {key}
    for code in codes:
        if not any(c.isdigit() for c in key) and key not in words_of(code, "unstemmed"):
            found.add(stem(key, code))
        meaning = _glossary(code).get(key) or _glossary(code).get(_plain(key, code))
        if meaning:
            found.update((meaning, stem(meaning, "en")))
    return frozenset(found)


def _plain(key: str, code: str) -> str:
    """The word without a suffix of its language that changes nothing here ("kamarnya")."""
    suffix = next((s for s in words_of(code, "suffixes") if key.endswith(s) and len(key) > len(s) + 3), "")
    return key.removesuffix(suffix)


@lru_cache(maxsize=65536)
def _stems_of(key: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(stem(key, code) for code in codes)


@lru_cache(maxsize=65536)
def _base(key: str, codes: tuple[str, ...]) -> str:
    """See `Vocabulary.base`; `key` opens no phrase."""
    words = vocabulary_of(codes)
    for suffix in words.lists["suffixes"]:
        if key.endswith(suffix) and len(key) > len(suffix) + 3:
            return key[: -len(suffix)]
    return next((form for form in words.plain_forms(key) if form in words.openings), key)


def _markers_at(phrases: Phrases, keys: Sequence[str], position: int) -> Iterator[tuple[int, Marker]]:
    opening = tuple(keys[position : position + 2])
    for phrase, marker in phrases.get(opening, ()):
        if tuple(keys[position : position + len(phrase)]) == phrase:
            yield len(phrase), marker
    if len(opening) > 1:
        for _, marker in phrases.get(opening[:1], ()):
            yield 1, marker


@lru_cache(maxsize=65536)
def _own_stems(key: str, codes: tuple[str, ...]) -> Senses:
    return frozenset((key, *(stem(key, code) for code in codes)))


@lru_cache(maxsize=65536)
def _plain_forms(key: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for code in codes:
        spoken = table_of(code).get("spoken", {})
        for ending, written in spoken.get("endings", {}).items():
            if key.endswith(ending) and len(key) > len(ending) + _SHORTEST_ROOT:
                found.update({key[: -len(ending)] + form: None for form in written.split("|")})
        for form in (key, *found):
            for opening, written in spoken.get("openings", {}).items():
                if form.startswith(opening) and len(form) > len(opening) + _SHORTEST_ROOT:
                    found.update({f"{start}{form[len(opening) :]}": None for start in written.split("|")})
    return tuple(found)


_SHORTEST_TURNED = 3
"""Letters that a word with an opposite in "un-" has at least, besides one."""
_SHORTEST_ROOT = 2
"""Letters that a root has at least, besides one."""


def _stems(word: str, codes: tuple[str, ...]) -> Senses:
    return frozenset(stem(word, code) for code in codes)


_GLOSSARIES: dict[str, Mapping[str, str]] = {}


def _glossary(code: str) -> Mapping[str, str]:
    """What the pack translates for search, and what it translates only to check statements."""
    return _GLOSSARIES.get(code, {})


def vocabulary_of(codes: tuple[str, ...]) -> Vocabulary:
    """The vocabulary that `vocabulary` made of the packs with these language codes."""
    return _build(codes)


def vocabulary(packs: Sequence[LanguagePack]) -> Vocabulary:
    """The vocabulary of these packs; made once per set of languages."""
    for pack in packs:
        if pack.code not in _GLOSSARIES:
            _GLOSSARIES[pack.code] = {**table_of(pack.code).get("meanings", {}), **pack.glossary}
    return _build(tuple(pack.code for pack in packs))


@lru_cache(maxsize=8)
def _build(codes: tuple[str, ...]) -> Vocabulary:
    tables = [table_of(code) for code in codes]
    phrases, stemmed = phrases_of(tables), stemmed_phrases(dict(zip(codes, tables, strict=True)))
    return Vocabulary(
        codes,
        word_lists(tables),
        phrases,
        frozenset(words[0] for words in phrases),
        {name: frozenset(words) for name, words in merged_words(tables, "classes").items()},
        {unit: _sense_set(words, codes) for unit, words in merged_words(tables, "unit_words").items()},
        {kind: frozenset(words) for kind, words in merged_words(tables, "kinds").items()},
        {kind: limit_of(text) for table in tables for kind, text in table.get("kind_limits", {}).items()},
        {event: _sense_set(words, codes) for event, words in merged_words(tables, "events").items()},
        {word: _sense_set(words, codes) for word, words in merged_words(tables, "implied").items()},
        {concept: _sense_set(words, codes) for concept, words in merged_words(tables, "company").items()},
        {kind: _sense_set(words, codes) for kind, words in merged_words(tables, "cause_verbs").items()},
        {kind: frozenset(words) for kind, words in merged_words(tables, "demands").items()},
        dimensions_of(tables),
        {concept: way for table in tables for concept, way in table.get("better", {}).items()},
        {key: meaning for code in codes for key, meaning in _glossary(code).items()},
        frozenset(
            s
            for word in words_in(tables, "social")
            if len(word) > 3 and word not in words_in(tables, "unstemmed")
            for s in _stems(word, codes)
        ),
        stemmed,
        frozenset(words[0] for words in stemmed),
        frozenset(
            stem(word, code)
            for code, table in zip(codes, tables, strict=True)
            for word in words_in([table], "carriers")
        )
        | frozenset(words_in(tables, "carrier_forms")),
        opposites_of(tables),
    )


def _sense_set(words: set[str], codes: tuple[str, ...]) -> Senses:
    return frozenset(sense for word in words for sense in _senses(word, codes))
