"""The words a parser goes by besides its lexicon: the packs' marks with those of the project file, words about numbers,
and translations."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from landas.catalog.fields import Schema
from landas.language.pack import LanguagePack, load_packs
from landas.language.units import all_units
from landas.understanding.lexicon.lexicon import Lexicon, word_key
from landas.understanding.named.vague import FIELD, fields_about
from landas.understanding.words.marks import Marks, adjective_marks, marks_of, phrase_of


def with_domain_words(marks: Marks, schema: Schema, packs: Sequence[LanguagePack]) -> Marks:
    """The packs' marks and the vague words that the project file gives its fields, in every degree."""
    from landas.language.pack import Adjective

    phrases = {phrase: tuple(found) for phrase, found in marks.phrases.items()}
    for field in schema.fields.values():
        for word, towards in field.words.items():
            adjective = Adjective(f"{FIELD}{field.name}", towards, (word,))
            for pack in packs:
                for text, mark in adjective_marks(adjective, pack):
                    others = [
                        m for m in phrases.get(phrase_of(text), ()) if m.kind not in ("adjective", "sort")
                    ]
                    phrases[phrase_of(text)] = (mark, *others)
    return Marks(phrases, max(len(phrase) for phrase in phrases), marks.common_words)


def known_adjectives(marks: Marks, lexicon: Lexicon, schema: Schema) -> Marks:
    """Without the adjectives of several words that speak of a field the catalogue lacks: "for beginners" may then
    name a value, and "high resolution" a label."""
    phrases = {}
    for phrase, found in marks.phrases.items():
        kept = tuple(
            m
            for m in found
            if len(phrase) == 1
            or m.kind != "adjective"
            or m.degree != "plain"
            or fields_about(m.about, lexicon, schema)
        )
        if kept:
            phrases[phrase] = found if len(kept) == len(found) else kept
    return Marks(phrases, marks.longest, marks.common_words)


def idle_in_names(packs: Sequence[LanguagePack]) -> frozenset[str]:
    """Words that name nothing even where a title holds them: those of any request, and those about numbers."""
    return _idle_in_names(tuple(pack.code for pack in packs))


@lru_cache(maxsize=16)
def _idle_in_names(codes: tuple[str, ...]) -> frozenset[str]:
    packs = load_packs(codes)
    return frozenset(marks_of(packs).common_words | number_words(packs))


def number_words(packs: Sequence[LanguagePack]) -> set[str]:
    """Words about numbers, which are no slips of others: comparators, units, currencies."""
    phrases = (
        phrase
        for pack in packs
        for words in (
            pack.before_number, pack.after_number, pack.numbers, pack.magnitudes, pack.currencies, pack.unit_words,
            pack.months, pack.approximate_before, pack.approximate_after, *pack.ranges,
            pack.table("understanding")["decades"], *_tables(pack),
        )
        for phrase in words
    )  # fmt: skip
    return {word for phrase in phrases for word in phrase_of(phrase)}


def _tables(pack: LanguagePack) -> Iterator[Sequence[str]]:
    table = pack.tables.get("readings", {})
    yield from (
        tuple(table.get(name, ())) for name in ("wholes", "rough_ranges", "fractions_behind", "spreads")
    )


def talking_words(packs: Sequence[LanguagePack]) -> frozenset[str]:
    """Words by which people act and speak of what was shown, which are no slips of others."""
    return _talking_words(tuple(pack.code for pack in packs))


@lru_cache(maxsize=16)
def _talking_words(codes: tuple[str, ...]) -> frozenset[str]:
    tables = (
        pack.tables.get(name, {}) for pack in load_packs(codes) for name in ("acts", "about", "services")
    )
    return frozenset(word for table in tables for word in _words_in(table))


def _words_in(part: Any) -> Iterator[str]:
    """The words of all texts of a part of a pack's file, keys included."""
    if isinstance(part, str):
        yield from phrase_of(part)
    elif isinstance(part, Mapping):
        for key, inner in part.items():
            yield from phrase_of(key)
            yield from _words_in(inner)
    elif isinstance(part, Sequence):
        for inner in part:
            yield from _words_in(inner)


def label_words(packs: Sequence[LanguagePack]) -> set[str]:
    """Words that languages have for fields, the catalogue's or not."""
    labels = (label for pack in packs for words in pack.field_labels.values() for label in words)
    return {word for label in labels for word in phrase_of(label)}


def unit_words() -> set[str]:
    """The names of units that all languages share."""
    return {w for unit in all_units().values() for spelling in unit.spellings for w in phrase_of(spelling)}


def translations(packs: Sequence[LanguagePack]) -> dict[str, set[str]]:
    """Word key -> keys of its glossary translations, both ways."""
    found: dict[str, set[str]] = {}
    for pack in packs:
        for word, english in pack.glossary.items():
            own, other = word_key(word), word_key(english)
            found.setdefault(own, set()).add(other)
            found.setdefault(other, set()).add(own)
    return found
