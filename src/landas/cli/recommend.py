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
    locale: Annotated[str | None, typer.Option(help="Language of these words: en or id.")] = None,
    project: ProjectOption = Path("."),
    as_json: JsonOption = False,
) -> None:
    from landas.bootstrap import open_project
    from landas.ids import ItemId, UserId
    from landas.recommend.draft import Request, surface_named
    from landas.recommend.steps.redact import check_locale

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
