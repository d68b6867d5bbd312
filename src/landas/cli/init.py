"""`landas init`: proposes a project file from a feed, and says what it guessed."""

import re
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landas.cli.output import JsonOption, ProjectOption, print_json, print_line
from landas.cli.progress import counted

if TYPE_CHECKING:
    from landas.catalog.proposal.proposal import Proposal
    from landas.catalog.proposal.survey import ColumnSurvey
    from landas.events.log_words import LogWords

LANGUAGES = ("en", "id")
_EVENT_ROWS = 5000
_FEWEST_IDS = 8
_HALF = 0.5
_SHOWN = 20


def init(
    items: Annotated[Path, typer.Option("--items", help="The feed: CSV, TSV, JSONL, Parquet, Merchant XML.")],
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="The project's folder; made where absent.")
    ] = None,
    events: Annotated[
        Path | None, typer.Option("--events", help="Events, to tell by which column they name items.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a landas.toml that is there.")] = False,
    project: ProjectOption = Path("."),
    as_json: JsonOption = False,
) -> None:
    """Propose landas.toml from a feed. Asks nothing; what it guessed is marked in the file."""
    from landas.catalog.proposal.project_file import write_project_file
    from landas.catalog.proposal.proposing import propose
    from landas.catalog.proposal.survey import survey_columns
    from landas.events.log_words import LogWords
    from landas.language.pack import load_packs
    from landas.settings import parse_project

    folder = folder or project
    target = _target(folder, force)
    with counted("reading", "rows") as progress:
        survey = survey_columns(items, lambda rows: progress(rows, rows))
    packs = load_packs(LANGUAGES)
    event_ids = _event_items(events, survey, LogWords(packs)) if events is not None else frozenset()
    proposal = propose(survey, _project_name(folder), items.name, packs, event_ids)
    if events is not None and not event_ids:
        unused = f"No column of {events.name} holds ids of this feed, so the events were not used."
        proposal = replace(proposal, notes=(*proposal.notes, unused))
    text = write_project_file(proposal)
    parse_project(text)
    folder.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    if as_json:
        print_json({"project_file": str(target), **proposal.to_document()})
    else:
        _print(proposal, target, folder, items)


def _target(folder: Path, force: bool) -> Path:
    """Where the file goes. Raises Conflict where one is there and BadRequest where the folder is a file."""
    from landas.errors import BadRequest, Conflict
    from landas.settings import PROJECT_FILE

    target = folder / PROJECT_FILE
    if folder.exists() and not folder.is_dir():
        raise BadRequest(f"{folder} is a file.", "Name a folder for the project.")
    if target.exists() and not force:
        raise Conflict(f"{target} is there already.", "Add --force to replace it, or name another folder.")
    return target


def _project_name(folder: Path) -> str:
    """The folder's name as a project's: lower-case letters, digits, `-` and `_`."""
    plain = re.sub(r"[^a-z0-9_-]+", "-", folder.resolve().name.lower()).strip("-_")
    return plain or "project"


def _event_items(path: Path, survey: "ColumnSurvey", words: "LogWords") -> frozenset[str]:
    """The items that the first events name: a column whose values a column of the feed has, the one named so first.

    Nothing where less than half fit. Raises FeedError for a file that can't be read.
    """
    from landas.catalog.feeds.reading import read_rows
    from landas.catalog.proposal.column import key_of
    from landas.events.columns import item_column_by_name

    values: dict[str, set[str]] = {}
    for row in islice((row for row in read_rows(path) if row.fault is None), _EVENT_ROWS):
        for name, value in row.values.items():
            values.setdefault(name, set()).add(str(value))
    keys = [column.keys for column in survey.columns.values() if column.keys]

    def share(name: str) -> float:
        wanted = {key_of(value) for value in values[name]}
        return max((len(wanted & known) for known in keys), default=0) / len(wanted)

    named = item_column_by_name(values, words)
    if named is not None and share(named) >= _HALF:
        return frozenset(values[named])
    # Few small numbers, such as ratings from 1 to 5, are in any numbered column.
    many = {name: share(name) for name, found in values.items() if len(found) >= _FEWEST_IDS}
    best = max(many, key=lambda name: many[name], default=None)
    return frozenset(values[best]) if best is not None and many[best] >= _HALF else frozenset()


def _print(proposal: "Proposal", target: Path, folder: Path, items: Path) -> None:
    from landas.catalog.proposal.project_file import reasons

    print_line(f"{target} written from {proposal.rows:,} rows and {proposal.columns:,} columns.")
    parts = {"id": proposal.id, "title": proposal.title, "text": ", ".join(proposal.text) or None}
    parts |= {"category": proposal.category, "group": proposal.group, "offers": proposal.offers}
    print_line("  " + " · ".join(f"{key}: {column}" for key, column in parts.items() if column))
    names = [field.name for field in proposal.fields]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    print_line(f"  {len(names)} fields: {', '.join(names[:_SHOWN])}{more}")
    if proposal.guesses:
        print_line("Guessed, please look:")
    for guess in proposal.guesses:
        print_line(f"  {guess.key} = {_shown(guess.value)}: {guess.why}")
    if proposal.left_out:
        print_line(f"Left out, {len(proposal.left_out):,} columns:")
    for reason, columns in reasons(proposal):
        few = ", ".join(columns[:3]) + (", …" if len(columns) > 3 else "")
        print_line(f"  {len(columns):,} {reason}: {few}")
    for note in proposal.notes:
        print_line(f"Note: {note}")
    print_line(f"Next: landas import items {items} --project {folder}")


def _shown(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else f"{value:g}"
