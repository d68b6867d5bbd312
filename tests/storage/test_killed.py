"""A process killed at any moment leaves a database that works, and the next run finishes the job."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from landas.catalog.items import Item
from landas.ids import ItemId, OverlayNumber
from landas.storage.database import open_database
from landas.storage.events import SqlEventStore
from landas.storage.items import SqlItemStore
from tests.storage import long_import
from tests.storage.long_import import CHUNK, NOON, SIZE, import_everything


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_killed_import_leaves_whole_chunks_and_the_next_run_finishes(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    address = str(tmp_path / "landas.db") if kind == "sqlite" else request.getfixturevalue("postgres_address")
    database = open_database(address, schema="killed")
    items, events = SqlItemStore(database), SqlEventStore(database)
    items.upsert([Item(ItemId("sku-0"), "old"), Item(ItemId("other"), "old")], observed_at=NOON)
    for seconds in (0.03, 0.12):
        _kill_after(seconds, address)
        # A server may still commit what the killed client had sent, so the catalogue is read once it stands still.
        number = -1
        while number != items.latest_number():
            number = items.latest_number()
            new = sum(version.item.title == "new" for version in items.scan())
        assert new % CHUNK == events.count() % CHUNK == 0
        assert items.latest_number() == 2 + new
    import_everything(database)
    assert (items.count(), events.count(), items.latest_number()) == (SIZE + 1, SIZE, SIZE + 2)
    before = {version.item.item_id: version.item.title for version in items.scan(OverlayNumber(2))}
    assert before == {"sku-0": "old", "other": "old"}
    database.close()


def _kill_after(seconds: float, address: str) -> None:
    process = subprocess.Popen([sys.executable, long_import.__file__, address], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(seconds)
    process.kill()
    process.wait()
    process.stdout.close()
