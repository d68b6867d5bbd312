"""Language packs: everything Landas knows of a language, as data in `packs/<code>/*.toml`.

A third language is a folder with the same files; no code changes.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

from landas.errors import SetupError
from landas.language.phrases import variants
from landas.language.tokens import fold

Op = Literal["lt", "lte", "gt", "gte"]
Towards = Literal["low", "high"]


@dataclass(frozen=True, slots=True)
class Adjective:
    """A vague word about a field: `about` is a name of `field_labels`, `towards` the end it means.

    `forms` are its plain forms, `comparatives` and `superlatives` the compared ones.
    """

    about: str
    towards: Towards
    forms: tuple[str, ...]
    comparatives: tuple[str, ...] = ()
    superlatives: tuple[str, ...] = ()


@dataclass(frozen=True)
class LanguagePack:
    """One language's words. Every phrase is lower-case, as `tokens.fold` writes it."""

    code: str
    name: str
    decimal: str
    """The character before decimals: `.` or `,`."""
    numbers: Mapping[str, float]
    """Number words: `two` -> 2."""
    magnitudes: Mapping[str, float]
    """Words that multiply the number before them: `juta` -> 1,000,000."""
    currencies: Mapping[str, str]
    """Symbols and words -> ISO 4217 code."""
    unit_words: Mapping[str, str]
    """Spellings of units that only this language uses -> symbol of units.toml."""
    before_number: Mapping[str, Op]
    """Comparators that stand before a number: `under` -> lt."""
    after_number: Mapping[str, Op]
    """Comparators that follow one: `or more` -> gte."""
    ranges: tuple[tuple[str, str], ...]
    """(opening, joint) pairs: `between … and …`; the opening may be empty (`3 to 5`)."""
    approximate_before: tuple[str, ...]
    proposing_before: tuple[str, ...]
    """What only ends in such a word: "how about 6 million" proposes just that."""
    approximate_after: tuple[str, ...]
    negations: tuple[str, ...]
    """Words that turn the wish after them around: not, without, except."""
    flag_words: Mapping[Literal["with", "without"], tuple[str, ...]]
    alternatives: tuple[str, ...]
    """Joints between alternatives: or, atau."""
    conjunctions: tuple[str, ...]
    adjectives: tuple[Adjective, ...]
    superlative_marks: tuple[str, ...]
    """Words that make a superlative of the adjective after them: most, paling."""
    comparative_marks: tuple[str, ...]
    superlative_prefixes: tuple[str, ...]
    """Prefixes that do the same: ter-."""
    sorts: Mapping[str, tuple[str, Towards]]
    """Whole phrases that ask for an order: `newest` -> (date, high)."""
    hedges: tuple[str, ...]
    stop_words: frozenset[str]
    """Words that carry no wish of their own."""
    fillers: tuple[str, ...]
    """Phrases that open or close a request: `i am looking for`."""
    greetings: tuple[str, ...]
    months: Mapping[str, int]
    glossary: Mapping[str, str]
    """This language's general nouns, adjectives, colours and materials -> English. Empty for English."""
    field_labels: Mapping[str, tuple[str, ...]]
    """Standard fields by their English key (`weight`) -> what this language calls them, the best word first."""
    tables: Mapping[str, Any]
    """Every other file of the pack's folder, by its name without `.toml`."""

    @cached_property
    def keys_by_label(self) -> Mapping[str, frozenset[str]]:
        """Word for a field -> the standard keys that it is a word for."""
        return _turned((fold(word), key) for key, words in self.field_labels.items() for word in words)

    @cached_property
    def keys_by_name(self) -> Mapping[str, frozenset[str]]:
        """What a standard key itself is called -> the key."""
        return _turned((fold(key.replace("_", " ")), key) for key in self.field_labels)

    def table(self, name: str) -> Mapping[str, Any]:
        """One further file of the pack. Raises SetupError when the pack has none of that name."""
        if name not in self.tables:
            raise SetupError(f"language pack {self.code!r} has no {name}.toml.", "Add it to the pack.")
        found: Mapping[str, Any] = self.tables[name]
        return found


