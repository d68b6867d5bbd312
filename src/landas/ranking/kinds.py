"""Is an item of a kind that the words of a query name, or an accessory of what they name?

"laptop" is answered by a laptop; a laptop bag has the word in its kind, but its main word is another thing.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import Literal

from landas.language.stemming import singular
from landas.language.tokens import word_keys

KindFit = Literal["named", "accessory", "other"]


def kind_fit(kind: str, main_word: str, asked: Collection[str]) -> KindFit:
    """How a kind ("laptop bag", main word "bag") fits the terms of a query, given with all their variants.

    `named`: its main word is asked for; `accessory`: only others of its words are; `other`: none is.
    """
    if main_word in asked:
        return "named"
    return "accessory" if any(word in asked for word in _words(kind)) else "other"


@lru_cache(maxsize=8192)
def _words(kind: str) -> tuple[str, ...]:
    return tuple(singular(key) for key in word_keys(kind))
