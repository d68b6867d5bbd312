"""Imports a feed into the catalogue: good rows land, bad ones go to a report, the same file twice changes nothing.

The file is read twice. The first reading finds the ids that stand on several rows (of which the last good one
counts), so that the second can write the rest as it comes, a thousand rows a transaction. A killed import
leaves whole transactions behind, and running it again finishes the job.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from landas.catalog.amounts import Packs
from landas.catalog.canonical import ReadItem, RowError, item_id_of, to_item
from landas.catalog.feeds.reading import read_rows
from landas.catalog.feeds.rows import FeedCut, FeedRow, flat
from landas.catalog.fields import Schema
from landas.catalog.import_report import ImportReport, Kept, ProblemFile, as_given
from landas.catalog.items import Item
from landas.catalog.keywords import columns_read, pattern_of
from landas.catalog.store import ItemStore
from landas.clock import Clock
from landas.errors import FeedError
from landas.ids import ItemId
from landas.language.pack import load_packs

CHUNK = 1000
_NAMED = 12
MOST_BAD = 0.5
"""A snapshot with a larger share of bad rows withdraws nothing: the fault is likely the file's."""

Progress = Callable[[int, int], None]
"""Called with rows done and rows in all."""


def _silent(done: int, total: int) -> None:
    return None


def import_items(
    path: Path,
    schema: Schema,
    store: ItemStore,
    clock: Clock,
    *,
    full: bool = False,
    report_path: Path | None = None,
    progress: Progress = _silent,
    kept: Kept = as_given,
) -> ImportReport:
    """Reads a whole feed into the store; with `full`, items absent from it are withdrawn. The report quotes rows as
    `kept` gives their texts.

    Raises FeedError for a file that can't be used at all, before anything is written. A file that is cut off
    lands as far as it goes: `complete` is then False and nothing is withdrawn.
    """
    survey = survey_feed(path, schema)
    ignored = survey.columns - columns_read(schema)
    ignored = {column for column in ignored if pattern_of(column, schema.keyword_columns) is None}
    report = ImportReport(undeclared_columns=len(ignored))
    with ProblemFile(report_path, report, kept) as problems:
        writing = _Writing(schema, store, clock, report, problems)
        try:
            for row in read_rows(path):
                writing.take(row, held=item_id_of(row.values, schema) in survey.repeated)
                if report.rows % CHUNK == 0:
                    progress(report.rows, survey.rows)
        except FeedCut as cut:
            report.complete = False
            report.notes.append(str(cut))
        writing.finish()
    progress(report.rows, survey.rows)
    if report.complete:
        report.notes += _lacking(schema, survey.columns)
    if full:
        _withdraw_absent(report, survey, store, clock)
    return report


def upsert_rows(rows: Sequence[Any], schema: Schema, store: ItemStore, clock: Clock) -> ImportReport:
    """Writes rows that came over HTTP in one transaction; the report lists every problem.

    The `line` of a problem is the row's place in the list from 1.
    """
    report = ImportReport(listed=None)
    seen: set[ItemId | None] = set()
    repeated: set[ItemId | None] = set()
    read = [_sent_row(number, row) for number, row in enumerate(rows, start=1)]
    for row in read:
        item_id = item_id_of(row.values, schema)
        (repeated if item_id in seen else seen).add(item_id)
    with ProblemFile(None, report) as problems:
        writing = _Writing(schema, store, clock, report, problems, chunk=len(read) + 1)
        for row in read:
            writing.take(row, held=item_id_of(row.values, schema) in repeated)
        writing.finish()
    return report


def _sent_row(number: int, row: Any) -> FeedRow:
    if isinstance(row, Mapping):
        return FeedRow(number, flat(row))
    return FeedRow(number, {}, f"a row is an object of columns, not {row!r:.60}")


@dataclass(slots=True)
class FeedSurvey:
    """What the first reading of a feed finds."""

    rows: int = 0
    ids: set[ItemId] = field(default_factory=set)
    repeated: set[ItemId | None] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)
    cut: bool = False


