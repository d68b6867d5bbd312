"""Event files as cases of the suite `ranking`: read by the door that imports use, without a project."""

import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from landas.catalog.feeds.reading import read_rows
from landas.errors import DataError
from landas.events.events import AppendCounts, Event, EventStore, RejectedEvent
from landas.events.importing import import_events
from landas.events.log_words import LogWords
from landas.events.sequences import Sequences
from landas.ids import ItemId
from landas.language.pack import load_packs, pack_codes
from landas.retrieval.interactions import write_interactions
from landas.retrieval.turned import turned_of

_ENDINGS = (".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".parquet")


def holds_events(path: Path) -> bool:
    """By the file's name; anything else is read as sequences."""
    name = path.name.lower().removesuffix(".gz")
    return name.endswith(_ENDINGS)


def read_events(
    path: Path, default_type: str | None = None, item_column: str | None = None
) -> tuple[Sequences, dict[str, int]]:
    """What people turned to, with times, and what the report of the rows counts.

    Columns and types have names of any language that there is a pack of; `item_column` is what the catalogue's feed
    calls its ids. Rows are the items in the order of their ids, so that a row number tells nothing of time. Raises
    FeedError for a file that can't be read as events, DataError where nobody in particular turns to anything.
    """
    kept = _Kept()
    report = import_events(
        read_rows(path),
        cast(EventStore, kept),
        _none,
        default_type=default_type,
        words=LogWords(load_packs(pack_codes())),
        item_column=item_column,
    )
    events = sorted(kept.events, key=lambda event: (event.time, event.event_id))
    items = sorted({event.item_id for event in events if event.item_id is not None})
    rows = {item_id: row for row, item_id in enumerate(items)}
    with tempfile.TemporaryDirectory() as folder:
        log = write_interactions(events, rows, Path(folder))
        sequences = turned_of(log, max(len(rows), 1)).sequences
    if not len(sequences.rows):
        raise DataError(
            f"{path.name} holds no event in which somebody turns to an item.",
            "Give views, clicks, purchases or good ratings with user_id or session_id.",
        )
    return sequences, {"rows": report.rows, "rejected": report.rejected, "duplicate": report.duplicate}


@dataclass
class _Kept:
    """What an import needs of a store: events in memory, each once."""

    events: list[Event] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def append(self, events: Sequence[Event]) -> AppendCounts:
        new = [event for event in events if event.event_id not in self.seen]
        self.seen.update(event.event_id for event in new)
        self.events += new
        return AppendCounts(len(new), len(events) - len(new))

    def keep_rejected(self, rejected: Sequence[RejectedEvent]) -> None:
        """They are counted in the report."""


def _none(item_ids: Collection[ItemId]) -> tuple[ItemId, ...]:
    """No catalogue stands beside the file, so ids tell nothing of which column holds the items."""
    return ()
