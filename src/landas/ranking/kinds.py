"""Does an item's kind answer the words of a query, or is it an accessory of what they name?

"laptop" is answered by a laptop; a laptop bag has the word in its kind, but its main word is another thing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from landas.language.stemming import singular
from landas.language.tokens import word_keys


@dataclass(frozen=True, slots=True)
class KindFit:
    """`match`: the share of the kind's words asked for, 0 where its main word is not. `accessory`: only others are."""

    match: float
    accessory: bool


NO_FIT = KindFit(0.0, accessory=False)


def kind_fit(kind: str, asked: Collection[str]) -> KindFit:
    """How a kind ("laptop bag") fits the terms of a query with all their variants."""
    words = kind_words(kind)
    found = [word in asked for word in words]
    if not any(found):
        return NO_FIT
    if found[-1]:
        return KindFit(sum(found) / len(found), accessory=False)
    return KindFit(0.0, accessory=True)


@lru_cache(maxsize=8192)
def kind_words(kind: str) -> Sequence[str]:
    """The words of a kind in the singular, the main word last."""
    return tuple(singular(key) for key in word_keys(kind)) or ("",)
