"""What became of a feed: counts, and a file with every problem, one JSON object a line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import orjson

from landas.catalog.canonical import RowError
from landas.catalog.store import UpsertCounts

_SHOWN = 20
_LONGEST_SHOWN = 1000
_QUOTED = 1000
"""Problems whose whole row is quoted; of the others the line and the value suffice, and each quoted row takes time."""


@dataclass(slots=True)
class ImportReport:
    """Counts of one import. `rows` = `landed` + `refused` + `repeated`."""

    rows: int = 0
    landed: int = 0
    refused: int = 0
    repeated: int = 0
    values_left_out: int = 0
    counts: UpsertCounts = field(default_factory=UpsertCounts)
    withdrawn: int = 0
    undeclared_columns: int = 0
    complete: bool = True
    notes: list[str] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    report_file: Path | None = None
    listed: int | None = _SHOWN
    """How many problems `errors` holds at most; None: all, for rows of one request."""

    def to_document(self) -> dict[str, Any]:
        """JSON-ready form; `errors` of a file's import holds the first 20 problems, the report file all of them."""
        return {
            "complete": self.complete,
            "rows": self.rows,
            "landed": self.landed,
            "created": self.counts.created,
            "changed": self.counts.changed,
            "unchanged": self.counts.unchanged,
            "withdrawn": self.withdrawn,
            "bad_rows": self.refused,
            "repeated_rows": self.repeated,
            "values_left_out": self.values_left_out,
            "undeclared_columns": self.undeclared_columns,
            "notes": self.notes,
            "errors": [error_document(error) for error in self.errors],
            "report_file": str(self.report_file) if self.report_file else None,
        }


def error_document(error: RowError) -> dict[str, Any]:
    return {
        "line": error.line,
        "column": error.column,
        "value": _bounded(error.value),
        "reason": error.reason,
        "refused": error.fatal,
    }


def _bounded(value: Any) -> Any:
    """A value short enough for a report: who reads it looks for what is wrong, not for a book."""
    if isinstance(value, str) and len(value) > _LONGEST_SHOWN:
        return f"{value[:_LONGEST_SHOWN]}… ({len(value):,} characters)"
    return value


Kept = Callable[[str], str]
"""A text as it may be kept: without what identifies a person."""


def as_given(text: str) -> str:
    return text


def kept_value(value: Any, kept: Kept) -> Any:
    """Any value with its texts as they may be kept; a number that tells who somebody is becomes a text too."""
    if isinstance(value, str):
        return kept(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value if kept(str(value)) == str(value) else kept(str(value))
    if isinstance(value, Mapping):
        return {key: kept_value(entry, kept) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [kept_value(entry, kept) for entry in value]
    return value


class ProblemFile:
    """Collects problems into a report and, where a path is given, into a file made at the first one.

    Without a file the report holds every problem, since nothing else does. Feeds may hold people's data in any column:
    what is quoted of a row is quoted as it may be kept.
    """

    def __init__(self, path: Path | None, report: ImportReport, kept: Kept = as_given) -> None:
        self._path = path
        self._report = report
        self._kept = kept
        self._quoted = 0
        self._file: IO[bytes] | None = None

    def add(self, problem: RowError, row: Mapping[str, Any]) -> None:
        kept = self._kept
        problem = replace(problem, value=kept_value(problem.value, kept), reason=kept(problem.reason))
        if self._path is None or len(self._report.errors) < _SHOWN:
            self._report.errors.append(problem)
        if self._path is None:
            return
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("wb")
            self._report.report_file = self._path
        document = error_document(problem)
        if self._quoted < _QUOTED:
            self._quoted += 1
            document["row"] = {name: _bounded(kept_value(value, kept)) for name, value in row.items()}
        self._file.write(orjson.dumps(document, default=str, option=orjson.OPT_NON_STR_KEYS) + b"\n")

    def __enter__(self) -> "ProblemFile":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
