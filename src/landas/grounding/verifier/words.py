"""The words a language gives the verifier, read from `packs/<code>/verifier.toml`, all given languages together.

A reply may mix languages, so every word is read in all of them: two words mean the same when their senses
(the word, its stems, the value or English word it stands for) meet.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from landas.grounding.verifier.once import once
from landas.grounding.verifier.phrases import Marker, Phrases, phrases_of, split_key, stemmed_phrases
from landas.language.pack import LanguagePack
from landas.language.stemming import stem
from landas.language.tokens import fold

Senses = frozenset[str]
_WORD_LISTS = (
    "closed", "praise", "social", "negators", "plural", "joiners", "breakers", "verbs", "subjects", "user",
    "by", "countables", "suffixes", "prepositions", "articles", "links",
    "bridges", "ordinal_heads", "neither", "has_stock", "has_no_stock", "gradable",
    "made_things", "definite", "definite_behind", "alternatives", "alternating", "heads", "purposes", "only",
    "reporting", "judging", "information", "kind_words", "outdoing", "unstemmed", "out_of", "answers", "relative",
    "echoing", "pairing", "fronting", "of", "sides", "former", "latter", "auxiliaries", "states", "moments",
    "attaching", "manifold", "corrections", "cataphors",
    "owning", "belonging", "referring", "equating", "partial", "refusals", "surpassing",
    "glue", "hedging", "certain", "likely_now", "hearsay", "deniers", "some_of", "all_of", "masses",
    "passives", "mutual", "turning_prefixes", "reasons", "standing", "gap_bases", "gap_weak_bases",
    "gap_starts", "gap_ends", "gap_moves",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limit:
    """A kind of thing measures `low`..`high` of `unit` in what `concept` names."""

    concept: str
    unit: str
    low: float
    high: float


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
        if not any(c.isdigit() for c in key) and key not in _words_of(code, "unstemmed"):
            found.add(stem(key, code))
        meaning = _glossary(code).get(key)
        if meaning:
            found.update((meaning, stem(meaning, "en")))
    return frozenset(found)


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
        spoken = _table(code).get("spoken", {})
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


@lru_cache(maxsize=16)
def _words_of(code: str, name: str) -> frozenset[str]:
    return frozenset(str(_table(code).get(name, "")).split())


@lru_cache(maxsize=8)
def _table(code: str) -> dict[str, Any]:
    folder = files("landas.language") / "packs" / code
    sources = [
        folder / name
        for name in (
            "verifier.toml",
            "carriers.toml",
            "frames.toml",
            "gaps.toml",
            "prose.toml",
            "meanings.toml",
        )
    ]
    merged: dict[str, Any] = {}
    for source in sources:
        table = tomllib.loads(source.read_text(encoding="utf-8")) if source.is_file() else {}
        for name, value in table.items():
            merged[name] = _gone_on(merged[name], value) if name in merged else value
    return merged


def _gone_on(first: Any, more: Any) -> Any:
    """A list, string of words or table of a pack, continued in another file."""
    if isinstance(first, str):
        return f"{first} {more}"
    if isinstance(first, dict):
        return {**first, **{k: _gone_on(first[k], v) if k in first else v for k, v in more.items()}}
    return [*first, *more]


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
            _GLOSSARIES[pack.code] = {**_table(pack.code).get("meanings", {}), **pack.glossary}
    return _build(tuple(pack.code for pack in packs))


@lru_cache(maxsize=8)
def _build(codes: tuple[str, ...]) -> Vocabulary:
    tables = [_table(code) for code in codes]
    phrases, stemmed = phrases_of(tables), stemmed_phrases(dict(zip(codes, tables, strict=True)))
    return Vocabulary(
        codes,
        _word_lists(tables),
        phrases,
        frozenset(words[0] for words in phrases),
        {name: frozenset(words) for name, words in _merged(tables, "classes").items()},
        {unit: _sense_set(words, codes) for unit, words in _merged(tables, "unit_words").items()},
        {kind: frozenset(words) for kind, words in _merged(tables, "kinds").items()},
        {kind: _limit(text) for table in tables for kind, text in table.get("kind_limits", {}).items()},
        {event: _sense_set(words, codes) for event, words in _merged(tables, "events").items()},
        {word: _sense_set(words, codes) for word, words in _merged(tables, "implied").items()},
        {concept: _sense_set(words, codes) for concept, words in _merged(tables, "company").items()},
        {kind: _sense_set(words, codes) for kind, words in _merged(tables, "cause_verbs").items()},
        {kind: frozenset(words) for kind, words in _merged(tables, "demands").items()},
        _dimensions(tables),
        {concept: way for table in tables for concept, way in table.get("better", {}).items()},
        {key: meaning for code in codes for key, meaning in _glossary(code).items()},
        frozenset(s for word in _words(tables, "social") if len(word) > 3 for s in _stems(word, codes)),
        stemmed,
        frozenset(words[0] for words in stemmed),
        frozenset(
            stem(word, code)
            for code, table in zip(codes, tables, strict=True)
            for word in _words([table], "carriers")
        )
        | frozenset(_words(tables, "carrier_forms")),
        _opposites(tables),
    )


def _opposites(tables: Sequence[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for table in tables:
        for pair in table.get("opposites", ()):
            one, other = (frozenset(side.split()) for side in pair.split("/"))
            for words, against in ((one, other), (other, one)):
                for word in words:
                    found[word] = found.get(word, frozenset()) | (against - words)
    return found


def _word_lists(tables: Sequence[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    """Adverbs that only connect or comment are closed words too."""
    lists = {name: frozenset(_words(tables, name)) for name in _WORD_LISTS}
    return {**lists, "closed": lists["closed"] | frozenset(_words(tables, "adverbs"))}


def _limit(text: str) -> Limit:
    concept, unit, low, high = text.split()
    return Limit(concept, unit, float(low), float(high))


def _dimensions(tables: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for table in tables:
        for concept, listed in table.get("dimensions", {}).items():
            found[concept] = tuple(dict.fromkeys((*found.get(concept, ()), *listed)))
    return found


def _words(tables: Sequence[Mapping[str, Any]], name: str) -> Iterator[str]:
    for table in tables:
        for word in str(table.get(name, "")).split():
            yield fold(word)
            yield from split_key(word) if name not in ("joiners", "negators") else ()


def _merged(tables: Sequence[Mapping[str, Any]], name: str) -> dict[str, set[str]]:
    merged: dict[str, set[str]] = {}
    for table in tables:
        for key, words in table.get(name, {}).items():
            merged.setdefault(key, set()).update(words.split())
    return merged


def _sense_set(words: set[str], codes: tuple[str, ...]) -> Senses:
    return frozenset(sense for word in words for sense in _senses(word, codes))
