"""`landas init`: proposes a project file from a feed, and says what it guessed."""

import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landas.cli.output import JsonOption, ProjectOption, print_json, print_line
from landas.cli.progress import counted

if TYPE_CHECKING:
    from landas.catalog.proposal.proposal import Proposal

LANGUAGES = ("en", "id")
_EVENT_ROWS = 5000
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
    from landas.language.pack import load_packs
    from landas.settings import parse_project

    folder = folder or project
    target = _target(folder, force)
    with counted("reading", "rows") as progress:
        survey = survey_columns(items, lambda rows: progress(rows, rows))
    event_ids = _event_items(events) if events is not None else frozenset()
    proposal = propose(survey, _project_name(folder), items.name, load_packs(LANGUAGES), event_ids)
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


def _event_items(path: Path) -> frozenset[str]:
    """The items that the first events name. Raises FeedError for a file that holds no events."""
    from landas.catalog.feeds.reading import read_rows
    from landas.events.columns import find_columns

    rows = list(islice((row for row in read_rows(path) if row.fault is None), _EVENT_ROWS))
    names = list(dict.fromkeys(name for row in rows for name in row.values))
    column = find_columns(names, default_type="view").columns.get("item_id")
    if column is None:
        return frozenset()
    return frozenset(str(row.values[column]) for row in rows if column in row.values)


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
