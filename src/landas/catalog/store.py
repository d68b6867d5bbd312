"""What the catalogue needs of a database. Implemented in `storage/`, one behaviour suite for every one."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from landas.catalog.items import Item, ItemVersion
from landas.ids import ItemId, OverlayNumber


@dataclass(frozen=True, slots=True)
class UpsertCounts:
    created: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "UpsertCounts") -> "UpsertCounts":
        return UpsertCounts(
            self.created + other.created, self.changed + other.changed, self.unchanged + other.unchanged
        )


class ItemStore(Protocol):
    """Items by id with their former versions, and the numbered sequence of changes to them.

    Every call that writes is one transaction. The numbers of committed changes never go back: a reader that
    has seen number n has seen every change up to n.
    """

    def upsert(self, items: Sequence[Item], *, observed_at: datetime, source: str = "feed") -> UpsertCounts:
        """Writes a new version of each item whose content differs from the stored one, or was withdrawn."""
        ...

    def withdraw(self, item_ids: Collection[ItemId], *, observed_at: datetime) -> int:
        """Takes items out of the catalogue, keeping their history; gives how many were in it."""
        ...

    def withdraw_absent(self, present: Collection[ItemId], *, observed_at: datetime) -> int:
        """Takes out every item not in `present` (a full snapshot's ids); gives how many."""
        ...

    def get(self, item_ids: Collection[ItemId]) -> Mapping[ItemId, ItemVersion]:
        """Latest versions of those that are in the catalogue now; withdrawn and unknown ids are absent."""
        ...

    def get_as_of(self, item_ids: Collection[ItemId], seq: OverlayNumber) -> dict[ItemId, ItemVersion]:
        """As `get`, at the moment change `seq` had been made."""
        ...

    def scan(self, as_of: OverlayNumber | None = None) -> Iterator[ItemVersion]:
        """Every item in the catalogue, in the order of ids; `as_of` an earlier number if given."""
        ...

    def changes_since(self, seq: OverlayNumber, up_to: OverlayNumber | None = None) -> list[ItemVersion]:
        """The last version of every item changed after `seq`, withdrawn ones included, in order of number."""
        ...

    def latest_number(self) -> OverlayNumber: ...

    def count(self) -> int:
        """Items in the catalogue now."""
        ...
