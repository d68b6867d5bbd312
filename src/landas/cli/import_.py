"""`landas import items|events`: reads a feed or an event file into the project."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from landas.cli.import_events import events
from landas.cli.output import JsonOption, ProjectOption, print_json, print_line, print_note
from landas.cli.progress import counted

if TYPE_CHECKING:
    from landas.catalog.import_report import ImportReport

import_ = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)


@import_.callback()
def main() -> None:
    """Read items or events into the project."""


@import_.command()
def items(
    file: Annotated[
        Path, typer.Argument(help="CSV, TSV, JSONL, Parquet or Google Merchant XML; gzipped or not.")
    ],
    full: Annotated[
        bool, typer.Option("--full", help="The file is everything: withdraw what it lacks.")
    ] = False,
    project: ProjectOption = Path("."),
    as_json: JsonOption = False,
) -> None:
    """Read a feed: good rows land, bad rows go to a report."""
    from landas.bootstrap import open_project
    from landas.catalog.importing import import_items

    with open_project(project) as opened, counted("importing", "rows") as progress:
        report = import_items(
            file,
            opened.schema,
            opened.items,
            opened.clock,
            full=full,
            report_path=opened.state / "reports" / f"items-{opened.clock():%Y%m%dT%H%M%S%f}.jsonl",
            progress=progress,
            kept=opened.people.text_of,
        )
    if as_json:
        print_json(report.to_document())
    else:
        _print(report)
    if not report.complete or not report.landed:
        raise typer.Exit(1)


import_.command()(events)


def _print(report: "ImportReport") -> None:
    print_line(
        f"{report.rows} rows: {report.counts.created} items created, {report.counts.changed} changed, "
        f"{report.counts.unchanged} unchanged, {report.withdrawn} withdrawn"
    )
    if report.refused or report.repeated or report.values_left_out:
        print_line(
            f"{report.refused} bad rows refused, {report.repeated} repeated ids, "
            f"{report.values_left_out} values left out"
        )
    for error in report.errors[:5]:
        print_line(f"  line {error.line}: {error.reason}")
    if report.report_file:
        print_line(f"every problem: {report.report_file}")
    if report.undeclared_columns:
        print_line(f"{report.undeclared_columns} columns are not declared in landas.toml and were ignored")
    for note in report.notes:
        print_note(note)
