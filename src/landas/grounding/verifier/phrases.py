"""The phrases that a language gives the verifier, each with what it means."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from landas.grounding.verifier.pieces import cut
from landas.language.stemming import stem

_PHRASE_LISTS = (
    "all_items", "no_item", "only_item", "other_item", "negative_idioms", "approximate", "up_to", "less_than",
    "more_than", "than", "same", "among", "echo", "budget", "cause", "unknown", "question_openers",
    "presupposing", "availability", "available_in", "unavailable", "stock_left", "ordinals", "more", "less",
    "most", "least", "search", "nothing", "presenting", "giving_up", "fitting",
    "between", "starting", "within_range", "or_less", "or_more", "or_so", "difference", "conditional", "changing",
    "not_now", "as_much", "idioms", "denials", "wishing", "unlike", "alike", "excepting", "whole_cause", "no_kind",
    "beating", "loosely", "clefts", "turning", "none_better", "boasts", "rivals", "likewise", "opposite",
    "back_then", "winning", "losing", "acclaim", "everywhere", "gap_higher", "gap_lower", "gap_apart",
    "worth", "vouching", "urging", "courtesies", "differing", "versus", "earlier_than",
    "later_than", "as_one", "some_one", "surcharges", "having", "refused_again",
    "needing", "bearing", "arriving",
)  # fmt: skip
_STEMMED = ("idioms", "denials", "thesaurus", "unknown")
"""Lists whose phrases of several words are met in any form ("tipping the scales")."""
_PHRASE_MAPS = ("thesaurus", "value_words")


@dataclass(frozen=True, slots=True)
class Marker:
    """What a phrase of a pack means: its list (`than`, `comparatives`, …) and, where it has one, its content."""

    kind: str
    content: str = ""


Phrases = Mapping[tuple[str, ...], tuple[tuple[tuple[str, ...], Marker], ...]]
"""First two words of a phrase, or its only one -> [(the phrase's words, marker)], longest first."""


def split_key(text: str) -> tuple[str, ...]:
    """The words of a phrase as the verifier cuts a reply: folded, hyphens and dots are gaps."""
    return tuple(piece.key for piece in cut(text) if piece.is_word)


def phrases_of(tables: Sequence[Mapping[str, Any]]) -> Phrases:
    found = ((split_key(phrase), marker) for phrase, marker in _all_phrases(tables))
    return _by_opening((words, marker) for words, marker in found if words)


def stemmed_phrases(tables: Mapping[str, Mapping[str, Any]]) -> Phrases:
    """As `phrases_of`, by the stems of their words in the language (the key) that each table is of."""
    found = (
        (tuple(stem(word, code) for word in split_key(phrase)), marker)
        for code, table in tables.items()
        for phrase, marker in _all_phrases([table])
        if marker.kind in _STEMMED
    )
    return _by_opening((words, marker) for words, marker in found if len(words) > 1)


def _by_opening(phrases: Iterable[tuple[tuple[str, ...], Marker]]) -> Phrases:
    found: dict[tuple[str, ...], dict[tuple[tuple[str, ...], Marker], None]] = {}
    for words, marker in phrases:
        found.setdefault(words[:2], {})[(words, marker)] = None
    return {first: tuple(sorted(ones, key=lambda f: -len(f[0]))) for first, ones in found.items()}


def _all_phrases(tables: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Marker]]:
    for table in tables:
        for name in _PHRASE_LISTS:
            listed = table.get(name, ())
            for phrase in listed.split() if isinstance(listed, str) else listed:
                marker = Marker(name, _content(table, name, phrase, listed))
                yield from ((written, marker) for written in _variants(phrase, table))
        for name in _PHRASE_MAPS:
            for content, listed in table.get(name, {}).items():
                yield from ((phrase, Marker(name, content)) for phrase in listed)
        for name, parts in table.get("combined", {}).items():
            for words in product(*(table[part] for part in parts)):
                yield " ".join(filter(None, words)), Marker(name)
        for name in ("comparatives", "superlatives", "equatives", "numbers", "group_sizes", "multiples"):
            for phrase, content in table.get(name, {}).items():
                yield phrase, Marker(name, str(content))


def _variants(phrase: str, table: Mapping[str, Any]) -> Iterator[str]:
    """The phrase, and it with a word written in its other ways ("tidak": "gak", "tak")."""
    yield phrase
    words = phrase.split()
    for at, word in enumerate(words):
        for other in table.get("spellings", {}).get(word, "").split("|") if len(words) > 1 else ():
            if other:
                yield " ".join((*words[:at], other, *words[at + 1 :]))


def _content(table: Mapping[str, Any], name: str, phrase: str, listed: Any) -> str:
    """The place of an ordinal; whether a bound lets its limit in ("at least"); nothing for other lists."""
    if name == "ordinals":
        return str(listed.index(phrase))
    return "or equal" if phrase in table.get("inclusive", ()) else ""
