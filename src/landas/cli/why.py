"""`landas why`: the step, rule and reason that kept an item in an answer or out of it."""

from pathlib import Path
from typing import Annotated

import typer

from landas.cli.output import JsonOption, ProjectOption, print_json, print_line


def why(
    receipt_id: Annotated[str, typer.Argument(help="The receipt's id.")],
    item_id: Annotated[str, typer.Argument(help="The item asked about.")],
    project: ProjectOption = Path("."),
    as_json: JsonOption = False,
) -> None:
    from landas.bootstrap import open_project
    from landas.ids import ItemId, ReceiptId

    with open_project(project) as opened:
        answer = opened.why(ReceiptId(receipt_id), ItemId(item_id))
    if as_json:
        print_json(answer)
        return
    print_line(f"{answer['item_id']} is {'shown' if answer['shown'] else 'not shown'}: {answer['reason']}")
    for wish in answer.get("wishes", ()):
        has = "unknown" if wish["has"] is None else wish["has"]
        has = ", ".join(map(str, has)) if isinstance(has, list) else has
        print_line(f"wish {wish['wish']}: {wish['field']} is {has}, {'met' if wish['met'] else 'not met'}")
    if answer.get("warning"):
        print_line(f"careful: {answer['warning']}")
    print_line(f"step {answer['step']}" + (f", rule {answer['rule']}" if answer["rule"] else ""))
