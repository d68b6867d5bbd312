"""Which column of an event file is what: the fields' own names first, then names that logs commonly use."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from landas.errors import FeedError
from landas.events.checks import FIELDS

_COMMON_NAMES: Mapping[str, tuple[str, ...]] = {
    "event_id": ("eventid", "eventuuid", "interactionid"),
    "type": ("type", "eventtype", "event", "eventname", "action", "actiontype", "interaction", "behavior"),
    "time": (
        "time",
        "timestamp",
        "eventtime",
        "datetime",
        "ts",
        "date",
        "createdat",
        "unixtime",
        "unixreviewtime",
    ),
    "user_id": ("userid", "user", "visitorid", "customerid", "customer", "uid", "memberid", "reviewerid"),
    "session_id": ("sessionid", "session", "usersession", "visitid"),
    "item_id": (
        "itemid",
        "item",
        "productid",
        "product",
        "sku",
        "articleid",
        "contentid",
        "parentasin",
        "asin",
    ),
    "value": ("value", "rating", "score", "stars", "overall", "amount"),
    "receipt_id": ("receiptid",),
    "position": ("position", "rank"),
}
"""Names without case and punctuation, the likeliest first."""
_RATINGS = ("rating", "score", "stars", "overall")


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


def find_columns(names: Collection[str], *, default_type: str | None = None) -> EventColumns:
    """What the columns `names` hold.

    Raises FeedError when nothing tells the item or the time, or what kind of event the rows are.
    """
    columns = _named(names)
    _guess_item(columns, names)
    kind, notes = default_type, []
    if "type" not in columns and kind is None and _folded(columns.get("value", "")) in _RATINGS:
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


def _named(names: Collection[str]) -> dict[str, str]:
    columns = {field: field for field in FIELDS if field in names}
    folded = {_folded(name): name for name in reversed(list(names))}
    for field in FIELDS:
        for common in _COMMON_NAMES[field]:
            column = folded.get(common)
            if field not in columns and column is not None and column not in columns.values():
                columns[field] = column
    return columns


def _guess_item(columns: dict[str, str], names: Collection[str]) -> None:
    """The one id column that is left over names the item, whatever a catalogue calls its things."""
    left = [name for name in names if name not in columns.values() and _folded(name).endswith("id")]
    if "item_id" not in columns and "user_id" in columns and len(left) == 1:
        columns["item_id"] = left[0]


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


def _folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
