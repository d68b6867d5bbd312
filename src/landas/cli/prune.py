"""`landas prune`: deletes what was kept longer than `[privacy]` says, for good."""

from pathlib import Path

from landas.cli.output import JsonOption, ProjectOption, print_json, print_line


def prune(project: ProjectOption = Path("."), as_json: JsonOption = False) -> None:
    """Delete what was kept long enough."""
    from landas.bootstrap import open_project

    with open_project(project) as opened:
        counts = opened.prune()
    if as_json:
        print_json({"deleted": counts})
        return
    said = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
    print_line(f"{said} deleted.")
