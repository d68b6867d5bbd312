"""Text that only models are told: several words in a row of our own prompts, and the marks around data and slots."""

import re
from collections.abc import Iterator
from functools import lru_cache

from landas.safety.output.check import Kind, Surroundings

WORDS_IN_A_ROW = 7
"""Fewer are ordinary language, which a true sentence may share with an example in a prompt."""
_WORD = re.compile(r"\w+")
_MARKS = re.compile(r"</?data>|\{[ei]\d+\.\w+\}|<\|[\w ]+\|>|\[/?INST\]|(?<!\w)title_slot(?!\w)", re.I)


class SystemText:
    """Meets `Check`."""

    kind: Kind = "system_text"

    def find(self, reply: str, around: Surroundings) -> Iterator[tuple[int, int]]:
        for match in _MARKS.finditer(reply):
            yield match.span()
        known = _rows(around.prompts)
        words = list(_WORD.finditer(reply))
        for first in range(len(words) - WORDS_IN_A_ROW + 1):
            row = words[first : first + WORDS_IN_A_ROW]
            if tuple(word.group().casefold() for word in row) in known:
                yield row[0].start(), row[-1].end()


@lru_cache(maxsize=64)
def _rows(prompts: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Every row of so many words of the prompts."""
    found: set[tuple[str, ...]] = set()
    for prompt in prompts:
        words = [word.casefold() for word in _WORD.findall(prompt)]
        found.update(tuple(words[n : n + WORDS_IN_A_ROW]) for n in range(len(words) - WORDS_IN_A_ROW + 1))
    return frozenset(found)
