"""`landas build`: the catalogue and its events into a release, switched in when it is complete."""

from pathlib import Path

from landas.cli.output import JsonOption, ProjectOption, print_json, print_line, print_note


def build(project: ProjectOption = Path("."), as_json: JsonOption = False) -> None:
    from landas.bootstrap import open_project
    from landas.recommend.build import build_release

    with open_project(project) as opened:
        _ = opened.rules  # a rule that can't be used is told now, not by the first answer
        report = build_release(opened.build_parts, _Notes())
    if as_json:
        print_json(report)
        return
    size = report["bytes"] / 1_000_000
    print_line(f"release {report['release_id']}: {report['items']:,} items, {report['categories']:,} kinds")
    print_line(f"{report['seconds']:.1f} s, {size:.1f} MB, changes up to {report['overlay']}")


class _Notes:
    """A line when a step begins, and one every few thousand rows."""

    def __init__(self) -> None:
        self._step = ""

    def __call__(self, step: str, done: int, total: int) -> None:
        if step != self._step:
            self._step = step
            print_note(f"{step} …")
        elif done and done % 5000 < 1000 and total:
            print_note(f"{step} {done:,} of {total:,}")
