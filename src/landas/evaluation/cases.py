"""Cases of an evaluation read from files, each fault named with its line."""

import csv
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from landas.errors import DataError
from landas.evaluation.understanding_cases import UnderstandingCase
from landas.metrics.ranking import Grades


@dataclass(frozen=True, slots=True)
class SearchCase:
    """One query with the grades people gave. Without `language` it is told from the query."""

    query: str
    grades: Grades
    language: str | None = None


class WordingCase(BaseModel):
    """One request to be answered. Without `language` it is told from the text."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str = Field(min_length=1)
    language: str | None = None


def search_cases(path: Path) -> list[SearchCase]:
    """Queries of a CSV file `query,item_id,grade`, in the order in which they first appear; a column `language` is read
    where there is one, of a query's first line.

    Raises DataError for a file without these columns or with a grade that is no number of 0 or more.
    """
    grades: dict[str, dict[str, float]] = {}
    languages: dict[str, str | None] = {}
    with _opened(path) as lines:
        reader = csv.DictReader(lines)
        missing = {"query", "item_id", "grade"} - set(reader.fieldnames or ())
        if missing:
            raise DataError(
                f"{path.name} lacks the columns {', '.join(sorted(missing))}.", "Write query,item_id,grade."
            )
        for row in reader:
            languages.setdefault(row["query"], row.get("language") or None)
            grades.setdefault(row["query"], {})[row["item_id"]] = _grade(row["grade"], path, reader.line_num)
    if not grades:
        raise DataError(f"{path.name} holds no cases.", "Write one line a judged item: query,item_id,grade.")
    return [SearchCase(query, judged, languages[query]) for query, judged in grades.items()]


def _grade(text: str | None, path: Path, line: int) -> float:
    try:
        grade = float(text or "")
    except ValueError as error:
        raise DataError(
            f"{path.name}, line {line}: grade {text!r} is no number.", "Grade with 0, 1, 2, …"
        ) from error
    if not 0 <= grade < 32:
        raise DataError(f"{path.name}, line {line}: grade {text} is out of range.", "Grade with 0, 1, 2, …")
    return grade


CaseT = TypeVar("CaseT", bound=BaseModel)


def understanding_cases(path: Path) -> list[UnderstandingCase]:
    """Texts of a JSONL file. Raises DataError, naming the line, for one that is no case."""
    form = '{"text", "language", "phenomenon", "expect": {"category", "constraints": [{"field", "op", "value"}]}}'
    return json_cases(path, UnderstandingCase, form)


def check_fields(path: Path, cases: Sequence[UnderstandingCase], known: Collection[str]) -> None:
    """Raises DataError for a case that expects something of a field the catalogue lacks, which no text could meet."""
    for case in cases:
        for name in case.expect.fields:
            if name not in known:
                near = get_close_matches(name, known, 1)
                remedy = f"Did you mean {near[0]!r}?" if near else f"It has {', '.join(sorted(known))}."
                raise DataError(
                    f"{path.name}: {case.text!r} expects something of {name!r}, which is no field.", remedy
                )


def wording_cases(path: Path) -> list[WordingCase]:
    """Requests of a JSONL file. Raises DataError, naming the line, for one that is no case."""
    return json_cases(path, WordingCase, '{"text", "language"}')


def json_cases(path: Path, kind: type[CaseT], form: str) -> list[CaseT]:
    """One case a line; `form` is what a line should look like, for the message."""
    cases = []
    with _opened(path) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                cases.append(kind.model_validate(json.loads(line)))
            except (ValueError, ValidationError) as error:
                first = _first(error) if isinstance(error, ValidationError) else str(error)
                raise DataError(
                    f"{path.name}, line {number} is no case: {first}.", f"Write {form}."
                ) from error
    if not cases:
        raise DataError(f"{path.name} holds no cases.", "Write one JSON document a line.")
    return cases


def _first(error: ValidationError) -> str:
    found = error.errors()[0]
    return f"{'.'.join(map(str, found['loc'])) or 'the line'}: {found['msg']}"


def _opened(path: Path) -> Any:
    try:
        return path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise DataError(f"{path} can't be read: {error.strerror}.", "Check the path.") from error