def survey_feed(path: Path, schema: Schema) -> FeedSurvey:
    """Reads ids and columns. Raises FeedError for a file without rows or without the id or title column."""
    survey = FeedSurvey()
    try:
        for row in read_rows(path):
            survey.rows += 1
            survey.columns.update(row.values)
            item_id = item_id_of(row.values, schema)
            if item_id in survey.ids:
                survey.repeated.add(item_id)
            elif item_id is not None:
                survey.ids.add(item_id)
    except FeedCut:
        survey.cut = True
    if not survey.rows:
        raise FeedError(f"{path} holds no rows.", "Export the feed again.")
    for key, column in (("id", schema.id_column), ("title", schema.title_column)):
        if column not in survey.columns:
            raise FeedError(
                f"{path} has no column {column!r}, which [catalog].{key} in landas.toml names; "
                f"its columns are {_some(survey.columns)}.",
                f"Correct [catalog].{key} or the file.",
            )
    return survey


def _lacking(schema: Schema, columns: Collection[str]) -> list[str]:
    """A note of columns that the project file names and no row has: a renamed one would empty its field unseen."""
    named = {
        column: f"[catalog.fields.{name}]"
        for name, field in schema.fields.items()
        for column in (field.column,)
    }
    if schema.offers_column in columns:  # offers may bring what the rows themselves lack
        named = {}
    named |= dict.fromkeys(schema.text_columns, "[catalog].text")
    if schema.group_column is not None:
        named[schema.group_column] = "[catalog].group"
    lacking = sorted(f"{column!r} of {key}" for column, key in named.items() if column not in columns)
    if not lacking:
        return []
    more = f" and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else ""
    return [
        f"No row has these columns, so nothing is known of them: {', '.join(lacking[:_NAMED])}{more}. "
        "Correct landas.toml or the file, unless it is meant so."
    ]


def _some(columns: Iterable[str]) -> str:
    names = sorted(columns)
    shown = ", ".join(repr(name) for name in names[:12])
    return f"{shown} and {len(names) - 12} more" if len(names) > 12 else shown


class _Writing:
    """Takes rows one by one and writes the good ones in transactions of `chunk`."""

    def __init__(
        self,
        schema: Schema,
        store: ItemStore,
        clock: Clock,
        report: ImportReport,
        problems: ProblemFile,
        chunk: int = CHUNK,
    ) -> None:
        self._schema = schema
        self._packs: Packs = load_packs(schema.languages)
        self._store = store
        self._observed_at = clock()
        self._report = report
        self._problems = problems
        self._chunk = chunk
        self._waiting: list[Item] = []
        self._held: dict[ItemId, tuple[Item, int, Mapping[str, Any]]] = {}

    def take(self, row: FeedRow, *, held: bool) -> None:
        self._report.rows += 1
        read: ReadItem = to_item(row, self._schema, self._packs)
        for problem in read.problems:
            self._problems.add(problem, row.values)
        self._report.values_left_out += sum(not problem.fatal for problem in read.problems)
        if read.item is None:
            self._report.refused += 1
        elif held:
            self._hold(read.item, row)
        else:
            self._waiting.append(read.item)
            if len(self._waiting) >= self._chunk:
                self._write()

    def _hold(self, item: Item, row: FeedRow) -> None:
        """Keeps the last good row of an id that stands on several, and reports the one it replaces."""
        earlier = self._held.get(item.item_id)
        if earlier is not None:
            self._report.repeated += 1
            reason = f"id {item.item_id!r} stands again on line {row.line}; the later row counts"
            problem = RowError(earlier[1], self._schema.id_column, item.item_id, reason, fatal=False)
            self._problems.add(problem, earlier[2])
        self._held[item.item_id] = (item, row.line, row.values)

    def finish(self) -> None:
        for item, _, _ in self._held.values():
            self._waiting.append(item)
            if len(self._waiting) >= self._chunk:
                self._write()
        self._write()

    def _write(self) -> None:
        if self._waiting:
            counts = self._store.upsert(self._waiting, observed_at=self._observed_at)
            self._report.counts = self._report.counts + counts
            self._report.landed += len(self._waiting)
            self._waiting = []


def _withdraw_absent(report: ImportReport, survey: FeedSurvey, store: ItemStore, clock: Clock) -> None:
    """Withdraws what a snapshot lacks, unless the snapshot can't be trusted; a bad row's item is not absent."""
    if not report.complete:
        report.notes.append("Nothing was withdrawn: a full snapshot must be read to its end.")
    elif report.refused > MOST_BAD * report.rows:
        report.notes.append(
            f"Nothing was withdrawn: {report.refused} of {report.rows} rows are bad, "
            "so what is absent can't be told. Correct the rows and import the snapshot again."
        )
    else:
        report.withdrawn = store.withdraw_absent(survey.ids, observed_at=clock())
