"""Stretches of the shown items' titles that a turn may say to mean one of them."""

from collections.abc import Mapping, Sequence

from landas.ids import ItemId
from landas.language.tokens import word_keys

_LONGEST_RUN = 8
_SHORTEST_WORD = 4


class TitleRuns:
    """The titles once cut into words: a long text is looked up at each of its words."""

    def __init__(self, titles: Mapping[ItemId, str]) -> None:
        self._holders: dict[tuple[str, ...], set[ItemId]] = {}
        for item, title in titles.items():
            keys = word_keys(title)
            for start in range(len(keys)):
                for end in range(start + 1, min(start + _LONGEST_RUN, len(keys)) + 1):
                    self._holders.setdefault(keys[start:end], set()).add(item)

    def longest(self, keys: Sequence[str], at: int) -> tuple[int, ItemId | None]:
        """The longest stretch from word `at` that one title has and no other: its length and that item."""
        found: tuple[int, ItemId | None] = (0, None)
        for size in range(1, min(_LONGEST_RUN, len(keys) - at) + 1):
            holding = self._holders.get(tuple(keys[at : at + size]))
            if holding is None:
                break
            if len(holding) == 1 and (size > 1 or len(keys[at]) >= _SHORTEST_WORD):
                found = (size, next(iter(holding)))
        return found
