"""`landas review`: answers where the stakes are high, put before a person; and the audit of what was decided."""

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from landas.cli.output import JsonOption, ProjectOption, print_json, print_line, print_table
from landas.errors import BadRequest

_COLUMNS = ("review_id", "receipt_id", "surface", "status", "created_at", "closed_by", "reasons")
_AUDITED = ("number", "at", "who", "what", "receipt_id", "bundle", "decision")
MOST = 10_000


def review(
    queue: Annotated[Literal["answers"], typer.Option(help="What is reviewed.")] = "answers",
    status: Annotated[
        Literal["open", "approved", "rejected", "all"], typer.Option(help="Which are listed.")
    ] = "open",
    approve: Annotated[str | None, typer.Option(help="Closes this review as right.")] = None,
    reject: Annotated[str | None, typer.Option(help="Closes this review as wrong.")] = None,
    by: Annotated[str | None, typer.Option(help="Who decides.")] = None,
    note: Annotated[str | None, typer.Option(help="Why.")] = None,
    audit: Annotated[bool, typer.Option(help="Lists the audit instead, and checks its chain.")] = False,
    project: ProjectOption = Path("."),
    as_json: JsonOption = False,
) -> None:
    """Look at answers where the stakes are high, and decide."""
    from landas.bootstrap import open_project

    deciding = approve or reject
    if deciding and (not by or (approve and reject)):
        raise BadRequest(
            "a decision needs one review and its reviewer.", "Add --by NAME to --approve or --reject."
        )
    with open_project(project) as opened:
        if audit:
            _print_audit(opened.audit(), as_json)
            return
        if deciding and by:
            decision: Literal["approved", "rejected"] = "approved" if approve else "rejected"
            decided = opened.oversight.close(deciding, decision, by, note, opened.clock())
            rows = [decided.to_document()]
        else:
            wanted = None if status == "all" else status
            rows = [found.to_document() for found in opened.oversight.reviews(wanted, MOST)]
    if as_json:
        print_json({"queue": queue, "reviews": rows})
        return
    print_table([{**row, "reasons": ", ".join(row["reasons"])} for row in rows], _COLUMNS)


def _print_audit(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    print_table(found["records"], _AUDITED)
    broken = found["broken_at"]
    print_line("The chain is whole." if broken is None else f"The chain is broken at record {broken}.")
