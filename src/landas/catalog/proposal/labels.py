"""What fields are called in each language: the packs' words for standard fields, else the head in plain words.

No two fields share a label, since a person who says it must mean one of them.
"""

import re
from collections.abc import Mapping, Sequence

from landas.catalog.proposal.concepts import Concept
from landas.catalog.proposal.profile import Profile
from landas.language.pack import LanguagePack
from landas.language.tokens import fold

MOST_LABELS = 6
MOST_VALUES = 40
MOST_WORDS = 4
_MAIN_LABELS = 2
_UNUSABLE = re.compile(r"[^a-z0-9]+")


class Labels:
    """Gives out names and labels, each once."""

    def __init__(self, packs: Sequence[LanguagePack], heads: Sequence[str] = ()) -> None:
        """`heads`: phrases that columns without a standard field are called by, and keep."""
        self._packs = packs
        self._taken: dict[str, set[str]] = {pack.code: set() for pack in packs}
        self._names: set[str] = set()
        self._heads = frozenset(fold(head) for head in heads)
        self._from_english = {pack.code: _turned(pack.glossary) for pack in packs}
        self._linking = frozenset(word for pack in packs for word in pack.table("heads")["linking"])
        self._to_english = {word: english for pack in packs for word, english in pack.glossary.items()}

    def name(self, wanted: str) -> str:
        """A field name: lower-case letters, digits and `_`, beginning with a letter, not given out before."""
        plain = _UNUSABLE.sub("_", fold(wanted)).strip("_")
        if not plain or not plain[0].isalpha():
            plain = f"field_{plain}".rstrip("_")
        name, number = plain, 2
        while name in self._names:
            name, number = f"{plain}_{number}", number + 1
        self._names.add(name)
        return name

    def of_concept(self, concept: Concept, head: str) -> dict[str, tuple[str, ...]]:
        """The packs' words for a standard field, without those another field has; what the column itself is called
        comes first where it is a noun: a location that is an "address" is told so.
        """
        labels: dict[str, tuple[str, ...]] = {}
        own = "" if self._linking.intersection(fold(head).split()[-1:]) else fold(head)
        for code, words in concept.labels.items():
            used = self._taken[code] | self._heads
            free = [word for word in words if fold(word) not in used]
            free = sorted(free, key=lambda word: fold(word) != own)[:MOST_LABELS]
            self._taken[code].update(map(fold, free))
            if free:
                labels[code] = tuple(free)
        return labels

    def of_head(self, profile: Profile) -> dict[str, tuple[str, ...]]:
        """A head in plain words, in each language as far as the packs can say it."""
        phrase = fold(profile.head.phrase)
        labels: dict[str, tuple[str, ...]] = {}
        for pack in self._packs:
            said = self._said(profile, phrase, pack)
            taken = self._taken[pack.code]
            free, number = said, 2
            while free in taken:
                free, number = (phrase if phrase not in taken else f"{said} {number}"), number + 1
            taken.add(free)
            labels[pack.code] = (free,)
        return labels

    def _said(self, profile: Profile, phrase: str, pack: LanguagePack) -> str:
        """ "package weight" as "berat kemasan" and back, where every word of it is known; else as it is."""
        kind, words = profile.kind_of, phrase.split()
        if len(words) == 1 and (nouns := self._nouns(phrase, pack)):
            return nouns[0]
        if kind is None or pack.code not in kind.labels:
            return phrase
        for code, labels in kind.labels.items():
            for label in labels[:_MAIN_LABELS]:
                parts = fold(label).split()
                size = len(parts)
                first, last = words[:size], words[-size:]
                if last == parts and code == "en" != pack.code:
                    rest = [self._from_english[pack.code].get(word, [""])[0] for word in words[:-size]]
                    return " ".join([kind.labels[pack.code][0], *reversed(rest)]) if all(rest) else phrase
                if first == parts and code != "en" == pack.code:
                    rest = [self._to_english.get(word, "") for word in words[size:]]
                    return " ".join([*reversed(rest), kind.labels["en"][0]]) if all(rest) else phrase
        return phrase

    def _nouns(self, english: str, pack: LanguagePack) -> list[str]:
        """What the pack calls it, but for words that say how things are: a plant's light isn't "ringan"."""
        forms = {fold(form) for adjective in pack.adjectives for form in adjective.forms}
        return [word for word in self._from_english[pack.code].get(english, ()) if fold(word) not in forms]

    def of_values(self, values: Sequence[str]) -> dict[str, dict[str, tuple[str, ...]]]:
        """Words for values in the languages that the feed doesn't use: Black is "hitam", Hitam is "black"."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for value in values[:MOST_VALUES]:
            plain = fold(value)
            words: dict[str, tuple[str, ...]] = {}
            for pack in self._packs:
                if pack.glossary and (same := self._from_english[pack.code].get(plain)):
                    words[pack.code] = tuple(same[:3])
                elif not pack.glossary and (english := self._to_english.get(plain)) and english != plain:
                    words[pack.code] = (english,)
            if words:
                found[value] = words
        return found


def vague_words(concept: Concept, packs: Sequence[LanguagePack]) -> dict[str, str]:
    """The commonest vague words about a standard field: `{"light": "low", "ringan": "low"}`.

    The language packs know more of them; these are written out to be seen and changed.
    """
    words: dict[str, str] = {}
    for pack in packs:
        for adjective in pack.adjectives:
            if adjective.about == concept.key:
                words |= dict.fromkeys(adjective.forms[:MOST_WORDS], adjective.towards)
    return words


def _turned(glossary: Mapping[str, str]) -> dict[str, list[str]]:
    turned: dict[str, list[str]] = {}
    for word, english in glossary.items():
        turned.setdefault(fold(english), []).append(word)
    return turned
