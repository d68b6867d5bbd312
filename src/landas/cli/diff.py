"""`landas diff`: the same requests answered under two bundles, side by side."""

from pathlib import Path
from typing import Annotated, Any

import typer

from landas.cli.output import JsonOption, ProjectOption, print_json, print_line, print_table
from landas.cli.progress import counted
from landas.errors import BadRequest

_SHOWN = 20


def diff(
    bundle_a: Annotated[
        str | None, typer.Argument(help="A bundle's hash; without any, they are listed.")
    ] = None,
    bundle_b: Annotated[str | None, typer.Argument(help="The bundle it is compared with.")] = None,
    shadow: Annotated[
        bool, typer.Option("--shadow", help="Compare with [llm.shadow], asked about stored requests now.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many receipts of each, the latest.")] = 1000,
    project: ProjectOption = Path("."),
    as_json: JsonOption = False,
) -> None:
    """What changed between two bundles: items, wording, claims."""
    from landas.bootstrap import open_project

    if shadow and (bundle_a is None or bundle_b is not None):
        raise BadRequest("--shadow compares one bundle with that of [llm.shadow].", "Name that one bundle.")
    if bundle_a is not None and bundle_b is None and not shadow:
        raise BadRequest("one bundle can't be compared.", "Name two, or none to list them, or add --shadow.")
    with open_project(project) as opened:
        if bundle_a is None:
            _print_bundles(opened.bundles(), as_json)
            return
        if bundle_b is None:
            with counted("in shadow", "answers") as told:
                found = opened.diff_with_shadow(bundle_a, limit, lambda done: told(done, limit))
        else:
            found = opened.diff(bundle_a, bundle_b, limit)
    if as_json:
        print_json(found)
    else:
        _print_diff(found)


def _print_bundles(rows: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        print_json({"bundles": rows})
    elif rows:
        print_table(rows, ("bundle", "of", "receipts", "first", "last"))
    else:
        print_line("There is no receipt yet.")


def _print_diff(found: dict[str, Any]) -> None:
    for row in found["versions"]:
        print_line(f"{row['task']} {row['part']}: {row['before']} → {row['after']}")
    sides = [{"bundle": side, **found[side]} for side in ("before", "after")]
    print_table(
        sides, ("bundle", "receipts", "modes", "fallbacks", "verdicts", "model_calls", "tokens", "cost")
    )
    changed = ", ".join(f"{count} in {part}" for part, count in found["changed"].items())
    print_line(f"{found['pairs']} requests were answered under both; they differ: {changed}.")
    for request in found["requests"][:_SHOWN]:
        _print_request(request)
    if (more := len(found["requests"]) - _SHOWN) > 0:
        print_line(f"… and {more} more; all of them with --json")


def _print_request(request: dict[str, Any]) -> None:
    note = "" if request["same_catalogue"] else " (the catalogue changed in between)"
    print_line(f"\n{request['text'] or request['surface']}{note}")
    for how, items in (request["items"] or {}).items():
        if items:
            print_line(f"  items {how}: {', '.join(items)}")
    for side, said in (request["wording"] or {}).items():
        fallback = f", fell back: {said['fallback']}" if said["fallback"] else ""
        print_line(f"  {side} ({said['mode']}{fallback}): {said['reply']}")
    for how, claims in (request["claims"] or {}).items():
        for claim in claims:
            print_line(f"  claim {how}: {claim['text']} [{claim['verdict']}]")
