"""The forms in which a name of the catalogue may be said: its own words, and translations word by word."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from landas.language.pack import LanguagePack
from landas.understanding.lexicon import phrase_key, words_of

_MOST_TRANSLATIONS = 4
_MOST_FORMS = 24
_LONGEST = 3
_PARTS = re.compile(r"\s*(?:[&/,>|+]|\s-\s)\s*")


class Translator:
    """Translates names through the packs' glossaries. Nouns follow their modifiers in one language and lead in
    the other, so a translated name is read in both orders."""

    def __init__(self, packs: Sequence[LanguagePack]) -> None:
        self._there: dict[str, set[str]] = defaultdict(set)
        for pack in packs:
            for word, english in pack.glossary.items():
                own, other = phrase_key(words_of(word)), phrase_key(words_of(english))
                if own and other and own != other:
                    self._there[own].add(other)
                    self._there[other].add(own)
        self._linking = frozenset(
            key
            for pack in packs
            for word in pack.table("understanding")["linking"]
            if (key := phrase_key(words_of(word)))
        )

    @lru_cache(maxsize=50_000)  # noqa: B019  (a translator lives as long as one build)
    def forms(self, name: str) -> frozenset[str]:
        """Keys of the name itself and of its translations."""
        words = words_of(name)
        whole = phrase_key(words)
        found = {whole} | self._there.get(whole, set())
        if 1 < len(words) <= _LONGEST:
            options = [[w, *sorted(self._there.get(w, ()))[:_MOST_TRANSLATIONS]] for w in words]
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

    def tails(self, category: str) -> Iterator[str]:
        """Keys of shorter names of the thing: "cross-body camera bag" is also a camera bag and a bag.

        What follows a linking word ("case for phone") is not the thing, so the name is read up to it.
        """
        words = words_of(category)
        cut = next((n for n, w in enumerate(words) if n and w in self._linking), len(words))
        words = words[:cut]
        for start in range(1 if cut == len(words_of(category)) else 0, len(words)):
            key = phrase_key(words[start:])
            yield key
            if start == len(words) - 1:
                yield from self._there.get(key, ())
