"""`landas recommend`: a slate for a person or an item; a language model only where words are asked for."""

from pathlib import Path
from typing import Annotated

import typer

from landas.cli.output import JsonOption, ProjectOption, print_json, print_line, print_table


def recommend(
    user: Annotated[str | None, typer.Option(help="Whom the slate is for.")] = None,
    surface: Annotated[str, typer.Option(help="home, related or cart.")] = "home",
    item: Annotated[str | None, typer.Option(help="The item that a related slate is about.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many items.")] = 10,
    explain: Annotated[bool, typer.Option("--explain", help="Say why, in verified words.")] = False,
    everybody: Annotated[
        Path | None,
        typer.Option(
            "--all",
            help="Write everybody's slate into this file, .jsonl or .parquet. It appears when it is whole; a run that "
            "was killed goes on where it stopped, unless another release or slate is asked for.",
            dir_okay=False,
        ),
    ] = None,
    locale: Annotated[str | None, typer.Option(help="Language of these words: en or id.")] = None,
    project: ProjectOption = Path("."),
    as_json: JsonOption = False,
) -> None:
    from landas.bootstrap import open_project
    from landas.errors import BadRequest
    from landas.ids import ItemId, UserId
    from landas.recommend.draft import Request, surface_named
    from landas.recommend.steps.redact import check_locale

    if everybody is not None:
        if user or item or explain:
            raise BadRequest(
                "--all goes with --surface and -k alone.", "Leave --user, --item and --explain out."
            )
        _all(project, everybody, surface, k, as_json)
        return
    with open_project(project) as opened:
        request = Request(
            surface_named("related" if item and surface == "home" else surface),
            opened.clock(),
            k=k,
            user_id=UserId(user) if user else None,
            anchor=ItemId(item) if item else None,
            locale=locale,
        )
        check_locale(locale, opened.settings.project.languages)
        if explain:
            opened.gateway.warm()
        answer = opened.explainer.explain(request) if explain else opened.recommender.recommend(request)
    if as_json:
        print_json(answer)
        return
    if explain:
        print_line(answer["explanation"]["reply"])
        print_line()
    print_table(answer["items"], ("rank", "item_id", "score", "title"))
    print_line(f"receipt {answer['receipt_id']}")


def _all(project: Path, file: Path, surface: str, k: int, as_json: bool) -> None:
    from landas.bootstrap import open_project
    from landas.bootstrap.everybody import write_slates

    with open_project(project) as opened:
        report = write_slates(opened, file, surface, k)
    if as_json:
        print_json(report)
        return
    print_line(f"{report['people']:,} people, {report['items']:,} places: {report['file']}")
    if report["resumed"]:
        print_line("A run that was stopped went on.")
