"""`landas import events`: what was shown and what people did, from a file."""

from pathlib import Path
from typing import Annotated, Any

import typer

from landas.cli.output import JsonOption, ProjectOption, print_json, print_line, print_note

SHOWN = 10
"""Problems printed; the report file lists all."""


def events(
    file: Annotated[Path, typer.Argument(help="CSV, JSONL or Parquet; text ones also gzipped.")],
    project: ProjectOption = Path("."),
    as_json: JsonOption = False,
    default_type: Annotated[
        str | None, typer.Option("--type", help="What the rows are, where no column says so.")
    ] = None,
) -> None:
    """Read events; sending a file again adds nothing."""
    from landas.bootstrap import open_project
    from landas.catalog.feeds.reading import read_rows
    from landas.events.importing import import_events
    from landas.events.log_words import LogWords

    with open_project(project) as opened:
        report = import_events(
            read_rows(file),
            opened.events,
            opened.items.get,
            default_type=checked_type(default_type),
            words=LogWords(opened.packs),
            item_column=opened.schema.id_column,
            report_path=opened.state / "reports" / f"events-{file.name}.problems.jsonl",
            kept=opened.people.text_of,
            progress=lambda rows: print_note(f"{rows:,} rows") if rows % 20_000 == 0 else None,
        )
    if as_json:
        print_json(report.to_document())
    else:
        _print(report.to_document())


def checked_type(name: str | None) -> str | None:
    from landas.errors import BadRequest
    from landas.events.events import EVENT_TYPES

    if name is not None and name not in EVENT_TYPES:
        raise BadRequest(f"--type {name!r} is no type of event.", f"Use one of {', '.join(EVENT_TYPES)}.")
    return name


def _print(report: dict[str, Any]) -> None:
    print_line(
        f"{report['rows']:,} rows: {report['stored']:,} stored, {report['duplicate']:,} already known, "
        f"{report['rejected']:,} rejected; {report['unknown_item']:,} of items not in the catalogue."
    )
    for note in report["notes"]:
        print_line(note)
    for problem in report["problems"][:SHOWN]:
        print_line(f"line {problem['line']}: {problem['reason']}")
    if report["report_file"]:
        print_line(f"All problems: {report['report_file']}")
