"""Phrases of a language pack, found at a place in a text's words: the longest one wins."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, Generic, TypeVar

from landas.language.tokens import word_keys

Meaning = TypeVar("Meaning")


def spellings(phrases: Iterable[str]) -> Iterator[str]:
    """The phrases, and those with an apostrophe also as people type them without it ("ill take")."""
    for phrase in phrases:
        yield phrase
        if "'" in phrase:
            yield phrase.replace("'", "")


def short_forms(tables: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """What abbreviations stand for ("yg": "yang"), by the packs' tables that have a part `short`."""
    return {short: word for table in tables for short, word in table.get("short", {}).items()}


def variants(phrase: str, groups: Mapping[str, Sequence[str]] | None = None) -> Iterator[str]:
    """All that a phrase with choices stands for, `{name}` a choice among the words of that group. A choice, and a word
    of a group, may have choices of its own.

    >>> list(variants("not (|too |that )bothered"))
    ['not bothered', 'not too bothered', 'not that bothered']
    >>> list(variants("{no} suka", {"no": ["gak", "tidak"]}))
    ['gak suka', 'tidak suka']
    >>> list(variants("(is|(has|have) been) out"))
    ['is out', 'has been out', 'have been out']
    """
    yield from map("".join, product(*(_choices(part, groups or {}) for part in _split(phrase))))


def _choices(part: str, groups: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """What a part of a phrase may be: `(a|b)`, `{name}`, or plain words."""
    if part.startswith("{"):
        return [word for own in groups[part[1:-1]] for word in variants(own, groups)]
    if part.startswith("("):
        return [word for own in _split(part[1:-1], "|") for word in variants(own, groups)]
    return (part,)


def _split(phrase: str, between: str = "") -> list[str]:
    """A phrase's parts in brackets and those beside them; with `between` what stands between such signs outside all
    brackets."""
    parts, depth = [""], 0
    for sign in phrase:
        opens, closes = sign in "({", sign in ")}"
        if depth == 0 and (sign == between or (opens and not between)):
            parts.append("")
        depth += opens - closes
        parts[-1] += "" if depth == 0 and sign == between else sign
        if closes and depth == 0 and not between:
            parts.append("")
    return parts if between else [part for part in parts if part]


class Phrases(Generic[Meaning]):
    """Phrases of several words and what each means, looked up forwards from a word or backwards from it."""

    def __init__(self, meanings: Mapping[str, Meaning]) -> None:
        split = {word_keys(phrase): meaning for phrase, meaning in meanings.items()}
        self._meanings = {words: meaning for words, meaning in split.items() if words}
        self.longest = max(map(len, self._meanings), default=0)
        """Words of the longest phrase."""
        self._first = frozenset(words[0] for words in self._meanings)
        self._last = frozenset(words[-1] for words in self._meanings)

    @property
    def phrases(self) -> tuple[str, ...]:
        """Every phrase, its words with a space between."""
        return tuple(map(" ".join, self._meanings))

    @property
    def words(self) -> frozenset[str]:
        """Every word of a phrase."""
        return frozenset(word for words in self._meanings for word in words)

    def may_start(self, key: str) -> bool:
        """True where a phrase begins with the word: a cheap question to ask before `starting`."""
        return key in self._first

    def starting(self, keys: Sequence[str], at: int) -> tuple[int, Meaning] | None:
        """(number of words, meaning) of the longest phrase that starts with word `at`."""
        if at >= len(keys) or keys[at] not in self._first:
            return None
        for length in range(min(self.longest, len(keys) - at), 0, -1):
            words = tuple(keys[at : at + length])
            if words in self._meanings:
                return length, self._meanings[words]
        return None

    def ending(self, keys: Sequence[str], before: int) -> tuple[int, Meaning] | None:
        """(number of words, meaning) of the longest phrase whose last word stands right before word `before`."""
        if not before or keys[before - 1] not in self._last:
            return None
        for length in range(min(self.longest, before), 0, -1):
            words = tuple(keys[before - length : before])
            if words in self._meanings:
                return length, self._meanings[words]
        return None
