"""The forms in which a name of the catalogue may be said: its own words, and translations word by word."""

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from landas.language.detect import detect_language
from landas.language.pack import LanguagePack
from landas.understanding.lexicon.lexicon import phrase_key, words_of

_MOST_TRANSLATIONS = 4
_MOST_FORMS = 24
_LONGEST = 3
_PARTS = re.compile(r"\s*(?:[&/,>|+]|\s-\s)\s*")


class Translator:
    """Says names otherwise: through the packs' glossaries and their words that mean the same. Nouns follow their
    modifiers in one language and lead in the other, so a translated name is read in both orders."""

    def __init__(self, packs: Sequence[LanguagePack]) -> None:
        self._packs = tuple(packs)
        self._there: dict[str, set[str]] = defaultdict(set)
        for pack in packs:
            for word, english in pack.glossary.items():
                self._join(word, english)
        self._native = {
            key: pack
            for pack in packs
            for word, english in pack.glossary.items()
            if (key := phrase_key(words_of(word))) and key != phrase_key(words_of(english))
        }
        self._same: dict[str, set[str]] = defaultdict(set)
        for pack in packs:
            for group in pack.tables.get("synonyms", {}).get("groups", ()):
                keys = {phrase_key(words_of(word)) for word in group}
                for key in keys:
                    self._same[key] |= keys - {key}
        self._linking = _keys_of(packs, "understanding", "linking")
        shared = (w for pack in packs for w in pack.table("heads").get("shared", ()))
        self._shared = frozenset(phrase_key(words_of(word)) for word in shared)
        self._attributes = {
            form for key in _keys_of(packs, "heads", "attributes") for form in (key, *self._others(key))
        }

    def _join(self, word: str, english: str) -> None:
        own, other = phrase_key(words_of(word)), phrase_key(words_of(english))
        if own and other and own != other:
            self._there[own].add(other)
            self._there[other].add(own)

    def _others(self, key: str) -> set[str]:
        """Keys that mean the same: synonyms, translations, and what they are called in turn."""
        near = {key} | self._same.get(key, set())
        across = {other for word in near for other in self._there.get(word, ())}
        far = {other for word in across for other in self._same.get(word, ())}
        back = {other for word in far for other in self._there.get(word, ())}
        return (near | across | far | back) - {key}

    def same(self, key: str) -> frozenset[str]:
        """The key and the keys of what means the same."""
        return frozenset({key, *self._others(key)})

    def is_word(self, key: str) -> bool:
        """Whether a language uses the word for something in general."""
        return key in self._there or key in self._same

    def is_native(self, key: str) -> bool:
        """Whether it is a general word of a language that has a glossary: "hp" is a phone."""
        return key in self._native

    @lru_cache(maxsize=50_000)  # noqa: B019  (a translator lives as long as one build)
    def forms(self, name: str) -> frozenset[str]:
        """Keys of the name itself and of its translations."""
        words = words_of(name)
        whole = phrase_key(words)
        found = {whole} | self._others(whole)
        if 1 < len(words) <= _LONGEST:
            options = [[w, *sorted(self._others(w))[:_MOST_TRANSLATIONS]] for w in words]
            for chosen in itertools.islice(itertools.product(*options), _MOST_FORMS):
                found |= {phrase_key(chosen), phrase_key(reversed(chosen))}
        return frozenset(key for key in found if key)

    def parts(self, category: str) -> Iterator[str]:
        """Keys of what a compound name joins: "Phones & Tablets", "Electronics > Cameras" (the last step)."""
        steps = [step for step in re.split(r"\s*>\s*", category) if step]
        pieces = [piece for piece in _PARTS.split(steps[-1]) if piece] if steps else []
        if len(pieces) > 1 or len(steps) > 1:
            for piece in pieces:
                yield from self.forms(piece)

    def heads(self, category: str, is_general: Callable[[str], bool]) -> Iterator[str]:
        """Keys of shorter names of the thing: "cross-body camera bag" is also a camera bag and a bag; where the
        main word leads, "tas selempang kamera" is also tas.

        What follows a linking word ("case for phone") is not the thing, and what only says how or for whom it is
        ("kemeja wanita") doesn't name it, nor does a general word that fits everything.
        """
        words = words_of(category)
        cut = next((n for n, w in enumerate(words) if n and w in self._linking), len(words))
        shorter = [words[start:cut] for start in range(0 if cut < len(words) else 1, cut)]
        if self._leads(category):
            shorter = [*shorter[-1:], *(words[:end] for end in range(1, cut))]
        for part in shorter:
            if part and not all(word in self._attributes for word in part):
                key = phrase_key(part)
                if is_general(key):
                    continue
                yield key
                if len(part) == 1:
                    yield from self._others(key)

    def noun(self, name: str) -> str:
        """Key of the main word of a name of several: its last one, or the first where that leads."""
        words = words_of(name)
        return words[0 if self._leads(name) else -1] if len(words) > 1 else ""

    def _leads(self, name: str) -> bool:
        """Whether the main word of a name stands first in its language."""
        words = words_of(name)
        opening = self._native.get(next(iter(words), ""))
        if opening is not None and words[0] in self._shared and self._ends_abroad(words):
            return False
        if opening is not None and opening.table("understanding").get("head") == "first":
            return True
        codes = [pack.code for pack in self._packs]
        code = detect_language(name, codes, codes[0]) if codes else ""
        return any(p.code == code and p.table("understanding").get("head") == "first" for p in self._packs)

    def _ends_abroad(self, words: Sequence[str]) -> bool:
        """Whether the last word is one that a glossary translates into: a "motor skill toy" is no motorcycle."""
        return words[-1] in self._there and not any(word in self._native for word in words[1:])


def _keys_of(packs: Sequence[LanguagePack], table: str, entry: str) -> frozenset[str]:
    keys = (phrase_key(words_of(word)) for pack in packs for word in pack.table(table)[entry])
    return frozenset(key for key in keys if key)
