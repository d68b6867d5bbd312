"""An ItemStore in memory, for tests of what is written rather than of how it is kept."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from landas.catalog.items import Item, ItemVersion
from landas.catalog.store import UpsertCounts
from landas.ids import ItemId, OverlayNumber


class MemoryItemStore:
    """The whole history as a list: entry number n - 1 is change number n."""

    def __init__(self) -> None:
        self.history: list[ItemVersion] = []
        self.transactions = 0

    def upsert(self, items: Sequence[Item], *, observed_at: datetime, source: str = "feed") -> UpsertCounts:
        self.transactions += 1
        created = changed = unchanged = 0
        latest = self._latest(OverlayNumber(len(self.history)))
        for item in items:
            known = latest.get(item.item_id)
            if known and known.item == item and not known.withdrawn:
                unchanged += 1
                continue
            created, changed = created + (known is None), changed + (known is not None)
            latest[item.item_id] = self._append(item, known, observed_at, source, withdrawn=False)
        return UpsertCounts(created, changed, unchanged)

    def withdraw(self, item_ids: Collection[ItemId], *, observed_at: datetime) -> int:
        live = self.get(item_ids)
        for known in live.values():
            self._append(known.item, known, observed_at, known.source, withdrawn=True)
        return len(live)

    def withdraw_absent(self, present: Collection[ItemId], *, observed_at: datetime) -> int:
        return self.withdraw(
            [v.item.item_id for v in self.scan() if v.item.item_id not in present], observed_at=observed_at
        )

    def get(self, item_ids: Collection[ItemId]) -> dict[ItemId, ItemVersion]:
        return self.get_as_of(item_ids, self.latest_number())

    def get_as_of(self, item_ids: Collection[ItemId], seq: OverlayNumber) -> dict[ItemId, ItemVersion]:
        wanted = set(item_ids)
        return {i: v for i, v in self._latest(seq).items() if i in wanted and not v.withdrawn}

    def scan(self, as_of: OverlayNumber | None = None) -> Iterator[ItemVersion]:
        latest = self._latest(self.latest_number() if as_of is None else as_of)
        yield from (latest[i] for i in sorted(latest) if not latest[i].withdrawn)

    def changes_since(self, seq: OverlayNumber, up_to: OverlayNumber | None = None) -> list[ItemVersion]:
        latest = self._latest(self.latest_number() if up_to is None else up_to)
        return sorted((v for v in latest.values() if v.seq > seq), key=lambda version: version.seq)

    def latest_number(self) -> OverlayNumber:
        return OverlayNumber(len(self.history))

    def count(self) -> int:
        return sum(1 for _ in self.scan())

    def _latest(self, seq: OverlayNumber) -> dict[ItemId, ItemVersion]:
        return {version.item.item_id: version for version in self.history[:seq]}

    def _append(
        self, item: Item, known: ItemVersion | None, observed_at: datetime, source: str, *, withdrawn: bool
    ) -> ItemVersion:
        number = OverlayNumber(len(self.history) + 1)
        version = ItemVersion(item, known.version + 1 if known else 1, number, observed_at, source, withdrawn)
        self.history.append(version)
        return version
