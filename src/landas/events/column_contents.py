"""What the columns of a log hold, where their names don't say: ids of the catalogue, types of event, times."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from landas.events.checks import reads_as_time
from landas.events.log_words import LogWords
from landas.ids import ItemId

KnownItems = Callable[[Collection[ItemId]], Collection[ItemId]]
"""Of some ids, those that the catalogue has."""

_MOST_VALUES = 500
_MOSTLY = 0.9
_HALF = 0.5


class LogSample:
    """The first rows of a log, column by column."""

    def __init__(
        self, rows: Iterable[Mapping[str, Any]] = (), known_items: KnownItems = lambda ids: ()
    ) -> None:
        self._values: dict[str, dict[str, Any]] = {}
        self._known_items = known_items
        for row in rows:
            for name, value in row.items():
                values = self._values.setdefault(name, {})
                if value not in (None, "") and len(values) < _MOST_VALUES:
                    values[_as_id(value)] = value

    def item_column(self, names: Sequence[str], named: str | None) -> str | None:
        """The column whose values are ids of the catalogue: `named`, unless another one's are and its aren't."""
        if named is not None and self._known_share(named) >= _HALF:
            return named
        shares = {name: self._known_share(name) for name in names}
        best = max(shares, key=lambda name: shares[name], default=None)
        return best if best is not None and shares[best] >= _HALF else named

    def type_column(self, names: Sequence[str], words: LogWords) -> str | None:
        """The one column whose values are types of event."""
        return self._only(names, lambda value: words.type_of(value) is not None)

    def time_column(self, names: Sequence[str]) -> str | None:
        """The one column whose values are times."""
        return self._only(names, reads_as_time)

    def _known_share(self, name: str) -> float:
        ids = [
            ItemId(value) for value in self._values.get(name, ()) if value.isprintable() and len(value) < 200
        ]
        return len(self._known_items(ids)) / len(ids) if ids else 0.0

    def _only(self, names: Sequence[str], holds: Callable[[Any], bool]) -> str | None:
        fitting = [
            name
            for name in names
            if (values := list(self._values.get(name, {}).values()))
            and sum(map(holds, values)) >= _MOSTLY * len(values)
        ]
        return fitting[0] if len(fitting) == 1 else None


def _as_id(value: Any) -> str:
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if whole else str(value).strip()
