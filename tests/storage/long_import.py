"""An import of items and events in chunks, as the commands do it; run as a program so that it can be killed."""

import sys
from datetime import UTC, datetime

from landas.catalog.items import Item
from landas.events.events import Event
from landas.ids import EventId, ItemId
from landas.storage.database import Database, open_database
from landas.storage.events import SqlEventStore
from landas.storage.items import SqlItemStore

SIZE, CHUNK = 6000, 300
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def import_everything(database: Database) -> None:
    for begin in range(0, SIZE, CHUNK):
        numbers = range(begin, begin + CHUNK)
        new = [Item(ItemId(f"sku-{n}"), "new") for n in numbers]
        SqlItemStore(database).upsert(new, observed_at=NOON)
        SqlEventStore(database).append([Event(EventId(f"e-{n}"), "view", NOON) for n in numbers])


if __name__ == "__main__":
    opened = open_database(sys.argv[1], schema="killed")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    import_everything(opened)
