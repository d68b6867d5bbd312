"""`landas demo`: the sample project, written, imported, built and served, with its address printed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from landas.cli.output import JsonOption, print_json, print_line, print_note
from landas.errors import BadRequest, SetupError

if TYPE_CHECKING:
    from landas.bootstrap import Project

FOLDER = Path(".landas-demo")
QUESTIONS = 8
"""Suggestions on the empty page: as many as fit a screen."""


def demo(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 picks a free port.")] = 8000,
    folder: Annotated[Path, typer.Option("--dir", "--project", help="Where the sample is kept.")] = FOLDER,
    as_json: JsonOption = False,
) -> None:
    """A sample project, built and served, with its address printed."""
    from landas.cli.serve import Serving, run_server
    from landas.console.project import Suggestion
    from landas.sample import sample_questions

    make_sample(folder)
    questions = sample_questions()[:QUESTIONS]
    suggestions = tuple(Suggestion(q.text, q.language, q.shows) for q in questions)

    def announce(address: str) -> None:
        if as_json:
            print_json({"address": address, "project": str(folder), "questions": [q.text for q in questions]})
        else:
            print_line(f"The sample shop is at {address} (Ctrl-C ends it). Its project is in {folder}.")
            print_line(f'Or ask here: landas ask "{questions[0].text}" --project {folder}')

    run_server(Serving((folder,), "127.0.0.1", suggestions), port, 1, announce)


def make_sample(folder: Path) -> None:
    """Writes, imports and builds what is missing: the second time nothing, after a kill the rest."""
    from landas.bootstrap import open_project
    from landas.clock import utc_now
    from landas.sample import write_sample

    project_file = folder / "landas.toml"
    if not project_file.exists():
        print_note("writing the sample shop …")
        write_sample(folder, utc_now())
    elif not (folder / "items.jsonl").exists():
        raise BadRequest(f"{folder} holds another project.", "Choose an empty folder with --dir.")
    with open_project(folder) as project:
        try:
            project.live.current()
        except SetupError:
            fill(project)


def fill(project: "Project") -> None:
    """Imports the sample's items and events and builds a release."""
    from landas.catalog.feeds.reading import read_rows
    from landas.catalog.importing import import_items
    from landas.events.importing import import_events
    from landas.recommend.build import build_release

    print_note("reading its items and events …")
    import_items(project.folder / "items.jsonl", project.schema, project.items, project.clock)
    import_events(read_rows(project.folder / "events.jsonl"), project.events, project.items.get)
    print_note("building a release …")
    build_release(project.build_parts)
