"""`landas usage`: what language models cost per task, per answer and per accepted item."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from landas.cli.output import JsonOption, ProjectOption, print_json, print_line, print_table
from landas.errors import BadRequest

_COLUMNS = (
    "task", "calls", "answered", "cached", "requests", "input_tokens", "output_tokens", "cost", "answers",
    "cost_per_answer", "accepted_items", "cost_per_accepted_item", "ratings", "mean_rating",
)  # fmt: skip


def usage(
    since: Annotated[
        str | None, typer.Option(help="Calls from this date or instant on (ISO 8601, UTC).")
    ] = None,
    project: ProjectOption = Path("."),
    as_json: JsonOption = False,
) -> None:
    """What language models cost per task, per answer and per accepted item."""
    from landas.bootstrap import open_project

    with open_project(project) as opened:
        found = opened.usage(_instant(since))
    if as_json:
        print_json(found)
        return
    _print_usage(found)


def _instant(since: str | None) -> datetime | None:
    from landas.clock import parse_iso

    try:
        return None if since is None else parse_iso(since)
    except ValueError as error:
        raise BadRequest(f"--since {since!r} is no date.", "Write it like 2026-03-01.") from error


def _print_usage(found: dict[str, Any]) -> None:
    total = found["total"]
    if total["calls"]:
        rows = [*found["tasks"], {"task": "all", **total}]
        print_table([{**row, **_costs(row)} for row in rows], _COLUMNS)
        _print_notes(total)
    else:
        print_line("No model was asked.")
    for row in found["shadow"]:
        print_line(
            f"in shadow: {row['task']} by {row['model']} ({row['bundle']}): {_many(row['calls'], 'call')}, "
            f"{row['answered']} answered, cost {_cost(row)}; compare with: landas diff"
        )
    said = found["feedback"]["all"]
    if said["ratings"]:
        average = (
            f", {said['mean_rating']:g} on average" if said["ratings"] > 1 else f": {said['mean_rating']:g}"
        )
        print_line(f"feedback: {_many(said['ratings'], 'rating')}{average}")
    for account in found["budget"]:
        limits = [f"{account[kind]:g} of {limit:g} {kind}" for kind, limit in account["limits"].items()]
        print_line(f"budget of the {account['account']}: {', '.join(limits)}")


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _cost(row: dict[str, Any]) -> str:
    """What is known of the cost: calls without a price aren't free."""
    if not row["unpriced_calls"]:
        return f"{row['cost']:g}"
    return "unknown" if row["unpriced_calls"] == row["calls"] else f"more than {row['cost']:g}"


def _costs(row: dict[str, Any]) -> dict[str, Any]:
    """The columns of cost: no share of a sum of which nothing is known."""
    unknown = row["unpriced_calls"] and row["unpriced_calls"] == row["calls"]
    shares = {name: None if unknown else row[name] for name in ("cost_per_answer", "cost_per_accepted_item")}
    return {"cost": _cost(row), **shares}


def _print_notes(total: dict[str, Any]) -> None:
    if total["unpriced_calls"]:
        print_line(f"The cost of {_many(total['unpriced_calls'], 'call')} isn't known and not in these sums.")
    if (batch := total["batch"]) is not None:
        print_line(
            f"As a batch, {batch['calls']} calls that cost {batch['cost']:g} would have cost "
            f"{batch['cost_as_batch']:g}."
        )
    broken = {kind: total[kind] for kind in ("schema_errors", "check_errors", "contradicted", "unsupported")}
    if any(broken.values()):
        print_line(
            f"Replies that broke their schema: {broken['schema_errors']}, a check: {broken['check_errors']}; "
            f"claims in them: {broken['contradicted']} contradicted, {broken['unsupported']} unsupported."
        )
