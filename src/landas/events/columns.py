"""Which column of an event file is what: the fields' own names, then names that logs use, then what the values are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from landas.errors import FeedError
from landas.events.checks import FIELDS
from landas.events.column_contents import LogSample
from landas.events.log_words import LogWords, plain_name


@dataclass(frozen=True, slots=True)
class EventColumns:
    """Field -> column of the file. `constant_type` holds for rows that name no type of their own."""

    columns: Mapping[str, str]
    ignored: tuple[str, ...] = ()
    constant_type: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def makes_ids(self) -> bool:
        return "event_id" not in self.columns

    def renamed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """A row of the file under the fields' names."""
        row = {field: values.get(column) for field, column in self.columns.items()}
        # A field that first appears late in a file of JSON lines is still a field.
        row |= {field: values[field] for field in FIELDS if field not in row and field in values}
        if self.constant_type is not None:
            row.setdefault("type", self.constant_type)
        return row


def find_columns(
    names: Collection[str],
    *,
    default_type: str | None = None,
    words: LogWords | None = None,
    item_column: str | None = None,
    sample: LogSample | None = None,
) -> EventColumns:
    """What the columns `names` hold.

    `words` are the names that logs use, `item_column` is what the catalogue's feed calls its ids, `sample` the first
    rows. Raises FeedError when nothing tells the item or the time, or what kind of event the rows are.
    """
    words, sample = words or LogWords(), sample or LogSample()
    columns = _named(names, words, item_column)
    _guess_item(columns, names)
    _look_inside(columns, names, words, sample, default_type)
    kind, notes = default_type, []
    if "type" not in columns and kind is None and words.is_rating(columns.get("value", "")):
        kind = "rating"
        notes.append(f"No column names the type of event: every row is a rating, from {columns['value']!r}.")
    _refuse_unusable(columns, kind, names)
    renamed = [f"{column!r} is {field}" for field, column in columns.items() if field != column]
    if renamed:
        notes.append(f"Columns read as fields: {', '.join(renamed)}.")
    if "event_id" not in columns:
        notes.append(
            "No column is the event's id: each gets one from its content, so rows that say exactly the same "
            "count once, and importing the file again adds nothing."
        )
    ignored = tuple(name for name in names if name not in columns.values())
    if ignored:
        notes.append(f"Columns not used: {', '.join(ignored)}.")
    return EventColumns(columns, ignored, kind if "type" not in columns else None, tuple(notes))


def item_column_by_name(names: Collection[str], words: LogWords) -> str | None:
    """The column that by its name holds the item."""
    columns = _named(names, words, None)
    _guess_item(columns, names)
    return columns.get("item_id")


def _named(names: Collection[str], words: LogWords, item_column: str | None) -> dict[str, str]:
    columns = {field: field for field in FIELDS if field in names}
    if item_column in names and item_column not in columns.values():
        columns.setdefault("item_id", str(item_column))
    folded = {plain_name(name): name for name in reversed(list(names))}
    for field in FIELDS:
        for common in words.names_of(field):
            column = folded.get(common)
            if field not in columns and column is not None and column not in columns.values():
                columns[field] = column
    return columns


def _guess_item(columns: dict[str, str], names: Collection[str]) -> None:
    """The one id column that is left over names the item, whatever a catalogue calls its things."""
    left = [name for name in names if name not in columns.values() and plain_name(name).endswith("id")]
    if "item_id" not in columns and "user_id" in columns and len(left) == 1:
        columns["item_id"] = left[0]


def _look_inside(
    columns: dict[str, str],
    names: Collection[str],
    words: LogWords,
    sample: LogSample,
    default_type: str | None,
) -> None:
    """What names leave open is told by values; ids of the catalogue outdo a name."""
    if columns.get("item_id") != "item_id":
        taken = {column for field, column in columns.items() if field != "item_id"}
        item = sample.item_column([n for n in names if n not in taken], columns.get("item_id"))
        columns |= {} if item is None else {"item_id": item}
    free = [name for name in names if name not in columns.values()]
    if "type" not in columns and default_type is None and (kind := sample.type_column(free, words)):
        columns["type"] = kind
    if "time" not in columns and (time := sample.time_column(free)):
        columns["time"] = time


def _refuse_unusable(columns: Mapping[str, str], kind: str | None, names: Collection[str]) -> None:
    found = f"The columns are: {', '.join(names)}."
    if "item_id" not in columns and "receipt_id" not in columns:
        raise FeedError("No column of the event file names the item.", f"Call it item_id. {found}")
    if "time" not in columns:
        raise FeedError(
            "No column of the event file gives the time.",
            f"Call it time (ISO 8601 or seconds since 1970). {found}",
        )
    if "type" not in columns and kind is None:
        raise FeedError(
            "No column of the event file names the type of event.",
            f"Say what the rows are with --type, for instance --type view. {found}",
        )
