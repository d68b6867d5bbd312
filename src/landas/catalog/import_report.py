"""What became of a feed: counts, and a file with every problem, one JSON object a line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import orjson

from landas.catalog.canonical import RowError
from landas.catalog.store import UpsertCounts

_SHOWN = 20
_LONGEST_SHOWN = 1000


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


class ProblemFile:
    """Collects problems into a report and, where a path is given, into a file made at the first one.

    Without a file the report holds every problem, since nothing else does.
    """

    def __init__(self, path: Path | None, report: ImportReport) -> None:
        self._path = path
        self._report = report
        self._file: IO[bytes] | None = None

    def add(self, problem: RowError, row: Mapping[str, Any]) -> None:
        if self._path is None or len(self._report.errors) < _SHOWN:
            self._report.errors.append(problem)
        if self._path is None:
            return
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("wb")
            self._report.report_file = self._path
        document = error_document(problem) | {"row": {name: _bounded(value) for name, value in row.items()}}
        self._file.write(orjson.dumps(document, default=str, option=orjson.OPT_NON_STR_KEYS) + b"\n")

    def __enter__(self) -> "ProblemFile":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
