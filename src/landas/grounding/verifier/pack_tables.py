"""What the packs give the verifier, read from their files: tables, lists of words, each merged over all languages."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from landas.grounding.verifier.phrases import split_key
from landas.language.tokens import fold

FILES = (
    "verifier.toml",
    "opinions.toml",
    "carriers.toml",
    "frames.toml",
    "gaps.toml",
    "prose.toml",
    "meanings.toml",
    "hollow.toml",
    "roles.toml",
)
WORD_LISTS = (
    "closed", "praise", "social", "negators", "plural", "joiners", "breakers", "verbs", "subjects", "user",
    "by", "countables", "suffixes", "prepositions", "placing", "articles", "links",
    "bridges", "ordinal_heads", "neither", "has_stock", "has_no_stock", "gradable",
    "made_things", "definite", "definite_behind", "alternatives", "alternating", "heads", "purposes", "only",
    "reporting", "judging", "information", "kind_words", "outdoing", "unstemmed", "out_of", "answers", "relative",
    "echoing", "pairing", "fronting", "of", "sides", "former", "latter", "auxiliaries", "states", "moments",
    "attaching", "manifold", "corrections", "cataphors",
    "owning", "belonging", "referring", "equating", "partial", "refusals", "surpassing",
    "glue", "hedging", "certain", "likely_now", "hearsay", "deniers", "some_of", "all_of", "masses",
    "passives", "mutual", "turning_prefixes", "reasons", "standing", "gap_bases", "gap_weak_bases",
    "sizing", "grading", "gap_starts", "gap_ends", "gap_moves", "bidding", "bidding_links", "plain",
    "supple", "speakers", "people", "extra", "extra_behind", "indefinite", "scarce",
    "several", "sharing", "enduring",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limit:
    """A kind of thing measures `low`..`high` of `unit` in what `concept` names."""

    concept: str
    unit: str
    low: float
    high: float


@lru_cache(maxsize=16)
def words_of(code: str, name: str) -> frozenset[str]:
    """One list of a language, its words as they are written."""
    return frozenset(str(table_of(code).get(name, "")).split())


@lru_cache(maxsize=8)
def table_of(code: str) -> dict[str, Any]:
    """All that the files of a language hold, as one table."""
    folder = files("landas.language") / "packs" / code
    merged: dict[str, Any] = {}
    for source in (folder / name for name in FILES):
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


def opposites_of(tables: Sequence[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for table in tables:
        for pair in table.get("opposites", ()):
            one, other = (frozenset(side.split()) for side in pair.split("/"))
            for words, against in ((one, other), (other, one)):
                for word in words:
                    found[word] = found.get(word, frozenset()) | (against - words)
    return found


def word_lists(tables: Sequence[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    """Adverbs that only connect or comment are closed words too."""
    lists = {name: frozenset(words_in(tables, name)) for name in WORD_LISTS}
    adverbs = frozenset(words_in(tables, "adverbs"))
    return {**lists, "closed": lists["closed"] | adverbs, "plain": lists["plain"] | adverbs}


def limit_of(text: str) -> Limit:
    concept, unit, low, high = text.split()
    return Limit(concept, unit, float(low), float(high))


def dimensions_of(tables: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for table in tables:
        for concept, listed in table.get("dimensions", {}).items():
            found[concept] = tuple(dict.fromkeys((*found.get(concept, ()), *listed)))
    return found


def words_in(tables: Sequence[Mapping[str, Any]], name: str) -> Iterator[str]:
    for table in tables:
        for word in str(table.get(name, "")).split():
            yield fold(word)
            yield from split_key(word) if name not in ("joiners", "negators") else ()


def merged_words(tables: Sequence[Mapping[str, Any]], name: str) -> dict[str, set[str]]:
    merged: dict[str, set[str]] = {}
    for table in tables:
        for key, words in table.get(name, {}).items():
            merged.setdefault(key, set()).update(words.split())
    return merged
