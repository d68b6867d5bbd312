"""What is a person's alone to say of themselves, and so is never remembered: health, faith, origin, whom they love,
politics, unions, pregnancy, money troubles. Words of the packs, in every language: people mix them.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from landas.language.pack import LanguagePack, load_pack


def is_sensitive(texts: Iterable[str], packs: Sequence[LanguagePack]) -> bool:
    """Whether any of the texts names such a thing. Better one wish too many forgotten than one of these kept."""
    pattern = _pattern(tuple(pack.code for pack in packs))
    return any(pattern.search(text.casefold()) for text in texts)


@cache
def _pattern(codes: tuple[str, ...]) -> re.Pattern[str]:
    words = {word.casefold() for code in codes for word in _words(code)}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    joined = "|".join(r"[\W_]+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile(rf"(?<![^\W_])(?:{joined})(?![^\W_])")


def _words(code: str) -> list[str]:
    table = load_pack(code).table("safety")["sensitive"]
    return [
        word
        for part in ("attributes", "people", "tastes")
        for words in table[part].values()
        for word in words
    ]
