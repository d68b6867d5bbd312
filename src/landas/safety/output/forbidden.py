"""Words that the project forbids in replies (`[wording] forbidden_claims`), outside the names of things."""

import re
from collections.abc import Iterator
from functools import lru_cache

from landas.safety.output.check import Kind, Surroundings

_BETWEEN = r"[\W_]+"


class ForbiddenClaims:
    """Meets `Check`. Whole words, however they are capitalised and whatever stands between two of them."""

    kind: Kind = "forbidden_claim"

    def find(self, reply: str, around: Surroundings) -> Iterator[tuple[int, int]]:
        if not around.forbidden:
            return
        for match in _pattern(around.forbidden).finditer(around.own_words(reply)):
            yield match.span()


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    whole = (_BETWEEN.join(map(re.escape, re.findall(r"\w+", phrase))) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(filter(None, whole)) or '(?!)'})(?!\w)", re.I)
