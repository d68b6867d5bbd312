"""What one column of a feed holds, gathered in a single pass with bounded memory.

Counts of distinct values stop where there are too many to be a list of kinds, and examples are thinned out
evenly, so that a feed of a million rows costs no more than one of ten thousand.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from landas.catalog.fields import is_number
from landas.catalog.texts import clean_text, is_missing

MOST_DISTINCT = 2000
MOST_EXAMPLES = 1000
_LONGEST_COUNTED = 60
_LONGEST_EXAMPLE = 300
_LONGEST_KEY = 100
_REPEATS_ALLOWED = 20
_REPEATS_SHARE = 0.02


class Column:
    """The statistics of one column. `add` takes its values one by one."""

    __slots__ = (
        "_stride",
        "_wait",
        "characters",
        "distinct",
        "examples",
        "filled",
        "keys",
        "lists",
        "name",
        "numbers",
        "objects",
        "repeats",
        "texts",
    )

    def __init__(self, name: str) -> None:
        self.name = name
        self.filled = 0
        self.texts = 0
        self.numbers = 0
        self.lists = 0
        self.objects = 0
        """Values that are lists of objects, or such lists written as JSON text."""
        self.characters = 0
        self.distinct: Counter[Any] | None = Counter()
        """How often each short value occurs; None where there are more than `MOST_DISTINCT`."""
        self.examples: list[Any] = []
        """At most `MOST_EXAMPLES` values, evenly spread over the feed."""
        self.keys: set[int] | None = set()
        """Hashes of the values while they could be ids; None once too many repeat."""
        self.repeats = 0
        self._stride = 1
        self._wait = 0

    def add(self, value: Any) -> None:
        if isinstance(value, str):
            if is_missing(value):
                return
            self.texts += 1
            self.characters += len(value)
            self.objects += value.lstrip().startswith("[{")
        elif isinstance(value, list | Mapping):
            self.lists += 1
            self.objects += isinstance(value, Mapping) or isinstance(value[0], Mapping)
        elif is_number(value):
            self.numbers += 1
        self.filled += 1
        self._keep_example(value)
        self._count(value)
        if self.keys is not None:
            self._key(value)

    def _keep_example(self, value: Any) -> None:
        if self._wait:
            self._wait -= 1
            return
        if isinstance(value, str) and len(value) > _LONGEST_EXAMPLE:
            value = value[:_LONGEST_EXAMPLE]
        self.examples.append(value)
        if len(self.examples) >= MOST_EXAMPLES:
            self.examples = self.examples[::2]
            self._stride *= 2
        self._wait = self._stride - 1

    def _count(self, value: Any) -> None:
        if self.distinct is None:
            return
        if isinstance(value, list | Mapping) or (isinstance(value, str) and len(value) > _LONGEST_COUNTED):
            return
        self.distinct[value] += 1
        if len(self.distinct) > MOST_DISTINCT:
            self.distinct = None

    def _key(self, value: Any) -> None:
        assert self.keys is not None
        if isinstance(value, bool | list | Mapping) or (isinstance(value, str) and len(value) > _LONGEST_KEY):
            self.keys = None
            return
        key = key_of(value)
        if key in self.keys:
            self.repeats += 1
            if self.repeats > _REPEATS_ALLOWED + _REPEATS_SHARE * self.filled:
                self.keys = None
        else:
            self.keys.add(key)

    def share(self, rows: int) -> float:
        """The share of rows that have a value, in [0, 1]."""
        return self.filled / rows if rows else 0.0

    @property
    def mean_length(self) -> float:
        """Mean number of characters of its texts."""
        return self.characters / self.texts if self.texts else 0.0

    @property
    def kinds(self) -> int | None:
        """How many different short values there are; None where too many were met to count."""
        return None if self.distinct is None else len(self.distinct)


def key_of(value: Any) -> int:
    """A hash of a value as the id it would become."""
    return hash(value.strip() if isinstance(value, str) else clean_text(value))
