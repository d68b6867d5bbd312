"""What an import of events says afterwards: counts, and what was wrong with which line."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from landas.ids import canonical_json

SHOWN_PROBLEMS = 1000
"""Problems that a report holds itself; its file lists all."""


@dataclass(frozen=True, slots=True)
class EventProblem:
    """What the sender should know about one row. `stored`: the event was kept all the same."""

    line: int
    reason: str
    stored: bool = False

    def to_document(self) -> dict[str, Any]:
        return {"line": self.line, "reason": self.reason, "stored": self.stored}


@dataclass(frozen=True, slots=True)
class EventImportReport:
    """Counts of rows, and what was wrong with some. `rows` = stored + duplicate + rejected.

    `unknown_item` counts the usable rows whose item the catalogue lacks now.
    """

    rows: int = 0
    stored: int = 0
    duplicate: int = 0
    rejected: int = 0
    unknown_item: int = 0
    problems: tuple[EventProblem, ...] = ()
    notes: tuple[str, ...] = ()
    report_file: Path | None = None

    def to_document(self) -> dict[str, Any]:
        return {
            "rows": self.rows,
            "stored": self.stored,
            "duplicate": self.duplicate,
            "rejected": self.rejected,
            "unknown_item": self.unknown_item,
            "problems": [problem.to_document() for problem in self.problems],
            "notes": list(self.notes),
            "report_file": None if self.report_file is None else str(self.report_file),
        }


class ReportFile:
    """Problems as JSON lines, in a file that is begun with the first of them."""

    def __init__(self, path: Path | None, stack: ExitStack) -> None:
        if path is not None:
            path.unlink(missing_ok=True)  # an earlier import's problems are not this one's
        self.written: Path | None = None
        self._path = path
        self._stack = stack
        self._file: TextIO | None = None

    def add(self, document: Mapping[str, Any]) -> None:
        if self._path is None:
            return
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._stack.enter_context(self._path.open("w", encoding="utf-8"))
            self.written = self._path
        self._file.write(canonical_json(document).decode() + "\n")