def _turned(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word, key in pairs:
        found.setdefault(word, set()).add(key)
    return {word: frozenset(keys) for word, keys in found.items()}


def pack_codes() -> tuple[str, ...]:
    """The languages that there are packs of."""
    return tuple(sorted(f.name for f in files("landas.language").joinpath("packs").iterdir() if f.is_dir()))


@cache
def load_pack(code: str) -> LanguagePack:
    """The pack of a language. Raises SetupError for a language that has none."""
    folder = files("landas.language").joinpath("packs", code)
    if not folder.joinpath("words.toml").is_file():
        known = ", ".join(pack_codes())
        raise SetupError(
            f"there is no language pack {code!r}.", f"Known: {known}. A pack is a folder of data."
        )
    tables = {
        entry.name.removesuffix(".toml"): _in_all_forms(tomllib.loads(entry.read_text(encoding="utf-8")))
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    }
    words = tables.pop("words")
    glossary = tables.pop("glossary", {})
    labels = tables.pop("field_labels")
    return LanguagePack(
        code=code,
        name=words["name"],
        decimal=words["decimal"],
        numbers=words["numbers"],
        magnitudes=words["magnitudes"],
        currencies=words["currencies"],
        unit_words=words["units"],
        before_number=_ops(words["comparators"]["before"]),
        after_number=_ops(words["comparators"]["after"]),
        ranges=tuple((opening, joint) for opening, joint in words["ranges"]),
        approximate_before=tuple(words["approximate"]["before"]),
        proposing_before=tuple(words["approximate"].get("proposing", ())),
        approximate_after=tuple(words["approximate"]["after"]),
        negations=tuple(words["negations"]),
        flag_words={"with": tuple(words["flags"]["with"]), "without": tuple(words["flags"]["without"])},
        alternatives=tuple(words["alternatives"]),
        conjunctions=tuple(words["conjunctions"]),
        adjectives=tuple(_adjective(entry) for entry in words["adjectives"]),
        superlative_marks=tuple(words["marks"]["superlative"]),
        comparative_marks=tuple(words["marks"]["comparative"]),
        superlative_prefixes=tuple(words["marks"]["superlative_prefix"]),
        sorts={phrase: (about, towards) for phrase, (about, towards) in words["sorts"].items()},
        hedges=tuple(words["hedges"]),
        stop_words=frozenset(words["stop_words"]),
        fillers=tuple(words["fillers"]),
        greetings=tuple(words["greetings"]),
        months=words["months"],
        glossary=_glossary(glossary),
        field_labels={key: tuple(entries) for key, entries in labels.items()},
        tables=tables,
    )


def load_packs(codes: Sequence[str]) -> tuple[LanguagePack, ...]:
    """The packs of several languages, in the given order."""
    return tuple(load_pack(code) for code in codes)


def _in_all_forms(table: dict[str, Any]) -> dict[str, Any]:
    """A pack's file with the phrases of its lists written out: "{no} usah" once with each of the words that its part
    `forms` has for `no`. A file without that part stays as it is."""
    forms: Mapping[str, Sequence[str]] = table.get("forms", {})
    lists = {name: words for name, words in table.items() if isinstance(words, list)} if forms else {}
    return table | {
        name: [said for phrase in words for said in variants(phrase, forms)] if _are_words(words) else words
        for name, words in lists.items()
    }


def _are_words(entries: Sequence[Any]) -> bool:
    return all(isinstance(entry, str) for entry in entries)


def _ops(by_op: Mapping[str, Sequence[str]]) -> dict[str, Op]:
    ops: dict[str, Op] = {}
    for op in ("lt", "lte", "gt", "gte"):
        ops |= dict.fromkeys(by_op.get(op, ()), op)
    return ops


def _adjective(entry: Mapping[str, Any]) -> Adjective:
    return Adjective(
        entry["about"],
        entry["towards"],
        tuple(entry["forms"]),
        tuple(entry.get("comparatives", ())),
        tuple(entry.get("superlatives", ())),
    )


def _glossary(table: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The sections of glossary.toml (things, colours, …) as one mapping."""
    return {word: english for section in table.values() for word, english in section.items()}
