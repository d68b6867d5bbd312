"""Takes in events from files and requests: idempotent, in chunks, and nothing that was sent is lost.

Usable events are stored, of unknown items too: they count as soon as the item exists. Unusable ones are kept
whole with the reason, and both are listed in the report.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

from landas.clock import iso
from landas.errors import FeedError
from landas.events.checks import check_event
from landas.events.column_contents import KnownItems, LogSample
from landas.events.columns import EventColumns, find_columns
from landas.events.events import Event, EventStore, RejectedEvent
from landas.events.log_words import LogWords
from landas.events.report import SHOWN_PROBLEMS, EventImportReport, EventProblem, ReportFile
from landas.ids import EventId, ItemId, content_hash

CHUNK = 2000
"""Rows a transaction: what a killed import may have to repeat."""


class EventRow(Protocol):
    """One row of a file: its line from 1, its values by column, and why it could not be read, if so."""

    @property
    def line(self) -> int: ...

    @property
    def values(self) -> Mapping[str, Any]: ...

    @property
    def fault(self) -> str | None: ...


def import_events(
    rows: Iterable[EventRow],
    store: EventStore,
    known_items: KnownItems,
    *,
    default_type: str | None = None,
    words: LogWords | None = None,
    item_column: str | None = None,
    report_path: Path | None = None,
    progress: Callable[[int], None] | None = None,
    kept: Callable[[str], str] = str,
) -> EventImportReport:
    """Takes in the rows of a file, whose columns and types may have names that logs use, or that `words` has.

    `default_type` is the type of event where no column names one; `item_column` is what the catalogue's feed
    calls its ids; problems go to `report_path` as JSON lines;
    `progress` hears the number of rows done; reasons are told as `kept` gives their texts. Raises FeedError when the
    columns can't be events, and for a file that ends in the middle, once the rows before are stored.
    """
    chunks = _chunks(rows)
    first = next(chunks, [])
    if not first:
        return EventImportReport(notes=("The file holds no rows.",))
    words = words or LogWords()
    columns = find_columns(
        _names(first),
        default_type=default_type,
        words=words,
        item_column=item_column,
        sample=LogSample((row.values for row in first if row.fault is None), known_items),
    )
    with ExitStack() as stack:
        intake = _Intake(store, known_items, ReportFile(report_path, stack), kept)
        for chunk in chain([first], chunks):
            intake.take([(row.line, _checked(row, columns, words)) for row in chunk])
            if progress is not None:
                progress(intake.report.rows)
        return replace(intake.report, notes=columns.notes, report_file=intake.file.written)


def receive_events(raws: Sequence[Any], store: EventStore, known_items: KnownItems) -> EventImportReport:
    """Takes in the events of one request. A problem's `line` is the event's place in the list from 1."""
    with ExitStack() as stack:
        intake = _Intake(store, known_items, ReportFile(None, stack))
        intake.take([(place, check_event(raw)) for place, raw in enumerate(raws, start=1)])
        return intake.report


def _names(rows: Sequence[EventRow]) -> list[str]:
    """The columns of several rows together: each of JSON lines may have only some of them."""
    readable = [row for row in rows if row.fault is None] or rows
    return list(dict.fromkeys(name for row in readable for name in row.values))


def _checked(source: EventRow, columns: EventColumns, words: LogWords) -> Event | RejectedEvent:
    if source.fault is not None:
        return RejectedEvent({**source.values, "line": source.line}, source.fault)
    row = columns.renamed(source.values)
    row["type"] = words.type_of(row.get("type")) or row.get("type")
    makes_id = columns.makes_ids and "event_id" not in row
    if makes_id:
        row["event_id"] = "content"
    checked = check_event(row)
    if isinstance(checked, RejectedEvent):
        return RejectedEvent(dict(source.values), checked.reason)
    return checked._replace(event_id=_id_from_content(checked)) if makes_id else checked


def _id_from_content(event: Event) -> EventId:
    said = (event.type, iso(event.time), event.user_id, event.session_id, event.item_id)
    return EventId(f"c-{content_hash([*said, event.value, event.receipt_id, event.position])}")


def _chunks(rows: Iterable[EventRow]) -> Iterator[list[EventRow]]:
    chunk: list[EventRow] = []
    try:
        for row in rows:
            chunk.append(row)
            if len(chunk) == CHUNK:
                yield chunk
                chunk = []
    except FeedError:
        # The file ends in the middle: what was read until there is kept, as the error says.
        if chunk:
            yield chunk
        raise
    if chunk:
        yield chunk


@dataclass(slots=True)
class _Intake:
    """Stores checked events chunk by chunk and adds up the report."""

    store: EventStore
    known_items: KnownItems
    file: ReportFile
    kept: Callable[[str], str] = str
    """What of a reason may be kept."""
    report: EventImportReport = field(default_factory=EventImportReport)
    seen: dict[ItemId, bool] = field(default_factory=dict)

    def take(self, checked: Sequence[tuple[int, Event | RejectedEvent]]) -> None:
        rejected = [(line, one) for line, one in checked if isinstance(one, RejectedEvent)]
        usable = [(line, one) for line, one in checked if isinstance(one, Event)]
        self.store.keep_rejected([one for _, one in rejected])
        counts = self.store.append([one for _, one in usable])
        problems = [EventProblem(line, one.reason) for line, one in rejected] + self._unknown(usable)
        problems = [replace(problem, reason=self.kept(problem.reason)) for problem in problems]
        problems.sort(key=lambda problem: problem.line)
        for problem in problems:
            self.file.add(problem.to_document())
        so_far = self.report
        self.report = replace(
            so_far,
            rows=so_far.rows + len(checked),
            stored=so_far.stored + counts.stored,
            duplicate=so_far.duplicate + counts.duplicate,
            rejected=so_far.rejected + len(rejected),
            unknown_item=so_far.unknown_item + len(problems) - len(rejected),
            problems=(so_far.problems + tuple(problems))[:SHOWN_PROBLEMS],
        )

    def _unknown(self, usable: Sequence[tuple[int, Event]]) -> list[EventProblem]:
        """The events whose item the catalogue lacks."""
        new = {one.item_id for _, one in usable if one.item_id is not None} - self.seen.keys()
        known = set(self.known_items(sorted(new))) if new else set()
        self.seen.update({item_id: item_id in known for item_id in new})
        return [
            EventProblem(line, f"item {one.item_id!r} is not in the catalogue; kept until it is", stored=True)
            for line, one in usable
            if one.item_id is not None and not self.seen[one.item_id]
        ]
