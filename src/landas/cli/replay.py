"""`landas replay`: the words of a stored answer again, or its retrieval, policy and ranking."""

from pathlib import Path
from typing import Annotated

import typer

from landas.cli.output import JsonOption, ProjectOption, print_json, print_line


def replay(
    receipt_id: Annotated[str, typer.Argument(help="The receipt's id.")],
    rerun: Annotated[bool, typer.Option("--rerun", help="Repeat retrieval, policy and ranking too.")] = False,
    project: ProjectOption = Path("."),
    as_json: JsonOption = False,
) -> None:
    from landas.bootstrap import open_project
    from landas.ids import ReceiptId

    with open_project(project) as opened:
        outcome = opened.replay(ReceiptId(receipt_id), rerun=rerun)
    if as_json:
        print_json(outcome)
    else:
        for name, value in outcome.items():
            if name != "claims":
                print_line(f"{name}: {', '.join(value) if isinstance(value, list) else value}")
        for claim in outcome.get("claims", ()):
            print_line(f"  {claim['verdict']:<13}{claim['text']}")
    if not outcome["same"]:
        raise typer.Exit(1)
